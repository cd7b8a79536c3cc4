//! A letter on its way out: its envelope, and what the mail server answers.

use super::{Addressed, Message, stopping};
use crate::{
    Ctx, Error,
    outbox::{Reason, Unfinished},
};
use copia_mail::{Answer, AutoSubmitted, Brand, Envelope, Line, Mailbox, SendError, Unsubscribe};
use copia_store::deliveries;

/// A letter on its way, with what the envelope says about its author.
pub(super) struct Post {
    pub(super) addressed: Addressed,
    pub(super) answers: Option<Mailbox>,
    pub(super) author: AutoSubmitted,
}

/// Sends a letter.
///
/// # Errors
/// [`SendError`]: what the mail server says, or that the letter cannot be written as one.
pub(super) async fn send(
    ctx: &Ctx,
    delivery: &deliveries::Delivery,
    message: &Message,
    post: Post,
) -> Result<(), SendError> {
    let refused = |error: &dyn std::fmt::Display| SendError::Refused(error.to_string().into());
    let organisation = &ctx.site.organisation;
    let brand = Brand::new(&organisation.programme_name, &organisation.accent).map_err(|error| refused(&error))?;
    let host = ctx.app.parts.base_url.split("://").nth(1).unwrap_or("localhost");
    let host: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '.' }).collect();
    let Post { addressed: Addressed { to, mut letter, calendar }, answers, author } = post;
    let message_id = format!("{}@{}", delivery.id, host.trim_matches('.'));
    let date = std::time::SystemTime::UNIX_EPOCH
        + std::time::Duration::from_micros(u64::try_from(ctx.now.micros()).unwrap_or(0));
    let sender = ctx.app.parts.sender.clone();
    let envelope = Envelope::new(sender, to, &message_id, date).map_err(|error| refused(&error))?;
    let mut envelope = envelope.auto_submitted(author);
    if let Some(answers) = answers {
        envelope = envelope.reply_to(answers);
    }
    if let Some(person) = delivery.person_id.filter(|_| message.kind().is_optional()) {
        let stop = ctx.url(&stopping::path(ctx, person, message.kind()));
        envelope = envelope.unsubscribe(Unsubscribe::new(&stop, None).map_err(|error| refused(&error))?);
        let words = ctx.site.catalogue.pick(None, Some(&letter.language));
        letter.footer.push(Line::link(words.say("letter-stop"), stop));
    }
    let message = copia_mail::Message::compose(&envelope, &letter, &brand, calendar.as_ref());
    let message = message.map_err(|error| refused(&error))?;
    ctx.app.parts.mail.send(&message).await
}

impl From<SendError> for Unfinished {
    fn from(error: SendError) -> Self {
        // The text of a server names the address that it refuses: that is not for the log.
        let reason = |answer: Answer| {
            let logged = answer.status.map_or_else(|| "no answer".to_owned(), |status| format!("smtp {status}"));
            Reason { text: answer.text, logged }
        };
        match error {
            SendError::Retry(answer) => Self::Retry(reason(answer)),
            SendError::Refused(answer) => Self::Fail(reason(answer)),
        }
    }
}

impl From<Unfinished> for Error {
    fn from(unfinished: Unfinished) -> Self {
        Self::Internal(unfinished.to_string())
    }
}
