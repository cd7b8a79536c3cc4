//! The minute that matters: one question some time after something that somebody was at, in the words of its cycle. What
//! they answer is named and theirs alone until they make something of it that others read.

mod answering;
mod asking;
pub(crate) mod letters;
mod linked;
mod links;

pub use answering::{AnswerInput, Mine, PromptView, answer, look, mine, put_aside, tell};
pub(crate) use asking::{ask_due, asks_elsewhere, on_the_day};
pub use copia_store::prompts::{About, Prompt};
pub use linked::{LinkView, answer_by_link, look_by_link};
pub use links::PromptLink;
