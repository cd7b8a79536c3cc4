//! How people reach the site.

use crate::failure::Failure;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Http {
    pub(crate) address: IpAddr,
    pub(crate) port: u16,
    base_url: Option<String>,
    pub(crate) behind_proxy: bool,
}

impl Default for Http {
    fn default() -> Self {
        Self { address: Ipv4Addr::LOCALHOST.into(), port: 8080, base_url: None, behind_proxy: false }
    }
}

impl Http {
    /// Where to listen.
    ///
    /// Sessions would be read by anybody on the way if pages went over a network in the open, so that is refused.
    pub(crate) fn listen(&self) -> Result<SocketAddr, Failure> {
        if !self.address.is_loopback() && !self.behind_proxy {
            return Err(Failure::Configuration(format!(
                "http.address is {}, which other machines reach, and Copia itself does not encrypt: put a proxy that \
                 does HTTPS in front and set http.behind_proxy = true, or listen on 127.0.0.1",
                self.address
            )));
        }
        Ok(SocketAddr::new(self.address, self.port))
    }

    /// The address under which people reach the site, given the one that it listens on.
    pub(crate) fn base_url(&self, listening: SocketAddr) -> Result<String, Failure> {
        let Some(url) = &self.base_url else {
            if self.behind_proxy {
                return Err(Failure::Configuration(
                    "http.behind_proxy is set: set http.base_url to the address that people type, such as \
                     https://communities.example.org"
                        .to_owned(),
                ));
            }
            return Ok(format!("http://{listening}"));
        };
        let url = url.trim_end_matches('/');
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.contains(['/', '?', '#', '@', ' '])) {
            return Err(Failure::Configuration(format!(
                "http.base_url is `{url}`: write the scheme and the host alone, such as https://communities.example.org"
            )));
        }
        match (url.starts_with("https://"), self.behind_proxy) {
            (true, false) => Err(Failure::Configuration(
                "http.base_url begins with https://, and Copia itself does not encrypt: set http.behind_proxy = true if \
                 a proxy in front does"
                    .to_owned(),
            )),
            (false, true) => Err(Failure::Configuration(
                "http.behind_proxy is set, so http.base_url has to begin with https://".to_owned(),
            )),
            _ => Ok(url.to_owned()),
        }
    }
}
