//! How mail leaves.

use super::secret::secret;
use crate::failure::Failure;
use copia_mail::{Mailbox, Security, SmtpSettings, Transport};
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mail {
    transport: Kind,
    folder: Option<PathBuf>,
    host: Option<String>,
    port: Option<u16>,
    encryption: Encryption,
    username: Option<String>,
    password: Option<String>,
    password_file: Option<PathBuf>,
    authority_file: Option<PathBuf>,
    hello: Option<String>,
    pub(crate) from: Option<String>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Files,
    Smtp,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Encryption {
    #[default]
    StartTls,
    Tls,
    None,
}

impl Mail {
    /// The way out; files go below the data folder unless another is set.
    pub(crate) fn transport(&self, data: &Path) -> Result<Transport, Failure> {
        match self.transport {
            Kind::Files => Ok(Transport::Files(self.files(data))),
            Kind::Smtp => {
                let settings = self.smtp()?;
                Transport::smtp(&settings).map_err(|error| Failure::Configuration(format!("mail: {error}")))
            }
        }
    }

    /// The folder that mail goes to when there is no server.
    pub(crate) fn files(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("mail"))
    }

    /// Whether mail is only written to files.
    pub(crate) const fn is_kept_in_files(&self) -> bool {
        matches!(self.transport, Kind::Files)
    }

    fn smtp(&self) -> Result<SmtpSettings, Failure> {
        let needs = |key: &str| Failure::Configuration(format!("mail.transport is `smtp`, which needs mail.{key}"));
        if self.from.is_none() {
            return Err(needs("from"));
        }
        let authority = self.authority_file.as_ref().map(std::fs::read_to_string).transpose();
        let authority = authority
            .map_err(|error| Failure::Configuration(format!("mail.authority_file cannot be read: {error}")))?;
        let (security, port) = match self.encryption {
            Encryption::StartTls => (Security::StartTls, 587),
            Encryption::Tls => (Security::Tls, 465),
            Encryption::None => (Security::Plain, 25),
        };
        Ok(SmtpSettings {
            host: self.host.clone().ok_or_else(|| needs("host"))?,
            port: self.port.unwrap_or(port),
            security,
            username: self.username.clone(),
            password: secret("mail.password", self.password.as_ref(), self.password_file.as_deref())?,
            authority,
            hello: self.hello.clone(),
        })
    }

    /// Whom mail comes from: `Name <address>` or an address alone.
    pub(crate) fn sender(&self) -> Result<Mailbox, Failure> {
        let from = self.from.as_deref().unwrap_or("Copia <copia@localhost.localdomain>");
        let wrong = |reason: String| Failure::Configuration(format!("mail.from is `{from}`: {reason}"));
        let (name, address) = match from.strip_suffix('>').and_then(|from| from.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"'), address),
            None => ("", from.trim()),
        };
        let mailbox = Mailbox::new(address).map_err(|error| wrong(error.to_string()))?;
        if name.is_empty() { Ok(mailbox) } else { mailbox.named(name).map_err(|error| wrong(error.to_string())) }
    }
}
