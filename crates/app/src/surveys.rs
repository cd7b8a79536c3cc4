//! Surveys: what is asked, of whom, and how people answer. What they answer is written down by [`crate::ballots`].
//!
//! A survey is built from the bank of statements; a wave asks it of people who are fixed when it opens. Until all is
//! counted, only how many have answered is known to anybody. What people said is read in one release after that.

mod answering;
mod bank;
mod building;
pub mod comments;
pub mod elsewhere;
mod figures;
pub(crate) mod letters;
mod links;
mod opening;
pub(crate) mod population;
pub mod published;
mod results;
mod running;
mod telling;
mod wording;

pub use answering::{Answering, Own, Told, answer, answer_by_link, look, look_by_link, waiting};
pub use bank::{StatementInput, add_standard, add_statement, bank};
pub use building::{
    ItemForm, ItemInput, Move, SurveyForm, SurveyInput, item_form, move_item, new_edition, preview, survey_form, write,
    write_item,
};
pub use figures::{Before, agreement, figures_file};
pub use links::SurveyLink;
pub use opening::{OpenInput, WaveForm, WaveInput, open, plan, wave_form};
pub use population::Groups;
pub use results::{Overview, Results, Wave, overview, results};
pub use running::{WavePage, call_off, extend, say_outcome, try_out, wave};
pub use telling::WaveLetter;
pub(crate) use telling::{close, tell};
pub use wording::{agreement_key, answer_words, by_key, group_words, label_words, title, together};

pub use crate::ballots::Stand;
pub use copia_store::surveys::{Statement, Survey, waves::Wave as AnyWave, waves::WaveRule};

use crate::{Ctx, Error, Result};
use copia_domain::{
    ids::{SurveyId, WaveId},
    policy::{Role, Standing},
};
use copia_store::{Tx, surveys};

/// The names of the form's fields: the form as a whole, then one for each item of a survey.
const FIELDS: [&str; 61] = [
    "survey", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12", "q13", "q14", "q15", "q16",
    "q17", "q18", "q19", "q20", "q21", "q22", "q23", "q24", "q25", "q26", "q27", "q28", "q29", "q30", "q31", "q32",
    "q33", "q34", "q35", "q36", "q37", "q38", "q39", "q40", "q41", "q42", "q43", "q44", "q45", "q46", "q47", "q48",
    "q49", "q50", "q51", "q52", "q53", "q54", "q55", "q56", "q57", "q58", "q59", "q60",
];

/// The name of the field of an item, by its place from 1; that of the form as a whole for 0.
pub fn field(place: usize) -> &'static str {
    FIELDS.get(place).copied().unwrap_or("survey")
}

/// The survey under an id.
async fn survey(tx: &mut Tx, id: &str) -> Result<Survey> {
    let id = SurveyId::parse(id).ok_or(Error::NotFound)?;
    surveys::find(tx, id).await?.ok_or(Error::NotFound)
}

/// The wave under an id.
async fn found(tx: &mut Tx, id: &str) -> Result<AnyWave> {
    let id = WaveId::parse(id).ok_or(Error::NotFound)?;
    surveys::waves::find(tx, id).await?.ok_or(Error::NotFound)
}

/// What a wave asks.
async fn asks(tx: &mut Tx, wave: &AnyWave) -> Result<Survey> {
    surveys::find(tx, wave.survey_id).await?.ok_or(Error::NotFound)
}

/// In which role somebody works on surveys, for the audit log.
fn acting(standing: &Standing) -> Role {
    if standing.is(Role::ProgrammeManager) { Role::ProgrammeManager } else { Role::Editor }
}

/// What a wave is audited as: nothing of those who are asked.
fn described(ctx: &Ctx, wave: &AnyWave) -> serde_json::Value {
    let closes = wave.rule.map(|rule| ctx.words.date_time(rule.closes_at.local(&ctx.site.zone)));
    serde_json::json!({ "title": wave.title, "state": wave.state, "closes": closes, "reason": wave.reason })
}
