//! `copia serve` and `copia worker`.

use crate::{
    background::Background,
    configuration::Configuration,
    failure::Failure,
    listening::{bind, serve, told_to_stop},
    opening, printing,
};
use copia_app::{App, Clock, accounts, ballots};
use copia_search::{Index, Options};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves the site until told to stop.
pub(crate) async fn run(configuration: &Configuration) -> Result<(), Failure> {
    let listener = bind(configuration.http.listen()?).await?;
    let listening = listener.local_addr().map_err(Failure::Runtime)?;
    let base_url = configuration.http.base_url(listening)?;
    let db = opening::database(configuration).await?;
    opening::set_up(configuration, &db).await?;
    let index = opening::index(&configuration.folder()?)?;
    let app = opening::site(configuration, db, index, base_url, Clock::machine()).await?;
    let mut greeting = format!("Copia serves {}", app.parts.base_url);
    if let Some(link) = accounts::first_administrator_link(&app.system()).await? {
        greeting = format!(
            "{greeting}\nNobody administers it yet. Become the administrator, within a day, by this link:\n{link}"
        );
    }
    if configuration.mail.is_kept_in_files() {
        let folder = configuration.mail.files(&configuration.folder()?);
        greeting = format!("{greeting}\nNo mail server is set, so mail is only written to {}", folder.display());
    }
    let settings = copia_web::Settings { behind_proxy: configuration.http.behind_proxy, mailbox: None };
    serve_until_told(app, listener, settings, &greeting).await
}

/// Answers requests and runs jobs until told to stop, then finishes both.
pub(crate) async fn serve_until_told(
    app: Arc<App>,
    listener: TcpListener,
    settings: copia_web::Settings,
    greeting: &str,
) -> Result<(), Failure> {
    let stop = told_to_stop()?;
    let background = Background::start(&app);
    let router = copia_web::router(Arc::clone(&app), settings);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), database = app.parts.db.kind(), "serving");
    printing::say(greeting);
    let rooms = Arc::clone(&app);
    let stop = async move {
        stop.await;
        // Whoever listens to a room does so for hours: these are ended, everything else is finished.
        rooms.rooms().stop();
    };
    serve(listener, router, stop).await;
    background.end().await;
    // Nobody answers any more: what people have answered is written down, where there is enough of it.
    ballots::stop(&app).await;
    app.parts.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Runs jobs until told to stop.
pub(crate) async fn work(configuration: &Configuration) -> Result<(), Failure> {
    if configuration.database_url()?.starts_with("sqlite://") {
        return Err(Failure::OnlyPostgres(
            "a worker of its own needs PostgreSQL: with SQLite `copia serve` runs the jobs itself",
        ));
    }
    let base_url = configuration.http.base_url(configuration.http.listen()?)?;
    let db = opening::database(configuration).await?;
    // Jobs do not search; the index of this process would only have to be kept.
    let index = Index::in_memory(&Options::default())?;
    let app = opening::site(configuration, db, index, base_url, Clock::machine()).await?;
    let stop = told_to_stop()?;
    let background = Background::without_index(&app);
    printing::say("Copia runs jobs. Ctrl-C ends it.");
    stop.await;
    background.end().await;
    app.parts.db.close().await;
    Ok(())
}
