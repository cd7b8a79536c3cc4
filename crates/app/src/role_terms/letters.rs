//! The letter that says that a term ends.

use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, mailbox},
    role_terms::role_key,
};
use copia_domain::{
    ids::RoleTermId,
    notifications::Withheld,
    people::PersonStatus,
    policy::{Role, Roles, Viewer},
};
use copia_mail::Block;
use copia_store::{Tx, communities, people::Person, role_terms};
use copia_text::key;

/// A term ends: to its holder, and to the manager.
pub(crate) async fn ending(ctx: &Ctx, tx: &mut Tx, reader: Option<&Person>, id: RoleTermId) -> Result<Composed> {
    let overtaken = Ok(Composed::Withheld(Withheld::Overtaken));
    let Some(reader) = reader.filter(|reader| reader.status == PersonStatus::Current) else {
        return Ok(Composed::Withheld(Withheld::PersonLeft));
    };
    let Some(term) = role_terms::find(tx, id).await? else { return overtaken };
    let (Some(ends), Some(community)) = (term.ends, term.community_id) else { return overtaken };
    // The manager and the holder see every community that they are written to about.
    let viewer = Viewer::person(reader.id, Roles::of(&[Role::ProgrammeManager]));
    let Some(found) = communities::find_visible_by_id(tx, &viewer, community, ctx.today()).await? else {
        return overtaken;
    };
    if ends < ctx.today() || found.stage.is_history() {
        return overtaken;
    }
    let to = reader.email.as_deref().and_then(|email| mailbox(email, Some(&reader.name)));
    let Some(to) = to else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let words = &ctx.words;
    let date = words.long_date(ends.0);
    let about = [
        ("name", term.name.as_str().into()),
        ("role", words.say(role_key(term.role)).into()),
        ("community", found.name.as_str().into()),
        ("date", date.as_str().into()),
        ("days", ctx.today().days_until(ends).into()),
    ];
    let own = term.person_id == reader.id;
    let subject = words.say_with(if own { key("letter-term-subject-own") } else { key("letter-term-subject") }, &about);
    let mut letter = letter(words, subject, Some(&reader.name), words.say("letter-term-why").to_owned());
    let said = words.say_with(if own { key("letter-term-own") } else { key("letter-term") }, &about);
    let successor = match &term.successor {
        Some(successor) => words.say_with("letter-term-successor", &[("name", successor.as_str().into())]),
        None => words.say("letter-term-no-successor").to_owned(),
    };
    let path = if own { format!("/communities/{}", found.slug) } else { format!("/communities/{}/roles", found.slug) };
    letter.blocks = vec![
        Block::Paragraph(said),
        Block::Paragraph(successor),
        Block::Button { label: words.say("letter-term-button").to_owned(), url: ctx.url(&path) },
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
