//! Who was at an event: checking in with a code, ticking off, reports of meetings, and one's own record.
//!
//! Every mark goes through [`mark`], however it is known that somebody was there.

mod checking_in;
mod importing;
mod overview;
mod own;
mod recording;

pub use checking_in::{Here, Projector, check_in, check_in_by_link, here, projector};
pub use importing::{Applied, Guess, Preview, PreviewRow, apply, preview, report_form};
pub use overview::{CommunityLine, Due, Hosted, Hosting, Overview, Tally, events_file, hosting, overview, term_words};
pub use own::{Attended, Record, certificate, learning_file, minutes, my_record};
pub use recording::{List, ListRow, list, record, record_other, set_others, take_back};

pub use copia_store::attendance::{Session, Totals};

use crate::{Ctx, Error, Result, ctx::Act, events::Found};
use copia_domain::{
    attendance::{Refusal, Way},
    ids::{AttendanceId, GuestId, PersonId},
    policy::{Permit, Role},
};
use copia_store::{
    Tx,
    attendance::{self, Marked, RecordsAttendance},
    registrations::Who,
};

/// Why nothing is recorded now, as the answer of a use case.
const fn not_now(refusal: Refusal) -> Error {
    Error::NotNow(refusal.word())
}

/// Marks one person or guest as having been there, once, whoever says so and however often.
async fn mark<A: RecordsAttendance>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    event: &Found,
    who: Who,
    way: Way,
    (role, action): (Role, &str),
) -> Result<Marked> {
    let id = ctx.id(AttendanceId::new);
    let marked = attendance::mark(tx, permit, id, event.id, who, (way, None), ctx.now).await?;
    if marked == Marked::New {
        attendance::count(tx, event.id, event.kind, 1, ctx.now).await?;
        ctx.audit(tx, about(Act::by(role, action).on("event", event.id).after(&way), who)).await?;
    }
    Ok(marked)
}

fn about(act: Act<'_>, who: Who) -> Act<'_> {
    match who.person() {
        Some(person) => act.about(person),
        None => act,
    }
}

/// A person or guest as forms send them.
pub fn who_word(who: Who) -> String {
    match who {
        Who::Person(id) => format!("person:{id}"),
        Who::Guest(id) => format!("guest:{id}"),
    }
}

/// The person or guest that a form sent.
pub fn who_of(word: &str) -> Option<Who> {
    match word.split_once(':')? {
        ("person", id) => PersonId::parse(id).map(Who::Person),
        ("guest", id) => GuestId::parse(id).map(Who::Guest),
        _ => None,
    }
}
