//! The letters about a change of address.

use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, mailbox},
};
use copia_domain::{accounts::TOKEN_MINUTES, ids::SignInTokenId, notifications::Withheld};
use copia_mail::Block;
use copia_store::{Tx, accounts, people};

/// To the new address: the link that confirms it; or, where somebody else has it, word to them that it is taken.
pub(crate) async fn confirm_address(ctx: &Ctx, tx: &mut Tx, id: SignInTokenId) -> Result<Composed> {
    let Some(token) = accounts::find_token(tx, id).await? else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    if token.used_at.is_some() || token.expires_at <= ctx.now {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let Some(email) = token.email else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let Some(to) = mailbox(&email, None) else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let owner = people::find_by_email(tx, &email).await?;
    let is_taken = owner.is_some_and(|owner| Some(owner.id) != token.person_id);
    let words = &ctx.words;
    let site = &ctx.site.organisation.programme_name;
    let arguments = [("site", site.as_str().into())];
    let subject = words.say_with("letter-address-subject", &arguments);
    let mut letter = letter(words, subject, None, words.say_with("letter-address-why", &arguments));
    letter.blocks = if is_taken {
        vec![Block::Paragraph(words.say_with("letter-address-taken", &arguments))]
    } else {
        let url = ctx.url(&super::address::path(ctx, id));
        vec![
            Block::Paragraph(words.say_with("letter-address-link", &[("minutes", TOKEN_MINUTES.into())])),
            Block::Button { label: words.say("letter-address-button").to_owned(), url },
            Block::Paragraph(words.say("letter-address-not-you").to_owned()),
        ]
    };
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// To the address so far: that a change was asked for, and what to do if it was not oneself.
pub(crate) async fn address_notice(
    ctx: &Ctx,
    tx: &mut Tx,
    reader: Option<&people::Person>,
    id: SignInTokenId,
) -> Result<Composed> {
    let token = accounts::find_token(tx, id).await?.filter(|token| token.used_at.is_none());
    let name = reader.map(|reader| reader.name.as_str());
    let Some(to) = token.and_then(|token| mailbox(token.email.as_deref()?, name)) else {
        return Ok(Composed::Withheld(Withheld::NoAddress));
    };
    let words = &ctx.words;
    let url = ctx.url(&super::address::path(ctx, id));
    let arguments = [("site", ctx.site.organisation.programme_name.as_str().into())];
    let subject = words.say_with("letter-address-notice-subject", &arguments);
    let mut letter = letter(words, subject, name, words.say_with("letter-address-notice-why", &arguments));
    letter.blocks = vec![
        Block::Paragraph(words.say("letter-address-notice").to_owned()),
        Block::Paragraph(words.say("letter-address-notice-not-you").to_owned()),
        Block::Button { label: words.say("letter-address-notice-button").to_owned(), url },
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
