//! The commands that serve nothing.

use crate::{cli::Check, configuration::Configuration, failure::Failure, opening, printing};
use copia_app::{
    doctor,
    domain::claims::Finding,
    impact::{self, Checked},
};
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
    if matches!(what, None | Some(Check::Claims)) {
        let checked = impact::doctor(&db).await?;
        let whole = checked.len();
        let wrong: Vec<String> = checked.into_iter().filter_map(described).collect();
        if wrong.is_empty() {
            printing::say(&format!("claims: all {whole} statements agree with what stands behind them"));
            let marks = impact::marks(&db).await?.len();
            printing::say(&format!("claims: {marks} of them are the marks on the page of impact"));
        }
        found.extend(wrong);
    }
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

/// What is wrong with a statement; nothing where it agrees with its evidence.
fn described(checked: Checked) -> Option<String> {
    let Checked { key, statement, finding, .. } = checked;
    match finding {
        Finding::Equal => None,
        Finding::Differs { claimed, found } => {
            Some(format!("claims: {key} ({statement}) says {claimed}, and its evidence {found}"))
        }
        Finding::NoEvidence => Some(format!("claims: {key} ({statement}) has nothing behind it")),
    }
}
