//! Numbers as people read them: `1,234`.

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;

/// Fluent's hook for values that it writes into a message.
pub(super) fn format(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(&number.as_string())),
        _ => None,
    }
}

/// Puts a comma between each three digits before the decimal point.
pub(super) fn grouped(plain: &str) -> String {
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let digits = whole.trim_start_matches('-').len();
    let mut text = String::with_capacity(plain.len() + digits / 3);
    let mut left = whole.len();
    for character in whole.chars() {
        text.push(character);
        left -= 1;
        if character.is_ascii_digit() && left > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
    }
    text + fraction
}
