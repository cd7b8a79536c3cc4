//! The letters about a wave: asking, reminding, and what followed.

use super::SurveyLink;
use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, mailbox, reader},
};
use copia_domain::{
    ids::{RollEntryId, WaveId},
    notifications::Withheld,
    surveys::waves::WaveState,
};
use copia_mail::Block;
use copia_store::{Tx, ballots as kept, people::Person, registrations, surveys::waves};
use copia_text::key;

/// Asks somebody to answer, or reminds them.
pub(crate) async fn asking(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    entry: RollEntryId,
    is_reminder: bool,
) -> Result<Composed> {
    let overtaken = Ok(Composed::Withheld(Withheld::Overtaken));
    let Some(row) = kept::find_entry(tx, entry).await?.filter(|row| !row.has_answered) else { return overtaken };
    let wave = waves::of_box(tx, row.box_id).await?.filter(|wave| wave.state == WaveState::Open);
    let Some((wave, rule)) = wave.and_then(|wave| wave.rule.map(|rule| (wave, rule))) else { return overtaken };
    if ctx.now >= rule.closes_at {
        return overtaken;
    }
    // Whoever has an account answers on the site's own page; the link of a guest needs none.
    let (to, name, path) = match person {
        Some(_) => match reader(person) {
            Ok((person, to)) => (to, Some(person.name.as_str()), format!("/surveys/answer/{}", wave.id)),
            Err(withheld) => return Ok(Composed::Withheld(withheld)),
        },
        None => {
            let Some(guest) = kept::guest_of(tx, entry).await? else { return overtaken };
            let guest = registrations::find_guest(tx, guest).await?;
            let to = guest.and_then(|guest| mailbox(&guest.email, None));
            let Some(to) = to else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
            (to, None, SurveyLink::new(ctx, entry).path())
        }
    };
    let words = &ctx.words;
    let parts = [
        ("survey", wave.survey.as_str().into()),
        ("asked", rule.people.unwrap_or(0).into()),
        ("minimum", rule.minimum.into()),
        ("until", words.date_time(rule.closes_at.local(&ctx.site.zone)).into()),
    ];
    let (subject, opening) = if is_reminder {
        (key("letter-survey-reminder-subject"), key("letter-survey-reminder-opening"))
    } else {
        (key("letter-survey-subject"), key("letter-survey-opening"))
    };
    let why = words.say("letter-survey-why").to_owned();
    let mut letter = letter(words, words.say_with(subject, &parts), name, why);
    letter.blocks = vec![
        Block::Paragraph(words.say_with(opening, &parts)),
        Block::Button { label: words.say("letter-survey-button").to_owned(), url: ctx.url(&path) },
        Block::Paragraph(words.say_with("letter-survey-rule", &parts)),
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// Tells somebody who was asked what followed.
pub(crate) async fn outcome(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: WaveId) -> Result<Composed> {
    let (person, to) = match reader(person) {
        Ok(found) => found,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let wave = waves::find(tx, id).await?;
    let Some((wave, outcome)) = wave.and_then(|wave| wave.outcome.clone().map(|outcome| (wave, outcome))) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let words = &ctx.words;
    let parts = [("survey", wave.survey.as_str().into()), ("wave", wave.title.as_str().into())];
    let subject = words.say_with("letter-survey-outcome-subject", &parts);
    let why = words.say("letter-survey-outcome-why").to_owned();
    let mut letter = letter(words, subject, Some(&person.name), why);
    let url = ctx.url(&format!("/surveys/{}/results", wave.id));
    letter.blocks = vec![
        Block::Paragraph(words.say_with("letter-survey-outcome-opening", &parts)),
        Block::Quote(outcome),
        Block::Button { label: words.say("letter-survey-outcome-button").to_owned(), url },
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
