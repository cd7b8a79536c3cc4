//! The university itself.

use crate::programme::Organisation;

pub(crate) const ORGANISATION: Organisation = Organisation {
    name: "Demonstration University",
    short_name: "Demonstration",
    programme_name: "Communities of practice",
    lead_paragraph: "People who do similar work across Demonstration University meet in communities of practice: they \
                     learn from each other, solve problems that no department can solve alone, and say openly what \
                     came of it. Every community is run by its own members. Find the one that fits what you do, or \
                     help to start one.",
    contact_name: "Communities of practice team",
    contact_email: "communities@demonstration.example",
    contact_telephone: "020 7946 0123",
    website: "https://www.demonstration.example/communities",
    email_domain: "demonstration.example",
    time_zone: "Europe/London",
    accent_light: "#7a2e4d",
    accent_dark: "#e59ab8",
};
