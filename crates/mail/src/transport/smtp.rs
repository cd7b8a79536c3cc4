//! To a mail server.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use thiserror::Error;

use super::{Answer, SendError};
use crate::message::Message;

/// Where the mail server is and how to speak to it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    pub host: String,
    /// 587 for STARTTLS, 465 for implicit TLS, as a rule.
    pub port: u16,
    pub security: Security,
    /// Given with a password, or neither.
    pub username: Option<String>,
    pub password: Option<String>,
    /// The organisation's own certificate authority in PEM, beside the public ones.
    pub authority: Option<String>,
    /// What the server is told this machine is called; the machine's name where it is empty.
    pub hello: Option<String>,
}

/// How the way to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Security {
    /// It begins in the open and must change to TLS before anything is said.
    #[default]
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Nothing: only to a server on this machine.
    Plain,
}

/// Why the settings cannot be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    #[error("mail cannot be sent to {0:?} unprotected: choose STARTTLS or TLS")]
    PlainElsewhere(String),
    #[error("a user name for the mail server needs a password, and a password a user name")]
    HalfCredentials,
    #[error("{0:?} is not the name of a mail server")]
    Host(String),
    #[error("the certificate authority of the mail server cannot be used: {0}")]
    Authority(String),
}

/// How long each step of the conversation may take.
const STEP: Duration = Duration::from_secs(20);

/// Most servers take mail no faster over more connections than this.
const CONNECTIONS: u32 = 4;

/// Connections to a mail server.
#[derive(Clone)]
pub struct Smtp {
    server: String,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    pub(super) fn new(settings: &SmtpSettings) -> Result<Self, SettingsError> {
        let host = settings.host.trim();
        let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '@');
        if host.is_empty() || host.contains(strange) {
            return Err(SettingsError::Host(settings.host.clone()));
        }
        let tls = match settings.security {
            Security::StartTls => Tls::Required(tls(host, settings)?),
            Security::Tls => Tls::Wrapper(tls(host, settings)?),
            Security::Plain if is_loopback(host) => Tls::None,
            Security::Plain => return Err(SettingsError::PlainElsewhere(host.to_owned())),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(STEP))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let Some(hello) = &settings.hello {
            builder = builder.hello_name(ClientId::Domain(hello.clone()));
        }
        match (&settings.username, &settings.password) {
            (Some(username), Some(password)) => {
                builder = builder.credentials(Credentials::new(username.clone(), password.clone()));
            }
            (None, None) => {}
            _ => return Err(SettingsError::HalfCredentials),
        }
        Ok(Self { server: format!("{host}:{}", settings.port), transport: builder.build() })
    }

    pub(super) async fn send(&self, message: &Message) -> Result<(), SendError> {
        match self.transport.send(message.inner().clone()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let status = error.status().map(u16::from);
                tracing::debug!(server = self.server, status, "the mail server did not take a message");
                Err(self.judged(&error))
            }
        }
    }

    /// Whether to try again. A server that refuses *us* (530 and the like: who we say we are) would
    /// refuse every message until its settings are mended, so none is lost for it.
    fn judged(&self, error: &lettre::transport::smtp::Error) -> SendError {
        let status = error.status().map(u16::from);
        let answer = Answer { status, text: format!("{}: {}", self.server, chain(error)) };
        if error.is_permanent() && !matches!(status, Some(530 | 534 | 535 | 538)) {
            SendError::Refused(answer)
        } else {
            SendError::Retry(answer)
        }
    }
}

/// An error with its causes, since the outer one alone often says only "Connection error".
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

fn tls(host: &str, settings: &SmtpSettings) -> Result<TlsParameters, SettingsError> {
    let refused = |error: lettre::transport::smtp::Error| SettingsError::Authority(chain(&error));
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(pem) = &settings.authority {
        let certificate = Certificate::from_pem(pem.as_bytes()).map_err(refused)?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(refused)
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.server).finish()
    }
}

/// Without the password, since settings end up in logs.
impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}
