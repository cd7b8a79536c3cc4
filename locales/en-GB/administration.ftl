administration-tab-outbox = Outbox
administration-tab-roles = Roles
administration-tab-sign-in = Signing in
administration-sign-in-title = Signing in
administration-sign-in-how = Who gets a link when they type their address on the sign-in page.
administration-rule = Who may sign in
administration-rule-known = People we know
administration-rule-known-hint = Those whom { -leads } or { -programme-managers } have entered or invited.
administration-rule-domains = Those, and everybody in our domains
administration-rule-domains-hint = Anybody with an address in one of the domains. A subdomain has to be listed by itself.
administration-domains = Domains
administration-domains-hint = Such as example.org staff.example.org
administration-sign-in-stale = The settings were changed since you opened this page. What you chose is still here. Check it, then save.
flash-sign-in-rule-saved = The rule is saved.
flash-job-again = It will be tried again now.
outbox-title = Outbox
outbox-how = Messages and other work leave from here. What fails is tried again by itself for about two days, then it waits for you.
outbox-counts = Now
outbox-count-failed = Given up
outbox-count-waiting = Waiting
outbox-count-running = Running
outbox-count-done = Done in the last 30 days
outbox-failed = Given up
outbox-failed-none = Nothing has failed.
outbox-waiting = Waiting
outbox-waiting-none = Nothing waits.
outbox-tried = { $times ->
    [0] Not tried yet
    [one] Tried once
   *[other] Tried { $times } times
}
outbox-created = Written
outbox-given-up = Given up
outbox-next = Next try
outbox-try-again = Try again
outbox-ledger = Messages
outbox-ledger-how = What became of the messages of the last seven days.
outbox-ledger-none = No messages were written in the last seven days.
outbox-ledger-queued = Waiting to be sent
outbox-ledger-sent = Handed to the mail server
outbox-ledger-failed = Refused by the mail server
outbox-ledger-withheld = Not sent
outbox-ledger-preference = Not sent: the person does not want this kind
outbox-ledger-cap = Not sent: the person had enough for a day
outbox-ledger-person-left = Not sent: the person has left
outbox-ledger-no-address = Not sent: there is no address
outbox-ledger-overtaken = Not sent: it was settled before
