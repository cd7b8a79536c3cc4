//! The letters about quotes: asking, and the receipt.

use super::QuoteLink;
use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, reader},
};
use copia_domain::{ids::GivenQuoteId, notifications::Withheld, quotes::QuoteState, time::When};
use copia_mail::{Block, Line};
use copia_store::{Tx, people::Person, quotes};
use copia_text::key;

/// Asks somebody whether these words may be quoted.
pub(crate) async fn asked(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: GivenQuoteId,
    at: When,
) -> Result<Composed> {
    let (person, to) = match reader(person) {
        Ok(found) => found,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let quote = quotes::find(tx, id).await?;
    let quote = quote.filter(|quote| quote.state == QuoteState::Asked && quote.asked_at == Some(at));
    let Some(quote) = quote else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let words = &ctx.words;
    let names = [("editor", quote.editor.as_str().into()), ("where", quote.said_at.as_str().into())];
    let subject = words.say("letter-quote-subject").to_owned();
    let mut letter = letter(words, subject, Some(&person.name), words.say("letter-quote-why").to_owned());
    let url = ctx.url(&QuoteLink::new(ctx, id, quote.person_id).path());
    letter.blocks = vec![
        Block::Paragraph(words.say_with("letter-quote-opening", &names)),
        Block::Quote(quote.body),
        Block::Paragraph(words.say("letter-quote-choice").to_owned()),
        Block::Button { label: words.say("letter-quote-button").to_owned(), url },
        Block::Paragraph(words.say("letter-quote-later").to_owned()),
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// Says that words are gone, and where copies of them were taken.
pub(crate) async fn withdrawn(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: GivenQuoteId) -> Result<Composed> {
    let (person, to) = match reader(person) {
        Ok(found) => found,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let quote = quotes::find(tx, id).await?;
    let Some(at) = quote.and_then(|quote| quote.withdrawn_at) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let words = &ctx.words;
    let when = words.date_time(at.local(&ctx.site.zone));
    let subject = words.say("letter-quote-withdrawn-subject").to_owned();
    let why = words.say("letter-quote-why").to_owned();
    let mut letter = letter(words, subject, Some(&person.name), why);
    let opening = words.say_with("letter-quote-withdrawn-opening", &[("when", when.into())]);
    letter.blocks.push(Block::Paragraph(opening));
    let copies = quotes::copies(tx, id).await?;
    let said = if copies.is_empty() { key("letter-quote-no-copies") } else { key("letter-quote-copies") };
    letter.blocks.push(Block::Paragraph(words.say(said).to_owned()));
    let line = |copy: &quotes::QuoteCopy| {
        let date = words.date(copy.taken_at.day_in(&ctx.site.zone));
        let parts = [("purpose", copy.purpose.as_str().into()), ("date", date.into())];
        Line::new(words.say_with("letter-quote-copy", &parts))
    };
    if !copies.is_empty() {
        letter.blocks.push(Block::List(copies.iter().map(line).collect()));
    }
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
