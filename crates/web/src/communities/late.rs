//! What the second of two editors is shown: what stands there now, where it is not what they typed.

use crate::shell::Form;

/// A field as it stands: its name, its label, its value in the form, and the value as it is read.
pub(crate) type Standing<'a> = (&'a str, String, String, String);

/// A field that is the same in a browser's line ends and without the space around it.
pub(crate) fn is_same(typed: &str, now: &str) -> bool {
    typed.replace("\r\n", "\n").trim() == now.trim()
}

/// The label and text of each field that was typed differently. A field that was emptied differs too: saving again
/// would take away what stands there.
pub(crate) fn differing<'a>(form: &Form, fields: impl IntoIterator<Item = Standing<'a>>) -> Vec<(String, String)> {
    let differs = |(name, _, value, _): &Standing<'_>| !is_same(form.value(name), value);
    fields.into_iter().filter(differs).map(|(_, label, _, text)| (label, text)).collect()
}
