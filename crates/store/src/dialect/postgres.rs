//! Opening PostgreSQL, and waking other processes through it.

use crate::{
    Result,
    db::{Settings, Topic},
};
use copia_domain::ids::EventId;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, PgPool, Postgres,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::{str::FromStr as _, time::Duration};
use tokio::sync::broadcast;

const CHANNEL: &str = "copia";
/// For how long an unused connection is believed in.
const RESTED: Duration = Duration::from_secs(5);

pub(crate) async fn open(settings: &Settings) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(&settings.url)?.application_name("copia").options([
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "60s"),
        ("timezone", "UTC"),
    ]);
    // A request's line says how many statements it ran and how long they took.
    let options = options.disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(settings.connections.max(2))
        // A connection is asked whether it is still there only after a rest: under load that would be one more
        // round trip for each transaction.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await?;
    Ok(pool)
}

pub(crate) async fn tables(pool: &PgPool) -> Result<Vec<String>> {
    let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";
    Ok(sqlx::query_scalar(names).fetch_all(pool).await?)
}

/// The functions that the migrations make go with the tables.
pub(crate) async fn drop_tables(pool: &PgPool, tables: &[String]) -> Result<()> {
    let mut tx = pool.begin().await?;
    for table in tables {
        sqlx::query(AssertSqlSafe(format!("DROP TABLE \"{table}\" CASCADE"))).execute(&mut *tx).await?;
    }
    sqlx::query("DROP FUNCTION IF EXISTS json_each(TEXT), unhex(TEXT)").execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

fn payload(topic: Topic) -> String {
    match topic {
        Topic::Jobs => "jobs".to_owned(),
        Topic::Changes => "changes".to_owned(),
        Topic::Organisation => "organisation".to_owned(),
        Topic::Room(event) => format!("{ROOM}{event}"),
    }
}

/// What stands before the id of the event whose room has changed.
const ROOM: &str = "room ";

pub(crate) async fn notify(tx: &mut sqlx::Transaction<'static, Postgres>, topic: Topic) -> Result<()> {
    sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload(topic)).execute(&mut **tx).await?;
    Ok(())
}

/// Passes on what any process notifies, until nobody can hear it any more. A lost connection is made anew by
/// the listener; whatever was missed meanwhile is made up for by waking everybody.
pub(crate) fn listen(pool: PgPool, wake: broadcast::Sender<Topic>) {
    tokio::spawn(async move {
        loop {
            if let Err(error) = follow(&pool, &wake).await {
                if pool.is_closed() {
                    return;
                }
                tracing::warn!(%error, "the database's notifications are interrupted");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
}

async fn follow(pool: &PgPool, wake: &broadcast::Sender<Topic>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.ignore_pool_close_event(false);
    listener.listen(CHANNEL).await?;
    loop {
        let heard = match listener.try_recv().await? {
            Some(notification) => notification.payload().to_owned(),
            None => String::new(),
        };
        if let Some(event) = heard.strip_prefix(ROOM).and_then(EventId::parse) {
            let _ = wake.send(Topic::Room(event));
        }
        for topic in [Topic::Jobs, Topic::Changes, Topic::Organisation] {
            if heard.is_empty() || heard == payload(topic) {
                // Nobody listening is no fault.
                let _ = wake.send(topic);
            }
        }
    }
}
