//! Words for readers: messages in their language, Markdown made safe, texts cut short.
//!
//! A leaf: it knows nothing of communities or people. Whoever speaks to a reader asks for
//! [`Words`] once and says everything through them.

mod excerpt;
pub mod markdown;
pub mod messages;
pub mod scan;

pub use excerpt::excerpt;
pub use messages::{Arg, Catalogue, Words, key};
