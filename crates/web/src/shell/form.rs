//! Forms: where they come from, what was typed, and what is wrong with it.

use super::{Problem, Visit, Web};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts as _, Multipart, Request},
    http::{StatusCode, header},
};
use copia_app::{Faults, accounts};
use std::ops::Deref;
use subtle_eq::same;

/// Fields as they came, in order; a name may come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads the encoding that forms and addresses share. Text that is not UTF-8, or has a NUL in it, is refused
    /// here once: PostgreSQL could not store it.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Vec::new();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |b| *b == b'=');
            let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
            fields.push((decode(name)?, decode(value)?));
        }
        Ok(Self(fields))
    }

    /// Fields that are filled before anybody has typed.
    pub(crate) fn of<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The first value of a field, or nothing.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field came with a value: a ticked box.
    pub(crate) fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// A page number of a list, from 1.
    pub(crate) fn page(&self) -> i64 {
        self.get("page").parse().ok().filter(|page| (1..=100_000).contains(page)).unwrap_or(1)
    }

    /// Adds a field.
    pub(crate) fn push(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }
}

fn decode(text: &[u8]) -> Result<String, Problem> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(b) = rest.next() {
        match b {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit =
                    |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
                let (high, low) = (digit(rest.next()), digit(rest.next()));
                let (Some(high), Some(low)) = (high, low) else { return Err(Problem::NotText) };
                bytes.push(high * 16 + low);
            }
            other => bytes.push(*other),
        }
    }
    text_of(bytes)
}

fn text_of(bytes: Vec<u8>) -> Result<String, Problem> {
    let text = String::from_utf8(bytes).map_err(|_| Problem::NotText)?;
    if text.contains('\0') { Err(Problem::NotText) } else { Ok(text) }
}

/// What a page needs to show a form: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// What was typed, or what stands there now.
    pub(crate) fields: Fields,
    /// What has to be changed.
    pub(crate) faults: Faults,
}

impl Form {
    /// A form as it first appears.
    pub(crate) fn new(fields: Fields) -> Self {
        Self { fields, faults: Faults::new() }
    }

    /// The same form with what has to be changed.
    pub(crate) fn with(fields: Fields, faults: Faults) -> Self {
        Self { fields, faults }
    }

    /// What stands in a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// Whether one of the choices of a field is chosen.
    pub(crate) fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).any(|given| given == value)
    }

    /// What is wrong with a field in words, or nothing.
    pub(crate) fn error<'w>(&self, name: &str, words: &'w copia_text::Words) -> &'w str {
        self.faults.of(name).map_or("", |fault| words.say(copia_app::fault_key(fault)))
    }

    /// Whether anything is wrong.
    pub(crate) fn is_faulty(&self) -> bool {
        self.faults.iter().next().is_some()
    }

    /// What the page that shows the form answers: that somebody else was faster, that something is wrong, or neither.
    pub(crate) fn status(&self, is_late: bool) -> StatusCode {
        match (is_late, self.is_faulty()) {
            (true, _) => StatusCode::CONFLICT,
            (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, false) => StatusCode::OK,
        }
    }

    /// All that is wrong, for the list at the top: the field and the words.
    pub(crate) fn errors<'w>(&self, words: &'w copia_text::Words) -> Vec<(&'static str, &'w str)> {
        self.faults.iter().map(|(name, fault)| (name, words.say(copia_app::fault_key(fault)))).collect()
    }
}

/// A form that was sent from a page of ours: its origin is checked by the guard, its token here.
#[derive(Debug, Clone)]
pub(crate) struct Posted {
    pub(crate) visit: Visit,
    pub(crate) fields: Fields,
}

impl Deref for Posted {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}

impl FromRequest<Web> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, web).await?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), web).await;
        let body = body.map_err(|_| Problem::TooLarge)?;
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        if !is_form && !body.is_empty() {
            return Err(Problem::NotAForm);
        }
        let fields = Fields::parse(&body)?;
        check_token(&visit, fields.get("csrf"))?;
        Ok(Self { visit, fields })
    }
}

/// A signed-in person's form carries the session's token.
pub(crate) fn check_token(visit: &Visit, token: &str) -> Result<(), Problem> {
    if visit.account.is_some() && !same(&accounts::forms_token(visit), token) {
        return Err(Problem::Forged);
    }
    Ok(())
}

/// A form with one file in it.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) visit: Visit,
    /// The bytes of the first file that is not empty.
    pub(crate) file: Option<Bytes>,
    /// What its browser calls it.
    pub(crate) name: String,
    /// The other fields.
    pub(crate) fields: Fields,
}

impl FromRequest<Web> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, web).await?;
        let request = Request::from_parts(parts, body);
        let mut multipart = Multipart::from_request(request, web).await.map_err(|_| Problem::NotAForm)?;
        let (mut fields, mut file, mut called) = (Fields::default(), None, String::new());
        while let Some(part) = multipart.next_field().await.map_err(|_| Problem::TooLarge)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| Problem::TooLarge)?;
            match file_name {
                None => fields.push(&name, text_of(bytes.to_vec())?),
                Some(given) if !bytes.is_empty() && file.is_none() => (file, called) = (Some(bytes), given),
                Some(_) => {}
            }
        }
        check_token(&visit, fields.get("csrf"))?;
        Ok(Self { visit, file, name: called, fields })
    }
}

/// A piece of a file that a script sends: bytes as they are, with the form's token in a header.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) visit: Visit,
    pub(crate) bytes: Bytes,
}

/// The header that carries the token of a form.
const TOKEN: &str = "x-csrf";

impl FromRequest<Web> for Piece {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, web).await?;
        let token = parts.headers.get(TOKEN).and_then(|token| token.to_str().ok()).unwrap_or_default().to_owned();
        check_token(&visit, &token)?;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), web).await.map_err(|_| Problem::TooLarge)?;
        Ok(Self { visit, bytes })
    }
}

mod subtle_eq {
    /// Whether two texts are the same, in a time that depends on their length only.
    pub(super) fn same(a: &str, b: &str) -> bool {
        a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |acc, (x, y)| acc | (x ^ y)) == 0
    }
}
