//! A small HTTP/1.1 client: one connection that stays open, one request at a time. A load generator of our own
//! because a page may need a session's cookie, a form's token and a check of the answer.

use crate::failure::Failure;
use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// How long an answer may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// An open connection.
#[derive(Debug)]
pub(crate) struct Client {
    stream: TcpStream,
    address: SocketAddr,
    /// What was received and not yet used.
    received: Vec<u8>,
}

/// A request as it goes over the wire, made once and sent many times.
#[derive(Debug, Clone)]
pub(crate) struct Request(Vec<u8>);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Asks for a page, uncompressed; with the cookie of a session if there is one.
    pub(crate) fn get(address: SocketAddr, path: &str, cookie: Option<&str>) -> Self {
        Self(head("GET", address, path, cookie, "").into_bytes())
    }

    /// Asks for a page or file as a browser does, compressed.
    pub(crate) fn compressed(address: SocketAddr, path: &str, cookie: Option<&str>) -> Self {
        Self(head("GET", address, path, cookie, "Accept-Encoding: gzip, deflate, br\r\n").into_bytes())
    }

    /// Asks for a file of which a version is known.
    pub(crate) fn get_if_changed(address: SocketAddr, path: &str, tag: &str) -> Self {
        Self(head("GET", address, path, None, &format!("If-None-Match: {tag}\r\n")).into_bytes())
    }

    /// Sends a form, as a page of the site itself would.
    pub(crate) fn post(address: SocketAddr, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> Self {
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        let own = format!(
            "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        Self((head("POST", address, path, cookie, &own) + &body).into_bytes())
    }
}

fn head(method: &str, address: SocketAddr, path: &str, cookie: Option<&str>, own: &str) -> String {
    let cookie = cookie.map_or_else(String::new, |cookie| format!("Cookie: {cookie}\r\n"));
    format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: copia-bench\r\n{cookie}{own}\r\n")
}

fn encoded(value: &str) -> String {
    let mut text = String::new();
    for b in value.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            text.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{b:02X}");
        }
    }
    text
}

impl Answer {
    /// The values of a header.
    pub(crate) fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head.lines().filter_map(move |line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let doing = || Failure::doing(format!("connecting to {address}"));
        let stream = TcpStream::connect(address).map_err(doing())?;
        // Without it a small request can wait for the server's word that it has the one before.
        stream.set_nodelay(true).map_err(doing())?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(doing())?;
        Ok(Self { stream, address, received: Vec::with_capacity(1 << 16) })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends a request, headers and body in one write, and reads the whole answer.
    pub(crate) fn send(&mut self, request: &Request) -> Result<Answer, Failure> {
        self.stream.write_all(&request.0).map_err(Failure::doing("sending a request"))?;
        let head = self.until(b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&head).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| Failure::Answer(format!("not an HTTP answer: {head}")))?;
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.headers("content-length").find_map(|length| length.parse().ok());
        let is_chunked = answer.headers("transfer-encoding").any(|coding| coding.eq_ignore_ascii_case("chunked"));
        answer.body = match length {
            Some(length) => self.exactly(length)?,
            None if is_chunked => self.chunks()?,
            None => Vec::new(),
        };
        Ok(answer)
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let line = self.until(b"\r\n")?;
            let size = String::from_utf8_lossy(&line);
            let size = size.trim().split(';').next().and_then(|size| usize::from_str_radix(size, 16).ok());
            let size = size.ok_or_else(|| Failure::Answer("a chunk without its size".to_owned()))?;
            body.extend_from_slice(&self.exactly(size)?);
            self.until(b"\r\n")?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    /// Everything up to and with a mark.
    fn until(&mut self, mark: &[u8]) -> Result<Vec<u8>, Failure> {
        loop {
            if let Some(at) = self.received.windows(mark.len()).position(|window| window == mark) {
                return self.exactly(at.saturating_add(mark.len()));
            }
            self.more()?;
        }
    }

    fn exactly(&mut self, length: usize) -> Result<Vec<u8>, Failure> {
        while self.received.len() < length {
            self.more()?;
        }
        let rest = self.received.split_off(length);
        Ok(std::mem::replace(&mut self.received, rest))
    }

    fn more(&mut self) -> Result<(), Failure> {
        let mut buffer = [0_u8; 1 << 14];
        let count = self.stream.read(&mut buffer).map_err(Failure::doing("reading an answer"))?;
        match buffer.get(..count) {
            Some(bytes) if count > 0 => self.received.extend_from_slice(bytes),
            _ => return Err(Failure::Answer("the server closed the connection".to_owned())),
        }
        Ok(())
    }
}
