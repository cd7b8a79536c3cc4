//! Values that should not stand in a file that many people read.

use crate::failure::Failure;
use std::path::Path;

/// A secret, given as it is or as the first line of a file of its own.
pub(crate) fn secret(key: &str, value: Option<&String>, file: Option<&Path>) -> Result<Option<String>, Failure> {
    match (value, file) {
        (Some(_), Some(_)) => Err(Failure::Configuration(format!("{key} and {key}_file are both set: remove one"))),
        (Some(value), None) => Ok(Some(value.clone())),
        (None, Some(file)) => {
            let text = std::fs::read_to_string(file).map_err(|error| {
                Failure::Configuration(format!("{key}_file names {}, which cannot be read: {error}", file.display()))
            })?;
            match text.lines().next().map(str::trim).filter(|line| !line.is_empty()) {
                Some(line) => Ok(Some(line.to_owned())),
                None => Err(Failure::Configuration(format!("{key}_file names {}, which is empty", file.display()))),
            }
        }
        (None, None) => Ok(None),
    }
}
