//! A letter in its envelope, ready to leave.

use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{MultiPart, SinglePart};
use thiserror::Error;

use crate::brand::Brand;
use crate::envelope::Envelope;
use crate::letter::Letter;

/// A message as it is sent: the letter as text and as HTML.
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
}

impl Message {
    /// Puts a letter into its envelope.
    pub fn compose(envelope: &Envelope, letter: &Letter, brand: &Brand) -> Result<Self, ComposeError> {
        let body = alternatives(&envelope.message_id, letter.to_text(brand), letter.to_html(brand)?);
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

fn alternatives(id: &str, text: String, html: String) -> MultiPart {
    // Quoted-printable whatever the text: programs then keep long lines and odd characters.
    let part = |kind: ContentType, body: String| {
        SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(body)
    };
    // The boundary comes from the id, so that the same message is the same bytes again.
    let tag: String = id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    MultiPart::alternative()
        .boundary(format!("=_copia_{tag}"))
        .singlepart(part(ContentType::TEXT_PLAIN, text))
        .singlepart(part(ContentType::TEXT_HTML, html))
}

#[cfg(test)]
mod tests;
