//! The configuration: one TOML file, environment variables over it, what was typed over both. Everything in it is
//! described in `copia.example.toml`.

mod http;
mod mail;
mod secret;
mod sources;
#[cfg(test)]
mod tests;

use crate::failure::Failure;
use copia_store::files::{FileStore, S3};
use secret::secret;
use serde::Deserialize;
use std::path::{Path, PathBuf};

pub(crate) use http::Http;
pub(crate) use mail::Mail;

/// Everything that can be set. It holds secrets, so it is never printed as a whole.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Configuration {
    pub(crate) data: Data,
    pub(crate) database: Database,
    pub(crate) http: Http,
    pub(crate) mail: Mail,
    pub(crate) files: Files,
    pub(crate) reports: Reports,
    pub(crate) log: Log,
    pub(crate) organisation: Organisation,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Data {
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Database {
    pub(crate) url: Option<String>,
    pub(crate) url_file: Option<PathBuf>,
    pub(crate) connections: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: None, url_file: None, connections: 4 }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Files {
    store: FileStoreKind,
    folder: Option<PathBuf>,
    endpoint: Option<String>,
    bucket: Option<String>,
    region: Option<String>,
    access_key: Option<String>,
    secret_key: Option<String>,
    secret_key_file: Option<PathBuf>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum FileStoreKind {
    #[default]
    Folder,
    S3,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Reports {
    program: Option<PathBuf>,
}

impl Reports {
    /// The program that sets reports: the one that is named, or `copia-report` beside this one, where there is one.
    pub(crate) fn program(&self) -> Option<PathBuf> {
        let beside = || std::env::current_exe().ok()?.parent().map(|folder| folder.join("copia-report"));
        self.program.clone().or_else(beside).filter(|path| path.is_file())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    pub(crate) format: Format,
    pub(crate) level: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: Format::Pretty, level: "info".to_owned() }
    }
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Pretty,
    Json,
}

/// With what an organisation starts; from then on its own pages change it.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Organisation {
    pub(crate) name: Option<String>,
    pub(crate) programme_name: Option<String>,
    pub(crate) contact_name: Option<String>,
    pub(crate) contact_email: Option<String>,
    pub(crate) time_zone: Option<String>,
    pub(crate) sign_in_domains: Option<String>,
}

impl Configuration {
    /// Reads the file, the environment and what was typed.
    pub(crate) fn read(file: Option<&Path>, typed: &[(&'static str, String)]) -> Result<Self, Failure> {
        let beside = Path::new("copia.toml");
        let file = file.or_else(|| beside.is_file().then_some(beside));
        sources::read(file, std::env::vars_os(), typed)
    }

    /// The configuration without a file.
    pub(crate) fn without_file(typed: &[(&'static str, String)]) -> Result<Self, Failure> {
        sources::read(None, std::env::vars_os(), typed)
    }

    /// The folder for everything that is not in the database: beside a SQLite database, else `data`.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = &self.data.folder {
            return Ok(folder.clone());
        }
        let url = secret("database.url", self.database.url.as_ref(), self.database.url_file.as_deref())?;
        let beside = url.as_deref().and_then(|url| url.strip_prefix("sqlite://"));
        let beside = beside.and_then(|path| Path::new(path).parent()).filter(|folder| !folder.as_os_str().is_empty());
        Ok(beside.map_or_else(|| PathBuf::from("data"), Path::to_path_buf))
    }

    /// The address of the database.
    pub(crate) fn database_url(&self) -> Result<String, Failure> {
        match secret("database.url", self.database.url.as_ref(), self.database.url_file.as_deref())? {
            Some(url) => Ok(url),
            None => Ok(format!("sqlite://{}", self.folder()?.join("copia.db").display())),
        }
    }

    /// The store of files.
    pub(crate) fn file_store(&self) -> Result<FileStore, Failure> {
        let files = &self.files;
        match files.store {
            FileStoreKind::Folder => {
                let folder = files.folder.clone().map_or_else(|| Ok(self.folder()?.join("files")), Ok::<_, Failure>)?;
                Ok(FileStore::folder(&folder)?)
            }
            FileStoreKind::S3 => {
                let needed = |key: &str, value: &Option<String>| {
                    value
                        .clone()
                        .ok_or_else(|| Failure::Configuration(format!("files.store is `s3`, which needs files.{key}")))
                };
                let secret_key =
                    secret("files.secret_key", files.secret_key.as_ref(), files.secret_key_file.as_deref())?;
                Ok(FileStore::s3(&S3 {
                    endpoint: needed("endpoint", &files.endpoint)?,
                    bucket: needed("bucket", &files.bucket)?,
                    region: files.region.clone().unwrap_or_else(|| "us-east-1".to_owned()),
                    access_key: needed("access_key", &files.access_key)?,
                    secret_key: needed("secret_key", &secret_key)?,
                })?)
            }
        }
    }
}
