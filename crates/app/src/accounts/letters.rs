//! The letter with the link and the code.

use super::link_path;
use crate::{
    Ctx, Result, links,
    notifications::{Addressed, Composed, letter, mailbox},
};
use copia_domain::{accounts::TOKEN_MINUTES, ids::SignInTokenId, notifications::Withheld};
use copia_mail::Block;
use copia_store::{Tx, accounts};

/// The link and code to sign in.
pub(crate) async fn sign_in(ctx: &Ctx, tx: &mut Tx, id: SignInTokenId) -> Result<Composed> {
    let Some(token) = accounts::find_token(tx, id).await? else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    if token.used_at.is_some() || token.expires_at <= ctx.now {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let to = token.email.as_deref().and_then(|email| mailbox(email, None));
    let Some(to) = to else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let words = &ctx.words;
    let site = &ctx.site.organisation.programme_name;
    let subject = words.say_with("letter-sign-in-subject", &[("site", site.as_str().into())]);
    let mut letter = letter(words, subject, None, words.say("letter-sign-in-why").to_owned());
    letter.blocks = vec![
        Block::Paragraph(words.say_with("letter-sign-in-link", &[("minutes", TOKEN_MINUTES.into())])),
        Block::Button { label: words.say("letter-sign-in-button").to_owned(), url: ctx.url(&link_path(ctx, id)) },
        Block::Paragraph(words.say("letter-sign-in-code").to_owned()),
        Block::Code(links::code(&ctx.app, &id.to_string())),
        Block::Paragraph(words.say("letter-sign-in-not-you").to_owned()),
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
