//! What is said for a key that has no message: the key itself in brackets, and one line in the log.

use std::sync::OnceLock;

/// A list that only grows, so that what was said can be lent for as long as the words live.
/// Missing keys are mistakes in the code: there are few of them, and none in a tested product.
#[derive(Default)]
pub(super) struct Missing(OnceLock<Box<Entry>>);

struct Entry {
    key: String,
    said: String,
    next: Missing,
}

/// A bound for code that asks for keys made from data.
const MOST: usize = 200;

impl Missing {
    /// The key in brackets; the first time, the log gets a line with the reason.
    pub fn say(&self, key: &str, reason: &str) -> &str {
        let mut here = self;
        for _ in 0..MOST {
            let entry = here.0.get_or_init(|| {
                tracing::error!(key, reason, "a message cannot be said");
                Box::new(Entry { key: key.to_owned(), said: format!("[{key}]"), next: Missing::default() })
            });
            if entry.key == key {
                return &entry.said;
            }
            here = &entry.next;
        }
        "[?]"
    }
}
