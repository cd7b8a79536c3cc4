//! The commands that serve nothing.

use crate::{cli::Check, configuration::Configuration, failure::Failure, opening, printing};
use copia_app::doctor;
use copia_store::Access;
use std::process::ExitCode;

/// Brings the database up to this version.
pub(crate) async fn migrate(configuration: &Configuration) -> Result<(), Failure> {
    let db = opening::database(configuration).await?;
    db.close().await;
    printing::say("The database is up to date.");
    Ok(())
}

/// Checks what is kept, without changing anything. The exit code says whether all is well.
pub(crate) async fn doctor(configuration: &Configuration, what: Option<Check>) -> Result<ExitCode, Failure> {
    let db = opening::open(configuration, Access::Look).await?;
    let mut found = Vec::new();
    if matches!(what, None | Some(Check::Counters)) {
        let differences = doctor::counters(&db).await?;
        found.extend(differences.iter().map(ToString::to_string));
        if differences.is_empty() {
            printing::say("counters: all as counted");
        }
    }
    db.close().await;
    for difference in &found {
        printing::say(difference);
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
