//! The message files inside the executable (read from the source tree in a debug build).

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::catalogue::CatalogueError;

#[derive(RustEmbed)]
#[folder = "../../locales"]
#[include = "*/*.ftl"]
struct Locales;

/// One message file.
pub(super) struct Source {
    /// Its path below `locales`, for error messages.
    pub path: String,
    pub ftl: String,
}

/// The message files of each language folder.
pub(super) fn sources() -> Result<BTreeMap<String, Vec<Source>>, CatalogueError> {
    let mut languages: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for path in Locales::iter() {
        let Some((language, _)) = path.split_once('/') else {
            continue;
        };
        let file = Locales::get(&path).ok_or_else(|| CatalogueError::unreadable(&path, "gone"))?;
        let ftl =
            String::from_utf8(file.data.into_owned()).map_err(|_| CatalogueError::unreadable(&path, "not UTF-8"))?;
        let source = Source { path: path.to_string(), ftl };
        languages.entry(language.to_owned()).or_default().push(source);
    }
    Ok(languages)
}
