//! Where settings come from, the later over the earlier: the file, the environment, what was typed.

use super::Configuration;
use crate::failure::Failure;
use figment::{
    Figment,
    error::Kind,
    providers::{Format as _, Toml},
};
use std::{ffi::OsString, path::Path};

/// The sections. A variable `COPIA_HTTP_BASE_URL` is the key `base_url` of the section `http`; variables that name
/// no section are other programs'.
const SECTIONS: &[&str] = &["data", "database", "files", "http", "log", "mail", "organisation", "reports"];

pub(super) fn read(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    typed: &[(&'static str, String)],
) -> Result<Configuration, Failure> {
    let mut figment = Figment::new();
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::Configuration(format!("the configuration file {} cannot be read: {error}", file.display()))
        })?;
        check(&Figment::from(Toml::string(&text)), &format!("in {}", file.display()))?;
        figment = figment.merge(Toml::string(&text));
    }
    for (name, value) in environment {
        let Some(key) = name.to_str().and_then(key) else { continue };
        let Some(value) = value.to_str() else {
            return Err(Failure::Configuration(format!("the variable {} is not valid text", name.display())));
        };
        figment = figment.merge((key.as_str(), value));
        check(&Figment::from((key.as_str(), value)), &format!("in the variable {}", name.display()))?;
    }
    for (key, value) in typed {
        figment = figment.merge((*key, value));
    }
    check(&figment, "on the command line")
}

/// The key that a variable sets.
fn key(variable: &str) -> Option<String> {
    let (section, key) = variable.strip_prefix("COPIA_")?.split_once('_')?;
    let section = section.to_lowercase();
    SECTIONS.contains(&section.as_str()).then(|| format!("{section}.{}", key.to_lowercase()))
}

/// Values from the environment are texts, so that a password of digits stays one; numbers are read from them.
fn check(figment: &Figment, place: &str) -> Result<Configuration, Failure> {
    figment.extract_lossy().map_err(|error| {
        let path = error.path.join(".");
        Failure::Configuration(match &error.kind {
            Kind::UnknownField(unknown, known) => {
                // The path ends with the unknown key itself, or with its section.
                let section = path.strip_suffix(unknown.as_str()).unwrap_or(&path).trim_end_matches('.');
                let full = if section.is_empty() { unknown.clone() } else { format!("{section}.{unknown}") };
                format!("there is no setting `{full}` ({place}); there are: {}", known.join(", "))
            }
            kind if path.is_empty() => format!("{kind} ({place})"),
            kind => format!("the setting `{path}` cannot be used ({place}): {kind}"),
        })
    })
}
