//! Setting an installation up, as far as a record can be taken in.

use crate::Result;
use copia_domain::accounts::SignInRule;
use copia_store::{
    Db, Meter,
    organisation::{self, Organisation},
};
use copia_text::Catalogue;

/// What an installation is set up with; what is left out has a default that the programme manager can change.
#[derive(Debug, Clone, Default)]
pub struct SetUp {
    /// The name of the organisation.
    pub name: Option<String>,
    /// What the programme is called.
    pub programme_name: Option<String>,
}

/// Sets the installation up, if it is not; an installation that is stays as it is. Tells whether it was set up now.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn set_up(db: &Db, given: &SetUp) -> Result<bool> {
    let mut tx = db.write(&Meter::default()).await?;
    if organisation::find(&mut tx).await?.is_some() {
        return Ok(false);
    }
    let catalogue = Catalogue::load(&[]).map_err(|error| crate::Error::Internal(error.to_string()))?;
    let words = catalogue.pick(None, None);
    let named = |given: &Option<String>, key: &str| given.clone().unwrap_or_else(|| words.say(key).to_owned());
    let organisation = Organisation {
        name: named(&given.name, "imports-organisation"),
        programme_name: named(&given.programme_name, "imports-programme"),
        about: String::new(),
        contact_name: String::new(),
        contact_email: String::new(),
        time_zone: "Europe/London".to_owned(),
        language: words.language(),
        accent: "#0b5c66".to_owned(),
        logo_id: None,
        leads_are_public: true,
        sign_in_rule: SignInRule::KnownPeople,
        sign_in_domains: String::new(),
        accessibility: "{}".to_owned(),
        is_demonstration: false,
        version: 1,
    };
    organisation::create(&mut tx, &organisation).await?;
    tx.commit().await?;
    Ok(true)
}
