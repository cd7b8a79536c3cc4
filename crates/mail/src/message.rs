//! A letter in its envelope, ready to leave.

use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{MultiPart, SinglePart};
use thiserror::Error;

use crate::brand::Brand;
use crate::calendar::CalendarPart;
use crate::envelope::Envelope;
use crate::letter::Letter;

/// A message as it is sent: the letter as text and as HTML, and what it brings for the reader's calendar.
#[derive(Clone, Debug)]
pub struct Message {
    id: String,
    inner: lettre::Message,
}

/// Why a message cannot be made.
#[derive(Debug, Error)]
pub enum ComposeError {
    #[error("the subject has a line break or a control character in it")]
    Subject,
    #[error("{0:?} is not a web address, so a letter may not lead there")]
    Address(String),
    #[error("the letter cannot be rendered: {0}")]
    Render(#[from] askama::Error),
    #[error("the message cannot be put together: {0}")]
    Build(#[from] lettre::error::Error),
    #[error("the calendar's part cannot be described: {0}")]
    ContentType(#[from] lettre::message::header::ContentTypeErr),
}

impl Message {
    /// Puts a letter into its envelope, with what it brings for the reader's calendar.
    pub fn compose(
        envelope: &Envelope,
        letter: &Letter,
        brand: &Brand,
        calendar: Option<&CalendarPart>,
    ) -> Result<Self, ComposeError> {
        // The boundaries come from the id, so that the same message is the same bytes again.
        let tag: String = envelope.message_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let letter_alone = alternatives(&tag, letter.to_text(brand), letter.to_html(brand)?);
        let body = match calendar {
            Some(calendar) => inviting(&tag, letter_alone, calendar)?,
            None => letter_alone,
        };
        let mut builder = lettre::Message::builder()
            .from(envelope.from.to_lettre())
            .to(envelope.to.to_lettre())
            .subject(&letter.subject)
            .message_id(Some(format!("<{}>", envelope.message_id)))
            .date(envelope.date);
        if let Some(mailbox) = &envelope.reply_to {
            builder = builder.reply_to(mailbox.to_lettre());
        }
        let mut message = builder.multipart(body)?;
        let headers = message.headers_mut();
        if let Some(unsubscribe) = &envelope.unsubscribe {
            let list = unsubscribe.list();
            // Written as it is: folding or encoding a long address would break it.
            headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(
                HeaderName::new_from_ascii_str("List-Unsubscribe"),
                list.clone(),
                list,
            ));
            let one_click = "List-Unsubscribe=One-Click".to_owned();
            let name = HeaderName::new_from_ascii_str("List-Unsubscribe-Post");
            headers.insert_raw(HeaderValue::new(name, one_click));
        }
        if let Some(value) = envelope.auto_submitted.value() {
            let name = HeaderName::new_from_ascii_str("Auto-Submitted");
            headers.insert_raw(HeaderValue::new(name, value.to_owned()));
            // Exchange answers with "out of office" unless it is told not to.
            let name = HeaderName::new_from_ascii_str("X-Auto-Response-Suppress");
            headers.insert_raw(HeaderValue::new(name, "All".to_owned()));
        }
        for (name, value) in &envelope.headers {
            headers.insert_raw(HeaderValue::new(name.clone(), value.clone()));
        }
        let id = envelope.message_id.clone();
        Ok(Self { id, inner: message })
    }

    /// The message id, without its brackets.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The message as it goes over the wire (RFC 5322).
    pub fn eml(&self) -> Vec<u8> {
        self.inner.formatted()
    }

    pub(crate) fn inner(&self) -> &lettre::Message {
        &self.inner
    }
}

fn alternatives(tag: &str, text: String, html: String) -> MultiPart {
    // Quoted-printable whatever the text: programs then keep long lines and odd characters.
    let part = |kind: ContentType, body: String| {
        SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(body)
    };
    MultiPart::alternative()
        .boundary(format!("=_copia_{tag}"))
        .singlepart(part(ContentType::TEXT_PLAIN, text))
        .singlepart(part(ContentType::TEXT_HTML, html))
}

/// A letter that brings something for the calendar, in the form that calendars' own invitations have.
///
/// The object is the last alternative, with its method: that is the one which Gmail, Outlook and Exchange act upon
/// (RFC 6047, 2.4). The same object is attached as a file for Apple's Mail and everybody who opens or keeps it. The
/// file is not `text/calendar` with a method again, or Outlook takes it for a second invitation; it is
/// `application/ics`, as in Google's own, which every calendar opens by its name.
fn inviting(tag: &str, letter: MultiPart, calendar: &CalendarPart) -> Result<MultiPart, ComposeError> {
    // Base64 keeps the object's bytes, CR and LF among them, through servers that mend lines on the way.
    let part = |kind: ContentType| SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64);
    let text = calendar.text().to_owned();
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={}", calendar.method()))?;
    let object = part(kind).body(text.clone());
    let name = calendar.file_name();
    let kind = ContentType::parse(&format!("application/ics; name=\"{name}\""))?;
    let file = part(kind).header(ContentDisposition::attachment(name)).body(text.into_bytes());
    // Neither boundary begins as the other does: some programs look no further than that.
    let mixed = MultiPart::mixed().boundary(format!("=_mixed_{tag}"));
    Ok(mixed.multipart(letter.singlepart(object)).singlepart(file))
}

#[cfg(test)]
mod tests;
