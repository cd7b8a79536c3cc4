//! Who is asked in a wave, and what is told apart of them.

use crate::{Ctx, Faults, Result, ballots::Invited};
use copia_domain::{
    ballots::{Label, MINIMUM, cells},
    fields::{self, Fault},
    ids::{GuestId, PersonId},
    surveys::waves::{Asked, Attribute, MOST_GUESTS, MemberRole, addresses},
};
use copia_store::{
    Tx, people,
    registrations::{self, Guest, Who},
    surveys::asked,
};
use std::collections::{BTreeMap, BTreeSet};

/// Into which groups those who are asked would be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// How many are asked.
    pub people: usize,
    /// What answers would say, and how many are asked who would say it.
    pub told_apart: Vec<(Label, u32)>,
    /// How many would say nothing of themselves.
    pub rest: usize,
}

/// Everybody who is asked and known here, in no order that says anything, with what their answers could say.
pub(crate) async fn invited(tx: &mut Tx, asked: &Asked, attributes: &[Attribute]) -> Result<Vec<Invited>> {
    let mut found: BTreeMap<PersonId, (Option<String>, Option<MemberRole>)> = BTreeMap::new();
    for row in asked::members(tx, asked).await? {
        let (area, role) = found.entry(row.person_id).or_default();
        // The community of the longest membership comes first.
        if area.is_none() {
            *area = row.area;
        }
        if row.is_core || role.is_none() {
            *role = Some(if row.is_core { MemberRole::Core } else { MemberRole::Wider });
        }
    }
    if asked.everybody {
        for person in asked::everybody(tx).await? {
            found.entry(person).or_default();
        }
    }
    let value = |attribute: &Attribute, area: &Option<String>, role: Option<MemberRole>| match attribute {
        Attribute::Area => area.clone(),
        Attribute::Role => role.map(|role| role.word().to_owned()),
    };
    let one = |(person, (area, role)): (PersonId, (Option<String>, Option<MemberRole>))| Invited {
        who: Who::Person(person),
        values: attributes.iter().map(|attribute| value(attribute, &area, role)).collect(),
    };
    Ok(found.into_iter().map(one).collect())
}

/// Guests by their addresses. Whoever is known here under one is not asked twice.
pub(super) async fn guests(
    ctx: &Ctx,
    tx: &mut Tx,
    typed: &str,
    known: &[Invited],
    attributes: usize,
) -> Result<Vec<Invited>> {
    let fault = |fault| crate::Error::Invalid(Faults::one("guests", fault));
    let read: Vec<String> = addresses(typed).map(fields::address).collect::<Result<_, _>>().map_err(fault)?;
    if read.len() > MOST_GUESTS {
        return Err(fault(Fault::OutOfRange));
    }
    let mut there: BTreeSet<Who> = known.iter().map(|one| one.who).collect();
    let mut all = Vec::new();
    for email in read {
        let who = match people::find_by_email(tx, &email).await? {
            Some(person) => Who::Person(person.id),
            None => {
                let key = email.to_lowercase();
                let new = Guest { id: ctx.id(GuestId::new), name: String::new(), email, language: None };
                Who::Guest(registrations::add_guest(tx, &new, &key, ctx.now).await?.id)
            }
        };
        if there.insert(who) {
            all.push(Invited { who, values: vec![None; attributes] });
        }
    }
    Ok(all)
}

/// How those who are asked would be told apart.
pub(super) fn groups(invited: &[Invited]) -> Groups {
    let labels: Vec<Label> = invited.iter().map(|one| one.values.clone()).collect();
    let made = cells(&labels, MINIMUM);
    Groups {
        people: invited.len(),
        rest: made.of.iter().filter(|place| place.is_none()).count(),
        told_apart: made.cells.into_iter().map(|cell| (cell.label, cell.invited)).collect(),
    }
}
