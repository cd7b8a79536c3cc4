//! Putting the parts of a site together.

use crate::{configuration::Configuration, failure::Failure};
use copia_app::{
    App, Clock, Entropy, Error, Parts,
    organisation::{self, SetUp},
};
use copia_search::{Index, Options};
use copia_store::{Access, Db, Settings};
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
        report_program: configuration.reports.program(),
    };
    Ok(App::start(parts).await?)
}

/// Gives an installation its organisation if it has none, from the configuration.
pub(crate) async fn set_up(configuration: &Configuration, db: &Db) -> Result<(), Failure> {
    let set = &configuration.organisation;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let contact_email = match &set.contact_email {
        Some(address) => address.clone(),
        None => configuration.mail.sender()?.address().to_owned(),
    };
    let given = SetUp {
        name: &text(&set.name),
        programme_name: &text(&set.programme_name),
        contact_name: &text(&set.contact_name),
        contact_email: &contact_email,
        time_zone: &text(&set.time_zone),
        sign_in_domains: &text(&set.sign_in_domains),
    };
    match organisation::set_up(db, given).await {
        Err(Error::Invalid(faults)) => {
            let words = copia_text::Catalogue::load(&[]).map_err(|error| Failure::Configuration(error.to_string()))?;
            let words = words.pick(None, None);
            let named: Vec<String> = faults
                .iter()
                .map(|(field, fault)| format!("organisation.{field}: {}", words.say(copia_app::fault_key(fault))))
                .collect();
            Err(Failure::Configuration(format!("change these settings: {}", named.join("; "))))
        }
        other => Ok(other.map(drop)?),
    }
}
