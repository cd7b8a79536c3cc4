//! The letters about speaking: to those who are asked, and to the hosts who are answered.

use super::{SpeakerLink, SpeakerRow, address};
use crate::{
    Ctx, Result,
    events::{Found, when_words},
    notifications::{Addressed, Composed, letter, mailbox, reader},
};
use copia_domain::{
    events::{SLIDES_DAYS, SpeakerState, State},
    ids::SpeakerId,
    notifications::Withheld,
    time::When,
};
use copia_mail::{Block, Line};
use copia_store::{Tx, events, people::Person};
use copia_text::key;

async fn about(ctx: &Ctx, tx: &mut Tx, id: SpeakerId) -> Result<Option<(SpeakerRow, Found)>> {
    let Some(row) = events::find_speaker(tx, id).await? else { return Ok(None) };
    let event = events::find(tx, &ctx.viewer, row.event_id, ctx.today()).await?;
    Ok(event.filter(|event| event.state != State::CalledOff).map(|event| (row, event)))
}

/// Asks somebody whether they speak.
pub(crate) async fn asked(ctx: &Ctx, tx: &mut Tx, id: SpeakerId, at: When) -> Result<Composed> {
    let found = about(ctx, tx, id).await?;
    let found = found.filter(|(row, _)| row.state == SpeakerState::Asked && row.asked_at == Some(at));
    let Some((row, event)) = found else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let Some(address) = address(tx, &row).await? else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let Some(to) = mailbox(&address, Some(&row.name)) else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let words = &ctx.words;
    let hosts: Vec<String> = events::runners(tx, event.id).await?.into_iter().map(|one| one.name).collect();
    let days = [("days", SLIDES_DAYS.into())];
    let names = [("event", event.title.as_str().into()), ("hosts", hosts.join(", ").into())];
    let why = words.say_with("letter-speaker-why", &names);
    let mut letter = letter(words, words.say_with("letter-speaker-subject", &names), Some(&row.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-speaker-opening", &names)));
    let mut lines = vec![Line::new(when_words(ctx, &event))];
    lines.extend(event.place.clone().map(Line::new));
    letter.blocks.push(Block::List(lines));
    letter.blocks.push(Block::Quote(event.summary.clone()));
    if event.is_recorded {
        letter.blocks.push(Block::Paragraph(words.say("letter-speaker-recorded").to_owned()));
    }
    let url = ctx.url(&SpeakerLink::new(ctx, id, &address).path());
    letter.blocks.push(Block::Button { label: words.say("letter-speaker-button").to_owned(), url });
    letter.blocks.push(Block::Paragraph(words.say_with("letter-speaker-link", &days)));
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// Tells a host what a speaker has answered.
pub(crate) async fn answered(
    ctx: &Ctx,
    tx: &mut Tx,
    host: Option<&Person>,
    id: SpeakerId,
    at: When,
) -> Result<Composed> {
    let (host, to) = match reader(host) {
        Ok(found) => found,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let found = about(ctx, tx, id).await?.filter(|(row, _)| row.answered_at == Some(at));
    let Some((row, event)) = found else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let words = &ctx.words;
    let names = [("event", event.title.as_str().into()), ("speaker", row.name.as_str().into())];
    let (subject, opening) = if row.state == SpeakerState::Confirmed {
        (key("letter-speaker-confirmed-subject"), key("letter-speaker-confirmed-opening"))
    } else {
        (key("letter-speaker-declined-subject"), key("letter-speaker-declined-opening"))
    };
    let why = words.say_with("letter-speaker-answer-why", &names);
    let mut letter = letter(words, words.say_with(subject, &names), Some(&host.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with(opening, &names)));
    letter.blocks.extend(row.words.map(Block::Quote));
    if let Some(agrees) = row.agrees_to_recording {
        let said = if agrees { key("letter-speaker-agrees") } else { key("letter-speaker-agrees-not") };
        letter.blocks.push(Block::Paragraph(words.say(said).to_owned()));
    }
    let label = words.say("letter-speaker-answer-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url(&format!("/events/{}/speakers", event.slug)) });
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
