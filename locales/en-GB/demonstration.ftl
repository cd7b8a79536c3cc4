demo-banner-label = Demonstration
demo-banner = This is a demonstration. Its people are invented, and it can be reset at any time.
demo-banner-personas = Be someone else
demo-banner-mailbox = Read the mail
demo-personas-title = Or be a demonstration person
demo-personas-how = Everyone here is invented.
demo-sign-in-button = Sign in
demo-sign-in-other = Choose someone else
mailbox-title = The demonstration's mail
mailbox-how = Nothing leaves this machine. This is what people would have received.
mailbox-empty = No mail yet
mailbox-empty-next = Ask to join a { -community }, or sign in with an address of the demonstration, and look again.
mailbox-to = To { $to }
mailbox-invitation = { $method ->
    [REQUEST] attached for the calendar: an invitation ({ $method })
    [CANCEL] attached for the calendar: the end of an invitation ({ $method })
   *[other] attached for the calendar ({ $method })
  }
persona-newcomer = A newcomer
persona-newcomer-about = Has just started and belongs to no { -community } yet.
persona-member = A member
persona-member-about = Belongs to three communities, waits for an answer from a fourth.
persona-core-member = A { -core-member }
persona-core-member-about = Drives a { -community } along with others.
persona-lead = { -lead(form: "capital-article") }
persona-lead-about = Has requests to decide.
persona-sponsor = { -sponsor(form: "capital-article") }
persona-sponsor-about = Speaks for a { -community } among the senior staff.
persona-manager = The { -programme-manager }
persona-manager-about = Runs the programme.
persona-editor = The editor
persona-editor-about = Answers for what the public pages say.
persona-auditor = The auditor
persona-auditor-about = Reads what was done by whom.
persona-administrator = The administrator
persona-administrator-about = Keeps the site running.
