//! What stands behind a claim, and what it says now.
//!
//! Each kind of evidence is one module with one function: it takes the pieces of its kind, of however many claims, and
//! says for each what it is, what figure it gives, and a digest of all that a claim rests on in it. A kind that is new is
//! a word in `domain::claims::EvidenceKind`, such a module, and a line in [`say`].

mod counter;
mod event;
mod external;
mod measurement;
pub(crate) mod published;
mod record;
mod source;
mod story;
pub(crate) mod survey;

use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Presence, Says},
    counters::Counter,
    ids::{StoryId, WaveId},
    time::{Day, When},
};
use copia_store::{Tx, claims::Behind};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// What a piece of evidence is, for those who follow a claim to it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A counter of this site.
    Counter {
        /// Which counter.
        counter: Counter,
    },
    /// An event of this site.
    Event {
        /// Where its page is.
        slug: String,
        /// Its title.
        title: String,
        /// When it started.
        starts_at: When,
        /// How many were recorded to be there.
        came: i64,
        /// Whether visitors may know of it.
        is_public: bool,
    },
    /// A page on which something was published.
    Source {
        /// Its title.
        title: String,
        /// Its address.
        address: String,
    },
    /// A figure of the imported record.
    Record {
        /// What the figure is of.
        statement: String,
        /// The file of its row.
        file: String,
        /// The line of its row.
        line: i64,
    },
    /// What those who answered a survey agreed to.
    Survey {
        /// What they were asked.
        question: String,
        /// The survey's title.
        survey: String,
        /// The title of the wave.
        wave: String,
        /// Which wave.
        id: WaveId,
        /// Since when people could answer.
        from: When,
        /// Until when.
        until: When,
        /// How many were asked; `None` where that is not known, of answers that were given elsewhere.
        asked: Option<u32>,
        /// How many answered the survey.
        answered: u32,
    },
    /// A measurement of an indicator.
    Measurement {
        /// What the indicator is known by, and called.
        indicator: String,
        /// Where it is.
        path: String,
        /// The community's name.
        community: String,
        /// On which day it was measured.
        on: Day,
        /// Whether this site counted it.
        is_counted: bool,
    },
    /// A story. Its title is there only where everybody may read it.
    Story {
        /// Which story.
        id: StoryId,
        /// What it is called; nothing where not everybody may read it.
        title: String,
        /// The community's name.
        community: String,
        /// How many others have confirmed it.
        confirmed: i64,
    },
    /// A figure that others published of a survey.
    Published {
        /// What people agreed with.
        statement: String,
        /// The title of the report.
        report: String,
        /// Who published it.
        publisher: String,
        /// Where; nothing where it has no address.
        address: String,
        /// The first day on which people could answer, where that was published.
        since: Option<Day>,
        /// The last one.
        until: Option<Day>,
        /// How many were asked, where that was published.
        asked: Option<i64>,
    },
    /// Something elsewhere.
    External {
        /// What it is and says.
        note: String,
        /// Its address; nothing where it has none.
        address: String,
    },
    /// It is not there any more.
    Gone,
}

/// A piece of evidence with what it says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it is kept.
    pub behind: Behind,
    /// What it is.
    pub what: What,
    /// What it says.
    pub says: Says,
}

impl Piece {
    /// Whether it says what it said when the claim was approved; also so for one that was never sealed.
    pub fn is_as_sealed(&self) -> bool {
        self.behind.digest.as_ref().is_none_or(|digest| *digest == self.says.digest)
    }
}

/// What pieces of evidence say now, in their order, in at most one look-up for each kind.
pub(crate) async fn now(tx: &mut Tx, behind: Vec<Behind>) -> Result<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(behind.len());
    for kind in EvidenceKind::ALL {
        let of_kind: Vec<Behind> = behind.iter().filter(|one| one.kind == *kind).cloned().collect();
        if of_kind.is_empty() {
            continue;
        }
        let said = say(tx, *kind, &of_kind).await?;
        pieces.extend(of_kind.into_iter().zip(said).map(|(behind, (what, says))| Piece { behind, what, says }));
    }
    let place = |piece: &Piece| behind.iter().position(|one| *one == piece.behind);
    pieces.sort_by_key(place);
    Ok(pieces)
}

async fn say(tx: &mut Tx, kind: EvidenceKind, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    match kind {
        EvidenceKind::Counter => counter::say(tx, of).await,
        EvidenceKind::Event => event::say(tx, of).await,
        EvidenceKind::External => Ok(external::say(of)),
        EvidenceKind::Survey => survey::say(tx, of).await,
        EvidenceKind::Measurement => measurement::say(tx, of).await,
        EvidenceKind::Story => story::say(tx, of).await,
        EvidenceKind::Published => published::say(tx, of).await,
        EvidenceKind::Record => record::say(tx, of).await,
        EvidenceKind::Source => source::say(tx, of).await,
    }
}

/// A piece that is there and gives no figure.
fn there(kind: EvidenceKind, digest: String) -> Says {
    Says {
        kind,
        presence: Presence::There,
        value: None,
        base: None,
        share: None,
        is_confirmed: false,
        is_self_report: matches!(kind, EvidenceKind::Survey | EvidenceKind::Published),
        is_live: false,
        digest,
    }
}

/// A piece that is not there any more. Its digest is none that something which is there can have.
fn gone(kind: EvidenceKind) -> (What, Says) {
    (What::Gone, Says { presence: Presence::Gone, ..there(kind, "gone".to_owned()) })
}

/// A digest of what a claim rests on.
pub(super) fn digest(of: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(of).unwrap_or_default();
    HEXLOWER.encode(&Sha256::digest(text))
}
