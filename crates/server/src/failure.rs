//! Why a command ends without having done what it was asked to. Each message says what to do about it.

use std::{io, net::SocketAddr, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Configuration(String),
    #[error("the program cannot start its threads")]
    Runtime(#[source] io::Error),
    #[error(
        "port {} on {} is taken by another program: end that program, or choose another port with --port N \
         (--port 0 finds a free one)",
        .0.port(),
        .0.ip()
    )]
    PortTaken(SocketAddr),
    #[error("Copia cannot listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    #[error("{} cannot be used", .0.display())]
    Folder(PathBuf, #[source] io::Error),
    #[error(
        "{} holds something that is not a demonstration, so nothing was changed: choose an empty or a new folder with \
         --data DIR",
        .0.display()
    )]
    NotADemonstration(PathBuf),
    #[error(
        "the database {0} holds something that is not a demonstration, so nothing was changed: choose an empty \
         database with --database-url URL"
    )]
    DatabaseNotADemonstration(String),
    #[error(
        "another Copia process uses this folder ({path}, {holder}): stop it first. `copia doctor` works beside it; \
         several processes at once need PostgreSQL"
    )]
    InUse { path: String, holder: String },
    #[error("{0}")]
    OnlyPostgres(&'static str),
    #[error("{0}")]
    Record(String),
    #[error(transparent)]
    Store(copia_store::Error),
    #[error(transparent)]
    Search(#[from] copia_search::Error),
    #[error(transparent)]
    App(copia_app::Error),
}

impl From<copia_store::Error> for Failure {
    fn from(error: copia_store::Error) -> Self {
        match error {
            copia_store::Error::InUse { path, holder } => Self::InUse { path, holder },
            other => Self::Store(other),
        }
    }
}

impl From<copia_app::Error> for Failure {
    fn from(error: copia_app::Error) -> Self {
        match error {
            copia_app::Error::Store(error) => error.into(),
            other => Self::App(other),
        }
    }
}
