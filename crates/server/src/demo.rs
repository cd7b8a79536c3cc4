//! `copia demo`: a fictional university's site, to look at and to try.

mod folder;

use crate::{
    cli::Demo, configuration::Configuration, failure::Failure, listening::bind, opening, serve::serve_until_told,
};
use copia_app::{
    Clock,
    demonstration::{self, Beginning, Offered, Plan},
    domain::{
        time::{Day, When},
        wall,
    },
};
use copia_store::{Access, Db, Meter, organisation};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use std::path::Path;

/// What is generated unless something else is asked for.
const SEED: u64 = 1;
const PEOPLE: u32 = 2_500;
/// What is published when it is built.
const PUBLICATION: &str = "What the communities changed";
/// When the working day of a chosen date begins.
const MORNING: i8 = 9;
const ZONE: &str = "Europe/London";

/// The settings of a demonstration. They come from what was typed and from the environment, not from a file.
pub(crate) fn configuration(demo: &Demo) -> Result<Configuration, Failure> {
    let folder = demo.data.clone().unwrap_or_else(folder::usual);
    let folder = std::path::absolute(&folder).map_err(|error| Failure::Folder(folder, error))?;
    let mut typed = vec![
        ("http.address", "127.0.0.1".to_owned()),
        ("http.port", demo.port.to_string()),
        ("data.folder", folder.display().to_string()),
        ("mail.from", "Copia <copia@demonstration.example>".to_owned()),
    ];
    if std::env::var_os("COPIA_LOG_LEVEL").is_none() {
        // The address and the people to sign in as should not scroll away.
        typed.push(("log.level", "warn".to_owned()));
    }
    if let Some(url) = &demo.database_url {
        typed.push(("database.url", url.clone()));
    }
    Configuration::without_file(&typed)
}

/// Serves the demonstration, building it first where there is none.
pub(crate) async fn run(configuration: &Configuration, demo: &Demo) -> Result<(), Failure> {
    let data = configuration.folder()?;
    let listener = bind(configuration.http.listen()?).await?;
    let listening = listener.local_addr().map_err(Failure::Runtime)?;
    folder::claim(&data)?;
    let db = opening::open(configuration, Access::Own).await?;
    check(configuration, &db).await?;
    if demo.reset {
        db.drop_everything().await?;
        folder::clear(&data)?;
    }
    db.migrate().await?;
    let (beginning, found) = match demonstration::beginning(&db).await? {
        Some(beginning) => (beginning, true),
        None => (build(&db, demo).await?, false),
    };
    let beginning = match demo.later {
        Some(days) => demonstration::move_on(&db, beginning, days).await?,
        None => beginning,
    };
    let people = demonstration::offered(&db).await?;
    let index = opening::index(&data)?;
    let clock = Clock::Machine(beginning.clock);
    let app = opening::site(configuration, db, index, format!("http://{listening}"), clock).await?;
    if !found && let Some(editor) = demonstration::editor(&app).await? {
        let (then, page) = demonstration::a_year_before(&editor).await?;
        copia_web::publish_page(&then, &format!("{PUBLICATION} by {}", then.today().0.year()), &page).await?;
        copia_web::publish(&editor, PUBLICATION).await?;
    }
    let greeting =
        greeting(&app.parts.base_url, &data, &people, found.then_some(beginning).filter(|b| differs(demo, *b)));
    let settings = copia_web::Settings { behind_proxy: false, mailbox: Some(configuration.mail.files(&data)) };
    serve_until_told(app, listener, settings, &greeting).await
}

/// Refuses a database that holds something else.
async fn check(configuration: &Configuration, db: &Db) -> Result<(), Failure> {
    let tables = db.tables().await?;
    if tables.is_empty() {
        return Ok(());
    }
    let foreign = !tables.iter().any(|table| table == "organisation");
    let in_earnest = !foreign && {
        let mut tx = db.read(&Meter::default()).await?;
        organisation::is_demonstration(&mut tx).await? == Some(false)
    };
    if foreign || in_earnest {
        let url = configuration.database_url()?;
        // Without the password.
        let shown = url.rsplit_once('@').map_or(url.clone(), |(_, place)| place.to_owned());
        return Err(Failure::DatabaseNotADemonstration(shown));
    }
    Ok(())
}

/// Builds the site; on a terminal a bar shows how far it is.
async fn build(db: &Db, demo: &Demo) -> Result<Beginning, Failure> {
    let now = Clock::machine().now();
    let as_of = demo.as_of.unwrap_or_else(|| Day(now.day_in(&TimeZone::UTC)));
    let plan = Plan { seed: demo.seed.unwrap_or(SEED), as_of, people: demo.people.unwrap_or(PEOPLE) };
    let clock = match demo.as_of.map(morning) {
        Some(morning) => morning.micros().saturating_sub(now.micros()),
        None => 0,
    };
    let beginning = Beginning { plan, clock };
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("Building the demonstration {wide_bar} {percent} %, {eta} left") {
        bar.set_style(style);
    }
    let mut progress = |done, whole| {
        bar.set_length(whole);
        bar.set_position(done);
    };
    demonstration::fill(db, beginning, Clock::Machine(clock).now(), &mut progress).await?;
    bar.finish_and_clear();
    Ok(beginning)
}

/// Nine in the morning of a day, where the university is.
fn morning(day: Day) -> When {
    let zone = wall::zone(ZONE).unwrap_or(TimeZone::UTC);
    wall::instant(day.0.at(MORNING, 0, 0, 0), &zone)
}

/// Whether something else was asked for than what was found.
fn differs(demo: &Demo, found: Beginning) -> bool {
    demo.seed.is_some_and(|seed| seed != found.plan.seed)
        || demo.people.is_some_and(|people| people != found.plan.people)
        || demo.as_of.is_some_and(|day| day != found.plan.as_of)
}

fn greeting(url: &str, data: &Path, people: &[Offered], other: Option<Beginning>) -> String {
    let mut text = format!("Demonstration University is open at {url}\n\nSign in as");
    let longest = people.iter().map(|person| person.name.chars().count()).max().unwrap_or(0);
    for person in people {
        text = format!(
            "{text}\n  {:<13}  {:<longest$}  {url}/demo/sign-in/{}",
            person.persona, person.name, person.persona
        );
    }
    text = format!("{text}\n\nMail   {url}/demo/mailbox\nFolder {}\n", data.display());
    if let Some(Beginning { plan, .. }) = other {
        let Plan { seed, as_of, people } = plan;
        text = format!(
            "{text}\nThe demonstration that was there goes on: {people} people, {as_of}, seed {seed}. \
             --reset builds the one that you asked for.\n"
        );
    }
    format!("{text}\nCtrl-C ends it.")
}
