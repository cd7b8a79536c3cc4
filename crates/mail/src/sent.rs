//! Messages read back, for the demonstration's mailbox and for tests.

use std::io;
use std::path::Path;

use mail_parser::{MessageParser, MimeHeaders as _};

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The message id, without its brackets.
    pub id: String,
    /// The sender's address.
    pub from: String,
    /// The reader's address.
    pub to: String,
    pub subject: String,
    /// When it was written, in seconds since 1970.
    pub written: i64,
    pub text: String,
    pub html: String,
    /// What it brings for the reader's calendar.
    pub invitation: Option<Invitation>,
    /// All headers in their order, as they are on the wire, without the line breaks of folding.
    pub headers: Vec<(String, String)>,
}

/// An object of iCalendar in a message, as the reader's calendar sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What it asks for: `REQUEST`, `CANCEL`.
    pub method: String,
    /// The object, with the ends of its lines.
    pub text: String,
    /// The name of the attached file.
    pub file_name: String,
}

impl Sent {
    /// Reads a message (RFC 5322), or `None` where it is none.
    pub fn read(eml: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(eml)?;
        let address = |list: Option<&mail_parser::Address>| {
            let first = list.and_then(mail_parser::Address::first);
            first.and_then(mail_parser::Addr::address).map(str::to_owned)
        };
        let headers = message.headers_raw().map(|(name, value)| {
            let value = value.replace("\r\n", "");
            (name.to_owned(), value.trim().to_owned())
        });
        Some(Self {
            id: message.message_id()?.to_owned(),
            from: address(message.from())?,
            to: address(message.to())?,
            subject: message.subject().unwrap_or_default().to_owned(),
            written: message.date().map_or(0, mail_parser::DateTime::to_timestamp),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            invitation: invitation(&message),
            headers: headers.collect(),
        })
    }

    /// A header's value as it is on the wire, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(header, value)| header.eq_ignore_ascii_case(name).then_some(value.as_str()))
    }
}

/// The part that a calendar acts upon, with the name of the file beside it.
fn invitation(message: &mail_parser::Message) -> Option<Invitation> {
    let object = message.parts.iter().find(|part| part.is_content_type("text", "calendar"))?;
    let file = message.parts.iter().find(|part| part.is_content_type("application", "ics"))?;
    Some(Invitation {
        method: object.content_type()?.attribute("method")?.to_owned(),
        text: object.text_contents()?.to_owned(),
        file_name: file.attachment_name()?.to_owned(),
    })
}

/// The messages that [`crate::Transport::Files`] wrote into a folder, the newest first. A folder
/// that is not there is an empty one; other files are passed over.
pub async fn sent_files(folder: &Path) -> io::Result<Vec<Sent>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut sent = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            sent.extend(Sent::read(&tokio::fs::read(&path).await?));
        }
    }
    sent.sort_by(|one, other| (other.written, &other.id).cmp(&(one.written, &one.id)));
    Ok(sent)
}
