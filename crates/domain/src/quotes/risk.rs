//! Whether somebody who is quoted without a name can be told all the same.

use super::Attribution;

/// People in a community below which somebody without a name is often told by what they say (our judgement; domain
/// research 4.6 has examples of fifteen).
pub const SMALL_GROUP: i64 = 20;

crate::choices! {
    /// Why "anonymous" may not be. The words end the keys of the messages.
    Risk {
        /// Few people belong to the community.
        SmallGroup = "small_group",
        /// The words name something or somebody: a tool, a place, an event.
        Named = "named",
        /// The words hold a number or a date.
        Number = "number",
        /// What they do and where may be held by few.
        Role = "role",
    }
}

/// Why a person may be told who is quoted under an attribution other than their name; empty for a name. `members` is
/// how many belong to the community it is about, where it is about one.
pub fn risks(text: &str, attribution: Attribution, members: Option<i64>) -> Vec<Risk> {
    if attribution == Attribution::NameAndRole {
        return Vec::new();
    }
    let all = [
        (members.is_some_and(|members| members < SMALL_GROUP), Risk::SmallGroup),
        (names_something(text), Risk::Named),
        (text.chars().any(|c| c.is_ascii_digit()), Risk::Number),
        (attribution == Attribution::RoleAndArea, Risk::Role),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, risk)| risk).collect()
}

/// Whether a word inside a sentence begins with a capital, as names do; "I" and its forms do not count.
fn names_something(text: &str) -> bool {
    let mut begins = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_i = bare == "I" || bare.starts_with("I'") || bare.starts_with("I’");
        if !begins && !is_i && bare.chars().next().is_some_and(char::is_uppercase) {
            return true;
        }
        begins = word.ends_with(['.', '!', '?', ':']);
    }
    false
}
