//! The letter of thanks, with the way to the pulse.

use super::PulseLink;
use crate::{
    Ctx, Result,
    notifications::Composed,
    registrations::letters::{about, finished, open},
};
use copia_domain::{
    events::State as EventState,
    ids::RegistrationId,
    notifications::Withheld,
    prompts::{Cycle, Occasion},
    registrations::State,
};
use copia_mail::Block;
use copia_store::{Tx, ballots as kept, people::Person, prompts, registrations::Who};
use copia_text::key;

/// Thanks somebody for coming. They are asked only where what they say can be shown, and are told so where it cannot.
pub(crate) async fn thanks(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: RegistrationId) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    if about.row.state != State::Confirmed || about.event.state != EventState::Published {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let words = &ctx.words;
    let who = about.row.person_id.map(Who::Person).or(about.row.guest_id.map(Who::Guest));
    let found = kept::of_event(tx, about.event.id).await?;
    let entry = match (&found, who) {
        (Some(found), Some(who)) => kept::entry_of(tx, found.id, who).await?,
        _ => None,
    };
    let was_asked_lately = match about.row.person_id {
        Some(person) => !prompts::is_asked(tx, person, Occasion::Session, about.event.id, Cycle::Immediate).await?,
        None => false,
    };
    let mut letter = open(ctx, &about, key("letter-thanks-subject"), key("letter-thanks-opening"));
    let event = ctx.url(&format!("/events/{}", about.event.slug));
    match found.zip(entry).filter(|(found, entry)| ctx.now < found.closes_at && !entry.has_answered) {
        // At most one question a fortnight: they find it on the event's page, and are not asked by letter.
        Some(_) if was_asked_lately => {
            letter.blocks.push(Block::Paragraph(words.say("letter-thanks-asked-lately").to_owned()));
            let label = words.say("letter-place-event-button").to_owned();
            letter.blocks.push(Block::Button { label, url: event });
        }
        Some((found, entry)) => {
            letter.blocks.push(Block::Paragraph(words.say("letter-thanks-ask").to_owned()));
            // Whoever has an account answers on the event's own page; the link of a guest needs none.
            let url = if about.row.person_id.is_some() {
                format!("{event}/pulse")
            } else {
                ctx.url(&PulseLink::new(ctx, entry.id).path())
            };
            letter.blocks.push(Block::Button { label: words.say("letter-thanks-button").to_owned(), url });
            let parts = [
                ("asked", found.asked.into()),
                ("minimum", found.minimum.into()),
                ("until", words.date_time(found.closes_at.local(&ctx.site.zone)).into()),
            ];
            letter.blocks.push(Block::Paragraph(words.say_with("letter-thanks-rule", &parts)));
        }
        None => {
            letter.blocks.push(Block::Paragraph(words.say("letter-thanks-not-asked").to_owned()));
            let label = words.say("letter-place-event-button").to_owned();
            letter.blocks.push(Block::Button { label, url: event });
        }
    }
    Ok(finished(about, letter, None))
}
