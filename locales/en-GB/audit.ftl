### The audit log: one sentence for each thing that people do. They may use $who (the person and the role they
### acted in), $person (whom it was about), $community, and $detail (one word of the record).

audit-somebody = somebody no longer known
audit-some-community = one of the { -communities }
audit-no-detail = something else
audit-who-system = The system
audit-who-visitor = A visitor
audit-who-lead = { $name }, as { -lead },
audit-who-sponsor = { $name }, as { -sponsor },
audit-who-programme-manager = { $name }, as { -programme-manager },
audit-who-editor = { $name }, as editor,
audit-who-auditor = { $name }, as auditor,
audit-who-administrator = { $name }, as administrator,
# An action that this version of the product does not know.
audit-other = { $who } did “{ $action }”

audit-account-end-session = { $who } ended one of their sessions
audit-account-end-sessions = { $who } signed out on all other devices
audit-account-sign-in = { $who } signed in
audit-audit-download = { $who } downloaded the audit log
audit-organisation-edit = { $who } changed the organisation’s settings
audit-organisation-edit-accessibility = { $who } changed the accessibility statement
audit-organisation-remove-logo = { $who } removed the logo
audit-organisation-set-logo = { $who } replaced the logo
audit-organisation-set-sign-in = { $who } changed who may sign in
audit-outbox-try-again = { $who } put failed work back into the outbox
audit-role-give = { $who } made { $person } { $detail }
audit-vocabulary-reset = { $who } went back to the usual word for “{ $detail }”
audit-vocabulary-set = { $who } changed the word for “{ $detail }”
