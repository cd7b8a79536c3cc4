//! The people of a demonstration.

use super::Filling;
use crate::Result;
use copia_demonstration as demonstration;
use copia_domain::{ids::PersonId, people::PersonStatus, time::When};
use copia_store::{Tx, people::Person, programmes};
use std::collections::BTreeSet;

/// People taken in at a time; the bar moves after each lot.
const LOT: usize = 2000;

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx, step: &mut (dyn FnMut(usize) + Send)) -> Result<()> {
    let office_holders: BTreeSet<_> = filling.programme.role_terms.iter().map(|term| term.person).collect();
    let everybody: Vec<_> = (0_u32..).zip(&filling.people).zip(&filling.programme.people).collect();
    for lot in everybody.chunks(LOT) {
        let rows: Vec<Person> = lot
            .iter()
            .map(|((index, id), person)| row(filling, **id, person, office_holders.contains(index)))
            .collect();
        programmes::people(tx, &rows).await?;
        let topics = lot.iter().flat_map(|((_, id), person)| person.interests.iter().map(|topic| (**id, *topic)));
        programmes::topics(tx, topics).await?;
        step(lot.len());
    }
    Ok(())
}

/// Whoever holds an office can be written to by everybody; the others have not said that they may.
fn row(filling: &Filling<'_>, id: PersonId, person: &demonstration::Person, holds_office: bool) -> Person {
    let department = person.department.and_then(|place| filling.programme.departments.get(place));
    let job_family = person.job_family.and_then(|place| filling.programme.job_families.get(place));
    Person {
        id,
        name: person.name(),
        email: Some(person.email()),
        job_title: person.job_title.map(str::to_owned),
        department: department.map(|department| department.name.to_owned()),
        job_family: job_family.map(|family| family.name.to_owned()),
        about: person.about.map(str::to_owned),
        picture_id: None,
        shows_email: holds_office,
        language: person.locale.map(str::to_owned),
        status: PersonStatus::Current,
        asked_about_work: person.department.is_some(),
        created_at: When::noon(person.since.0),
        left_at: None,
        version: 1,
    }
}
