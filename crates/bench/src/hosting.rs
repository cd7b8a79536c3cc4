//! Planning events as a host would, through the pages.

use crate::{
    client::Client,
    failure::Failure,
    visitor::{self, Person},
};

/// Somebody who may plan events, and the community for which they do.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) person: Person,
    community: String,
}

/// What is planned: half an hour in a room.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) title: &'a str,
    /// `staff`, `public`.
    pub(crate) audience: &'a str,
    /// As `2026-06-16`.
    pub(crate) date: &'a str,
    /// The hour at which it starts.
    pub(crate) hour: usize,
    pub(crate) seats: usize,
}

impl Host {
    /// The demonstration's lead.
    pub(crate) fn sign_in(client: &mut Client) -> Result<Self, Failure> {
        let person = visitor::sign_in(client, "lead")?;
        let form = client.send(&person.get(client.address(), "/events/new?kind=workshop"))?;
        let community = visitor::value(&form.text(), "communities")
            .ok_or_else(|| Failure::Answer(format!("the lead plans no events: {}", form.status)))?;
        Ok(Self { person, community })
    }

    /// Plans an event and announces it; its path.
    pub(crate) fn announce(&self, client: &mut Client, plan: &Plan<'_>) -> Result<String, Failure> {
        let (starts, ends) = (format!("{:02}:00", plan.hour), format!("{:02}:30", plan.hour));
        let seats = plan.seats.to_string();
        let fields = [
            ("kind", "workshop"),
            ("communities", self.community.as_str()),
            ("audience", plan.audience),
            ("title", plan.title),
            ("summary", "What there is to learn."),
            ("date", plan.date),
            ("starts", starts.as_str()),
            ("ends", ends.as_str()),
            ("format", "in_person"),
            ("place", "Room 1"),
            ("seats", seats.as_str()),
            ("policy", "first_come"),
        ];
        let path = self.post(client, "/events", &fields)?;
        self.post(client, &format!("{path}/publication"), &[("version", "1")])
    }

    /// Sends a form; where its answer leads.
    pub(crate) fn post(&self, client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Result<String, Failure> {
        self.person.send(client, path, fields)
    }
}
