//! Putting the parts of a site together.

use crate::{configuration::Configuration, failure::Failure};
use copia_app::{App, Clock, Entropy, Parts, domain::accounts::SignInRule};
use copia_search::{Index, Options};
use copia_store::{Access, Db, Meter, Settings, organisation};
use copia_text::{Catalogue, key, messages::DEFAULT_LANGUAGE};
use std::{path::Path, sync::Arc};

/// Opens the database and brings it up to this version.
pub(crate) async fn database(configuration: &Configuration) -> Result<Db, Failure> {
    let db = open(configuration, Access::Own).await?;
    db.migrate().await?;
    Ok(db)
}

/// Opens the database as it is.
pub(crate) async fn open(configuration: &Configuration, access: Access) -> Result<Db, Failure> {
    let settings =
        Settings { url: configuration.database_url()?, connections: configuration.database.connections, access };
    Ok(Db::open(&settings).await?)
}

/// The search index of the data folder.
pub(crate) fn index(data: &Path) -> Result<Index, Failure> {
    let folder = data.join("search");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::Folder(folder.clone(), error))?;
    Ok(Index::open(&folder, &Options::default())?)
}

/// Starts the site over its database and index.
pub(crate) async fn site(
    configuration: &Configuration,
    db: Db,
    search: Index,
    base_url: String,
    clock: Clock,
) -> Result<Arc<App>, Failure> {
    let parts = Parts {
        db,
        files: configuration.file_store()?,
        search: Arc::new(search),
        mail: configuration.mail.transport(&configuration.folder()?)?,
        sender: configuration.mail.sender()?,
        base_url,
        clock,
        entropy: Entropy::machine(),
    };
    Ok(App::start(parts).await?)
}

/// Gives an installation its organisation if it has none, from the configuration.
pub(crate) async fn set_up(configuration: &Configuration, db: &Db) -> Result<(), Failure> {
    let mut tx = db.write(&Meter::default()).await?;
    if organisation::find(&mut tx).await?.is_some() {
        return Ok(());
    }
    let catalogue = Catalogue::load(&[]).map_err(|error| Failure::Configuration(error.to_string()))?;
    let words = catalogue.pick(None, None);
    let set = &configuration.organisation;
    let or = |value: &Option<String>, key: &str| value.clone().unwrap_or_else(|| words.say(key).to_owned());
    let domains = set.sign_in_domains.clone().unwrap_or_default();
    let fresh = organisation::Organisation {
        name: or(&set.name, key("installation-name")),
        programme_name: or(&set.programme_name, key("installation-programme")),
        about: words.say(key("installation-about")).to_owned(),
        contact_name: or(&set.contact_name, key("installation-contact")),
        contact_email: match &set.contact_email {
            Some(address) => address.clone(),
            None => configuration.mail.sender()?.address().to_owned(),
        },
        time_zone: set.time_zone.clone().unwrap_or_else(|| "Europe/London".to_owned()),
        language: DEFAULT_LANGUAGE.to_owned(),
        accent: "#1f5f8b".to_owned(),
        logo_id: None,
        leads_are_public: true,
        sign_in_rule: if domains.trim().is_empty() { SignInRule::KnownPeople } else { SignInRule::Domains },
        sign_in_domains: domains,
        accessibility: "{}".to_owned(),
        is_demonstration: false,
        version: 1,
    };
    organisation::create(&mut tx, &fresh).await?;
    Ok(tx.commit().await?)
}
