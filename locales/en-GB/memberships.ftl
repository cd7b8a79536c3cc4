### Being in a community: letters, pages and files.

## Letters

letter-stop = Stop e-mails of this kind

letter-request-subject = { $person } asks to join { $community }
letter-request-opening = { $person } asks to join { $community }.
letter-request-reminder-subject = { $person } still waits to join { $community }
letter-request-reminder-opening =
    { $days ->
        [one] { $person } asked to join { $community } yesterday, and nobody has answered yet.
       *[other] { $person } asked to join { $community } { $days } days ago, and nobody has answered yet.
    }
letter-request-overdue-subject = A request to join { $community } has waited for { $days } days
letter-request-overdue-opening = { $person } asked to join { $community } { $days } days ago. Its { -lead(form: "plural") } have not answered, so you are told as { -programme-manager }.
letter-request-work = Their work: { $work }.
letter-request-message = { $person } wrote:
letter-request-button = Look at the request
letter-request-link = The link opens a page where you accept or decline. It is meant for you alone and is good for 14 days after the request.
letter-request-why-lead = You receive this because you are { -lead(form: "article") } of { $community }.
letter-request-why-manager = You receive this because you are { -programme-manager(form: "article") }.

letter-invitation-subject = You are invited to { $community }
letter-invitation-opening = You are invited to become a member of { $community }.
letter-invitation-opening-by = { $by } invites you to become a member of { $community }.
letter-invitation-button = See the invitation
letter-invitation-link = The link opens a page where you accept or decline. Nothing happens until you choose there.
letter-invitation-why = You receive this because { -lead(form: "article") } entered your address in { $site }.

letter-accepted-subject = Welcome to { $community }
letter-accepted-opening = You are now a member of { $community }.
letter-accepted-button = Go to its page
letter-declined-subject = Your request to join { $community }
letter-declined-opening = Your request to join { $community } was declined. This is the reason given:
letter-declined-button = Find other { -communities }
letter-removed-subject = You are no longer a member of { $community }
letter-removed-opening = { -lead(form: "capital-article") } of { $community } has ended your membership. This is the reason given:
letter-removed-contact = If you think that this is a mistake, write to { $contact }.
letter-membership-why = You receive this because it is about your own membership.

letter-broadcast-why = You receive this because you are a member of { $community }.
letter-broadcast-from = { $author } wrote this to the members of { $community }. An answer to this e-mail goes to { $author }.

## Files

memberships-level-core = Core
memberships-level-wider = Wider
memberships-export-name = Name
memberships-export-email = E-mail
memberships-export-job-title = Job title
memberships-export-department = Department
memberships-export-level = Level
memberships-export-joined = Joined on
