## Letters

letter-opening-subject = { $community } is open
letter-opening-why = You receive this because you asked to be told when this { -community } opens.
letter-opening = { $community } has opened. You can join now.
letter-opening-button = Go to the { -community }
letter-proposal-subject = Your proposal: { $community }
letter-proposal-why = You receive this because you proposed this { -community }.
letter-proposal-community = Thank you for proposing { $community }. It is agreed: the { -community } can begin to form.
letter-proposal-working-group = Thank you for proposing { $community }. A working group fits this better than { -community(form: "article") }.
letter-proposal-staff-network = Thank you for proposing { $community }. A staff network fits this better than { -community(form: "article") }.
letter-proposal-exists = Thank you for proposing { $community }. There is { -community(form: "article") } for it already.
letter-proposal-button = See the answer
