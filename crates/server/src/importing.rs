//! `copia import`: taking in what a programme has published about itself.

use crate::{configuration::Configuration, failure::Failure, opening, printing};
use copia_app::{
    Clock,
    imports::{self, Outcome, Refused, Report, record::Record},
};
use copia_search::{Index, Options};
use std::path::Path;

/// Takes a record in: all of it or nothing.
pub(crate) async fn record(configuration: &Configuration, folder: &Path) -> Result<(), Failure> {
    if !folder.is_dir() {
        return Err(Failure::Record(format!(
            "{} is not a folder; name the one that holds the record's files",
            folder.display()
        )));
    }
    // A file that is missing or cannot be read is one of the faults that the reader names.
    let record = Record::parse(&|name| std::fs::read_to_string(folder.join(name)).ok()).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::Record(format!("the record in {} cannot be taken in:\n  {}", folder.display(), faults.join("\n  ")))
    })?;
    let db = opening::database(configuration).await?;
    opening::set_up(configuration, &db).await?;
    // The process that serves next follows the change log and indexes what is new.
    let index = Index::in_memory(&Options::default())?;
    let base_url = "http://127.0.0.1".to_owned();
    let app = opening::site(configuration, db, index, base_url, Clock::machine()).await?;
    let outcome = imports::take_over(&app.system(), &record).await;
    app.parts.db.close().await;
    match outcome {
        Ok(Outcome::TakenIn(report)) => printing::say(&taken_in(&report)),
        Ok(Outcome::Unchanged) => printing::say("The same record was taken in before; nothing changed."),
        Err(Refused::Failed(error)) => return Err(error.into()),
        Err(Refused::Differs(differences)) => {
            let shown = differences.iter().map(|row| {
                let sign = if row.is_new { '+' } else { '-' };
                format!("\n  {sign} {}, line {}: {}", row.file, row.line, row.content)
            });
            return Err(Failure::Record(format!(
                "another record was taken in before; nothing changed. These rows differ:{}",
                shown.collect::<String>()
            )));
        }
        Err(refused @ Refused::NotEmpty { .. }) => return Err(Failure::Record(refused.to_string())),
    }
    Ok(())
}

fn taken_in(report: &Report) -> String {
    let Report { sources, service_areas, communities, counts, percentages, quotes, recognitions, news } = report;
    format!(
        "Taken in: {communities} communities in {service_areas} service areas, {counts} published counts, \
         {percentages} survey figures, {quotes} quotes, {recognitions} awards and outside events, {news} news \
         summaries, from {sources} pages."
    )
}
