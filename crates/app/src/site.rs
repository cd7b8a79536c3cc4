//! What every request needs of the organisation, read once and read again when it changes.

use crate::{Error, Result};
use copia_domain::wall;
use copia_store::{
    Db, Meter,
    organisation::{self, Organisation},
};
use copia_text::{
    Catalogue,
    messages::vocabulary::{Forms, Vocabulary, Word},
};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// The organisation, its zone and its words.
#[derive(Debug)]
pub struct Site {
    /// The organisation's row.
    pub organisation: Organisation,
    /// Its time zone; UTC where the name is not known to this machine.
    pub zone: TimeZone,
    /// All languages with the organisation's words in them.
    pub catalogue: Catalogue,
}

impl Site {
    /// Reads the site from the database.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the installation is set up.
    pub async fn load(db: &Db) -> Result<Self> {
        let mut tx = db.read(&Meter::default()).await?;
        let organisation = organisation::find(&mut tx).await?.ok_or(Error::NotFound)?;
        let words = organisation::words(&mut tx).await?;
        drop(tx);
        let zone = wall::zone(&organisation.time_zone).unwrap_or(TimeZone::UTC);
        let catalogue = catalogue(&words, organisation.is_demonstration)?;
        Ok(Self { organisation, zone, catalogue })
    }
}

/// All languages with these words laid over them. Words that are not right any more are left out and logged:
/// the site has to come up.
fn catalogue(words: &[organisation::Word], with_pseudo_language: bool) -> Result<Catalogue> {
    let mut by_language: BTreeMap<&str, Vec<(Word, Forms)>> = BTreeMap::new();
    for own in words {
        match (Word::from_term(&own.word), serde_json::from_str::<StoredForms>(&own.forms)) {
            (Some(word), Ok(forms)) => by_language.entry(&own.language).or_default().push((word, forms.into())),
            _ => tracing::warn!(word = own.word, "a word of the organisation is not known and left out"),
        }
    }
    let mut overlays = Vec::new();
    for (language, words) in &by_language {
        match Vocabulary::to_ftl(words) {
            Ok(ftl) => overlays.push((*language, ftl)),
            Err(faults) => tracing::warn!(?faults, language, "the organisation's words are left out"),
        }
    }
    let overlays: Vec<(&str, &str)> = overlays.iter().map(|(language, ftl)| (*language, ftl.as_str())).collect();
    let catalogue = Catalogue::load(&overlays).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(if with_pseudo_language { catalogue.with_pseudo_language() } else { catalogue })
}

/// The forms of a word as they are stored.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct StoredForms {
    singular: String,
    plural: String,
    article: String,
}

impl From<StoredForms> for Forms {
    fn from(forms: StoredForms) -> Self {
        Self { singular: forms.singular, plural: forms.plural, article: forms.article }
    }
}

impl From<&Forms> for StoredForms {
    fn from(forms: &Forms) -> Self {
        Self { singular: forms.singular.clone(), plural: forms.plural.clone(), article: forms.article.clone() }
    }
}
