//! Statements and their arguments.

use copia_domain::time::{Day, When};
use uuid::Uuid;

/// One SQL text that runs on both databases. All of them are prepared on both by a test.
#[derive(Debug, Clone, Copy)]
pub struct Sql(pub(crate) &'static str);

/// Declares the statements of a module as constants, and lists them for the test that prepares them all.
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$meta])* const $name: $crate::sql::Sql = $crate::sql::Sql($text);)+
        /// Every statement of this module with its name.
        pub(crate) const STATEMENTS: &[(&str, $crate::sql::Sql)] = &[$((stringify!($name), $name)),+];
    };
}

/// A value for a placeholder.
#[derive(Debug, Clone)]
pub enum Arg {
    /// Text, or null.
    Text(Option<String>),
    /// A whole number, or null.
    Int(Option<i64>),
    /// Yes or no, or null.
    Bool(Option<bool>),
    /// An identifier, or null.
    Id(Option<Uuid>),
    /// An instant, or null.
    When(Option<When>),
    /// A day, or null.
    Day(Option<Day>),
    /// Bytes, or null.
    Bytes(Option<Vec<u8>>),
}

/// The arguments of a statement, in the order of its placeholders.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::IntoArg::into_arg($value)),*] };
}

/// What can be passed for a placeholder.
pub trait IntoArg {
    /// The value as an argument.
    fn into_arg(self) -> Arg;
}

macro_rules! into_arg {
    ($($type:ty => $variant:ident, $value:ident => $made:expr;)+) => {$(
        impl IntoArg for $type {
            fn into_arg(self) -> Arg {
                let $value = self;
                Arg::$variant(Some($made))
            }
        }
        impl IntoArg for Option<$type> {
            fn into_arg(self) -> Arg {
                Arg::$variant(self.map(|$value| $made))
            }
        }
    )+};
}

into_arg! {
    &str => Text, v => v.to_owned();
    String => Text, v => v;
    &String => Text, v => v.clone();
    i64 => Int, v => v;
    u32 => Int, v => i64::from(v);
    bool => Bool, v => v;
    Uuid => Id, v => v;
    When => When, v => v;
    Day => Day, v => v;
    Vec<u8> => Bytes, v => v;
    &copia_domain::slug::Slug => Text, v => v.as_str().to_owned();
    copia_domain::published::PublishedDate => Text, v => v.to_string();
}

/// A list of ids as one argument: `IN (SELECT unhex(value) FROM json_each($1))` reads it on both databases.
pub fn id_list<T: Into<Uuid>>(ids: impl IntoIterator<Item = T>) -> Arg {
    let ids: Vec<Uuid> = ids.into_iter().map(Into::into).collect();
    let texts: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    Arg::Text(Some(serde_json::Value::from(texts).to_string()))
}

/// A list of texts as one argument: `IN (SELECT value FROM json_each($1))` reads it on both databases.
pub fn text_list<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Arg {
    let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
    Arg::Text(Some(serde_json::Value::from(texts).to_string()))
}

impl IntoArg for Arg {
    fn into_arg(self) -> Arg {
        self
    }
}
