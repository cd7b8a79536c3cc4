letter-greeting = Dear { $name },
letter-greeting-plain = Hello,
letter-sign-in-subject = Sign in to { $site }
letter-sign-in-why = You receive this because somebody asked to sign in with this address.
letter-sign-in-link = Follow this link within { $minutes } minutes to sign in.
letter-sign-in-button = Sign in
letter-sign-in-code = Or type this code where you asked for the link:
letter-sign-in-not-you = If it was not you, there is nothing to do. Nobody can sign in without this message.
