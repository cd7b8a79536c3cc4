//! Letters about a community: it has opened or will not, or what became of its proposal.

use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, mailbox, reader},
};
use copia_domain::{
    communities::{Stage, TriageAnswer},
    ids::{CommunityId, PersonId},
    notifications::Withheld,
    people::PersonStatus,
    policy::{Roles, Viewer},
};
use copia_mail::Block;
use copia_store::{
    Tx,
    communities::{self, Found, StageRow},
    people::Person,
};
use copia_text::key;

/// A forming community has opened. What the reader may not see any more is not spoken of.
pub(crate) async fn opening(ctx: &Ctx, tx: &mut Tx, reader: Option<&Person>, id: CommunityId) -> Result<Composed> {
    let Some(reader) = reader.filter(|reader| reader.status == PersonStatus::Current) else {
        return Ok(Composed::Withheld(Withheld::PersonLeft));
    };
    let viewer = Viewer::person(reader.id, Roles::default());
    let found = communities::find_visible_by_id(tx, &viewer, id, ctx.today()).await?;
    let Some(found) = found.filter(|found| found.stage == Stage::Active) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let to = reader.email.as_deref().and_then(|email| mailbox(email, Some(&reader.name)));
    let Some(to) = to else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let words = &ctx.words;
    let name = [("community", found.name.as_str().into())];
    let subject = words.say_with("letter-opening-subject", &name);
    let mut letter = letter(words, subject, Some(&reader.name), words.say("letter-opening-why").to_owned());
    letter.blocks = vec![
        Block::Paragraph(words.say_with("letter-opening", &name)),
        Block::Paragraph(found.summary.clone()),
        Block::Button {
            label: words.say("letter-opening-button").to_owned(),
            url: ctx.url(&format!("/communities/{}", found.slug)),
        },
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// How a community ended, as far as one reader may know.
pub(crate) struct Ending {
    /// The community, if they find it.
    pub found: Option<Found>,
    /// Where it goes on, if they find that one.
    pub into: Option<Found>,
    /// The last end that was recorded: the community may have come back since.
    pub last: Option<StageRow>,
}

/// Reads how a community ended.
pub(crate) async fn ending(ctx: &Ctx, tx: &mut Tx, reader: PersonId, id: CommunityId) -> Result<Ending> {
    let viewer = Viewer::person(reader, Roles::default());
    let found = communities::find_visible_by_id(tx, &viewer, id, ctx.today()).await?;
    // Where it was merged into may have been merged itself by the time the letter is written.
    let (mut into, mut next) = (None, found.as_ref().and_then(|found| found.merged_into_id));
    while let Some(id) = next {
        into = communities::find_visible_by_id(tx, &viewer, id, ctx.today()).await?;
        next = into.as_ref().and_then(|found| found.merged_into_id);
    }
    let ends = communities::stages(tx, id).await?.into_iter().filter(|step| step.stage.is_history());
    Ok(Ending { found, into, last: ends.max_by_key(|step| step.recorded_at) })
}

/// A forming community has ended before it opened. What the reader may not see any more is not spoken of.
pub(crate) async fn not_opening(ctx: &Ctx, tx: &mut Tx, to: Option<&Person>, id: CommunityId) -> Result<Composed> {
    let (person, to) = match reader(to) {
        Ok(reader) => reader,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let Ending { found, into, last } = ending(ctx, tx, person.id, id).await?;
    let found = found.filter(|found| found.stage.is_history());
    let (Some(found), Some(last)) = (found, last) else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let words = &ctx.words;
    let name = [("community", found.name.as_str().into())];
    let subject = words.say_with("letter-not-opening-subject", &name);
    let why = words.say("letter-not-opening-why").to_owned();
    let mut letter = letter(words, subject, Some(&person.name), why);
    letter.blocks = vec![Block::Paragraph(words.say_with("letter-not-opening", &name)), Block::Quote(last.reason)];
    let (label, path) = match into {
        Some(into) => {
            let name = [("into", into.name.as_str().into())];
            letter.blocks.push(Block::Paragraph(words.say_with("letter-not-opening-into", &name)));
            (words.say_with("letter-merged-button", &name), format!("/communities/{}", into.slug))
        }
        None => (words.say("letter-declined-button").to_owned(), "/communities".to_owned()),
    };
    letter.blocks.push(Block::Button { label, url: ctx.url(&path) });
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// What the programme answers to a proposal, to whoever made it.
pub(crate) async fn proposal_decided(
    ctx: &Ctx,
    tx: &mut Tx,
    reader: Option<&Person>,
    id: CommunityId,
) -> Result<Composed> {
    let Some(reader) = reader.filter(|reader| reader.status == PersonStatus::Current) else {
        return Ok(Composed::Withheld(Withheld::PersonLeft));
    };
    let Some(proposal) = communities::proposal(tx, id).await? else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let (Some(answer), Some(note)) = (proposal.answer, proposal.note) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let to = reader.email.as_deref().and_then(|email| mailbox(email, Some(&reader.name)));
    let Some(to) = to else { return Ok(Composed::Withheld(Withheld::NoAddress)) };
    let words = &ctx.words;
    let name = [("community", proposal.name.as_str().into())];
    let subject = words.say_with("letter-proposal-subject", &name);
    let mut letter = letter(words, subject, Some(&reader.name), words.say("letter-proposal-why").to_owned());
    let said = match answer {
        TriageAnswer::Community => key("letter-proposal-community"),
        TriageAnswer::WorkingGroup => key("letter-proposal-working-group"),
        TriageAnswer::StaffNetwork => key("letter-proposal-staff-network"),
        TriageAnswer::Exists => key("letter-proposal-exists"),
    };
    letter.blocks = vec![
        Block::Paragraph(words.say_with(said, &name)),
        Block::Quote(note),
        Block::Button {
            label: words.say("letter-proposal-button").to_owned(),
            url: ctx.url(&format!("/communities/{}", proposal.slug)),
        },
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
