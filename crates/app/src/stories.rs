//! Stories of what difference a community made: told step by step, or written for somebody who has to agree, shared by
//! nobody but whose they are, and taken back at any time.

mod beginning;
pub(crate) mod letters;
mod reading;
mod sharing;
mod words;
mod writing;

pub(crate) use beginning::begin;
pub use copia_store::stories::{Began, Filter, Step, Story, StoryWord};
pub(crate) use reading::told;
pub use reading::{ListPage, Mine, StoryPage, Told, list, look, mine, told_by};
pub use sharing::{ShareInput, give_back, offer, return_story, share, withdraw};
pub(crate) use sharing::{follow_up_due, withdraw_all};
pub use words::{WordInput, answer_word, ask_word};
pub(crate) use writing::blank;
pub use writing::{
    FormPage, StepForm, StepInput, StoryInput, discard, form, new_form, remove_step, step_form, write, write_step,
};

use crate::{Ctx, Error, Result};
use copia_domain::{
    ids::StoryId,
    value::stories::{self as rules, Hand, Refusal},
};
use copia_store::{Tx, stories};

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotYours => Self::NotFound,
            Refusal::NotNow => Self::AlreadyDone,
            Refusal::NoSteps => Self::NotNow("story-no-steps"),
            Refusal::OthersNotAgreed => Self::NotNow("story-others"),
        }
    }
}

/// The story under an id, as far as the viewer may read it.
async fn found(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Story> {
    let id = StoryId::parse(id).ok_or(Error::NotFound)?;
    stories::find(tx, &ctx.viewer, ctx.today(), id).await?.ok_or(Error::NotFound)
}

/// Whose the story is to the viewer, if it is theirs to work on.
fn hand(ctx: &Ctx, story: &Story) -> Option<Hand> {
    let me = ctx.viewer.id()?;
    rules::hand(me, Some(story.teller_id), Some(story.writer_id), story.has_agreed)
}

/// The steps of one story, as the rules look at them.
fn steps(all: &[Step]) -> Vec<rules::Step> {
    all.iter().map(|step| rules::Step { value_type: step.value_type, state: step.state }).collect()
}
