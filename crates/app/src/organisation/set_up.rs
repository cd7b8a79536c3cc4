//! Giving a new installation its organisation.

use super::settings::zone;
use crate::{Error, Faults, Result};
use copia_domain::{
    accounts::{SignInRule, domains},
    fields,
};
use copia_store::{
    Db, Meter,
    organisation::{self, Organisation},
};
use copia_text::{Catalogue, key, messages::DEFAULT_LANGUAGE};

/// What an installation is set up with. What is empty has a default that the programme manager can change later.
#[derive(Debug, Clone, Copy, Default)]
pub struct SetUp<'a> {
    /// The name of the organisation.
    pub name: &'a str,
    /// What the programme is called.
    pub programme_name: &'a str,
    /// Whom to ask.
    pub contact_name: &'a str,
    /// Where to ask.
    pub contact_email: &'a str,
    /// The zone in which times are shown; Europe/London by default.
    pub time_zone: &'a str,
    /// The domains whose addresses may sign in; by default only known people may.
    pub sign_in_domains: &'a str,
}

/// Sets the installation up, if it is not; one that is stays as it is. Tells whether it was set up now.
///
/// # Errors
/// [`Error::Invalid`] with the fields that do not hold what they should, by the rules of the site's own forms.
pub async fn set_up(db: &Db, given: SetUp<'_>) -> Result<bool> {
    let mut tx = db.write(&Meter::default()).await?;
    if organisation::find(&mut tx).await?.is_some() {
        return Ok(false);
    }
    let catalogue = Catalogue::load(&[]).map_err(|error| Error::Internal(error.to_string()))?;
    let words = catalogue.pick(None, None);
    let or = |given: &str, default: &str| if given.trim().is_empty() { default.to_owned() } else { given.to_owned() };
    let named = |given: &str, default: &'static str| fields::line(&or(given, words.say(default)), fields::LINE);
    let mut faults = Faults::new();
    let domains = faults.take("sign_in_domains", domains(given.sign_in_domains)).join(" ");
    let fresh = Organisation {
        name: faults.take("name", named(given.name, key("installation-name"))),
        programme_name: faults.take("programme_name", named(given.programme_name, key("installation-programme"))),
        about: words.say(key("installation-about")).to_owned(),
        contact_name: faults.take("contact_name", named(given.contact_name, key("installation-contact"))),
        contact_email: faults.take("contact_email", fields::address(given.contact_email)),
        time_zone: faults.take("time_zone", zone(&or(given.time_zone, "Europe/London"))),
        language: DEFAULT_LANGUAGE.to_owned(),
        accent: "#1f5f8b".to_owned(),
        logo_id: None,
        leads_are_public: true,
        sign_in_rule: if domains.is_empty() { SignInRule::KnownPeople } else { SignInRule::Domains },
        sign_in_domains: domains,
        accessibility: "{}".to_owned(),
        is_demonstration: false,
        version: 1,
    };
    faults.check()?;
    organisation::create(&mut tx, &fresh).await?;
    tx.commit().await?;
    Ok(true)
}
