//! What a command says to whoever typed it. Log lines go another way.

use std::{
    error::Error,
    io::{self, Write as _},
};

/// Prints a text with a line's end. Whoever has closed the pipe does not want to know.
pub(crate) fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Prints why a command failed, with every cause that adds something.
pub(crate) fn fail(error: &dyn Error) {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let added = inner.to_string();
        if !text.contains(&added) {
            text = format!("{text}: {added}");
        }
        cause = inner.source();
    }
    let _ = writeln!(io::stderr().lock(), "copia: {text}.");
}
