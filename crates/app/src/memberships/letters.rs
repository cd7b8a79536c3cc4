//! The letters about memberships.

use super::{
    decisions::{self, DecisionLink},
    invitations::InvitationLink,
    reminders::still_waits,
};
use crate::{
    Ctx, Result,
    communities::letters::{Ending, ending},
    notifications::{Addressed, Composed, letter, reader},
    people::name_within,
};
use copia_domain::{
    communities::Stage,
    ids::{BroadcastId, MembershipEventId},
    memberships::State,
    notifications::{MessageKind, Withheld},
};
pub use copia_mail::Block;
use copia_mail::{Letter, Line};
use copia_store::{
    Tx,
    memberships::{self, EventRow, Facts},
    people::Person,
};
use copia_text::key;
use serde::{Deserialize, Serialize};

/// What a letter about a membership says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MembershipLetter {
    /// To a lead: somebody asks to join.
    Request,
    /// To a lead: the request has waited for two days.
    Reminder,
    /// To the programme manager: the request has waited for four days.
    Overdue,
    /// To the person: they are a member.
    Accepted,
    /// To the person: the request was declined, and why.
    Declined,
    /// To the person: they were removed, and why.
    Removed,
    /// To the person: the community has closed or was merged into another.
    Ended,
    /// To the person: they are invited.
    Invitation,
}

impl MembershipLetter {
    /// Of which kind it is.
    pub const fn kind(self) -> MessageKind {
        match self {
            Self::Request | Self::Reminder | Self::Overdue => MessageKind::Requests,
            Self::Accepted | Self::Declined | Self::Removed | Self::Ended | Self::Invitation => MessageKind::Membership,
        }
    }
}

/// Writes one of these letters, unless it was overtaken.
pub(crate) async fn about(
    ctx: &Ctx,
    tx: &mut Tx,
    to: Option<&Person>,
    kind: MembershipLetter,
    event: MembershipEventId,
) -> Result<Composed> {
    let (person, mailbox) = match reader(to) {
        Ok(reader) => reader,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let Some(step) = memberships::find_event(tx, event).await? else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let row = memberships::get(tx, step.membership_id).await?;
    let (Some(row), Some(facts)) = (row, memberships::facts(tx, step.membership_id).await?) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let letter = match kind {
        MembershipLetter::Request | MembershipLetter::Reminder | MembershipLetter::Overdue => {
            // A letter that was tried again may come to somebody who does not lead any more.
            let may_read = decisions::may_decide(ctx, tx, person.id, facts.slug.as_str()).await?;
            if !still_waits(&row, &step) || !may_read {
                return Ok(Composed::Withheld(Withheld::Overtaken));
            }
            request(ctx, person, kind, &facts, &step)
        }
        MembershipLetter::Invitation => {
            if row.state != State::Invited || row.since != step.at {
                return Ok(Composed::Withheld(Withheld::Overtaken));
            }
            invitation(ctx, person, &facts, &step)
        }
        MembershipLetter::Accepted => accepted(ctx, person, &facts),
        MembershipLetter::Declined => declined(ctx, person, &facts, &step),
        MembershipLetter::Removed => removed(ctx, person, &facts, &step),
        MembershipLetter::Ended => ended(ctx, tx, person, &facts).await?,
    };
    Ok(Composed::Letter(Box::new(Addressed { to: mailbox, letter, calendar: None })))
}

fn request(ctx: &Ctx, lead: &Person, kind: MembershipLetter, facts: &Facts, step: &EventRow) -> Letter {
    let words = &ctx.words;
    let days = ctx.now.hours_since(step.at) / 24;
    let names = [
        ("person", facts.person.as_str().into()),
        ("community", facts.community.as_str().into()),
        ("days", days.into()),
    ];
    let (subject, opening, why) = match kind {
        MembershipLetter::Reminder => (
            words.say_with("letter-request-reminder-subject", &names),
            words.say_with("letter-request-reminder-opening", &names),
            words.say_with("letter-request-why-lead", &names),
        ),
        MembershipLetter::Overdue => (
            words.say_with("letter-request-overdue-subject", &names),
            words.say_with("letter-request-overdue-opening", &names),
            words.say_with("letter-request-why-manager", &names),
        ),
        _ => (
            words.say_with("letter-request-subject", &names),
            words.say_with("letter-request-opening", &names),
            words.say_with("letter-request-why-lead", &names),
        ),
    };
    let mut letter = letter(words, subject, Some(&lead.name), why);
    letter.blocks.push(Block::Paragraph(opening));
    let work = [facts.job_title.as_deref(), facts.department.as_deref()];
    let work: Vec<&str> = work.into_iter().flatten().collect();
    if !work.is_empty() {
        let text = words.say_with("letter-request-work", &[("work", work.join(", ").into())]);
        letter.blocks.push(Block::Paragraph(text));
    }
    if let Some(message) = &step.note {
        letter.blocks.push(Block::Paragraph(words.say_with("letter-request-message", &names)));
        letter.blocks.push(Block::Quote(message.clone()));
    }
    let link = DecisionLink::new(ctx, facts.id, lead.id, step.at);
    let label = words.say("letter-request-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url(&link.path()) });
    letter.blocks.push(Block::Paragraph(words.say("letter-request-link").to_owned()));
    letter
}

fn invitation(ctx: &Ctx, person: &Person, facts: &Facts, step: &EventRow) -> Letter {
    let words = &ctx.words;
    let site = ctx.site.organisation.programme_name.as_str();
    let community = ("community", facts.community.as_str().into());
    let subject = words.say_with("letter-invitation-subject", std::slice::from_ref(&community));
    let why = words.say_with("letter-invitation-why", &[("site", site.into())]);
    let mut letter = letter(words, subject, Some(&person.name), why);
    let opening = match step.actor.as_deref().filter(|by| !by.is_empty()) {
        Some(by) => words.say_with("letter-invitation-opening-by", &[("by", by.into()), community]),
        None => words.say_with("letter-invitation-opening", &[community]),
    };
    letter.blocks.push(Block::Paragraph(opening));
    if !facts.summary.is_empty() {
        letter.blocks.push(Block::Quote(facts.summary.clone()));
    }
    let link = InvitationLink::new(ctx, facts.id, step.at);
    let label = words.say("letter-invitation-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url(&link.path()) });
    letter.blocks.push(Block::Paragraph(words.say("letter-invitation-link").to_owned()));
    letter
}

fn accepted(ctx: &Ctx, person: &Person, facts: &Facts) -> Letter {
    let words = &ctx.words;
    let names = [("community", facts.community.as_str().into())];
    let why = words.say("letter-membership-why").to_owned();
    let mut letter = letter(words, words.say_with("letter-accepted-subject", &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-accepted-opening", &names)));
    let label = words.say("letter-accepted-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url(&format!("/communities/{}", facts.slug)) });
    letter
}

fn declined(ctx: &Ctx, person: &Person, facts: &Facts, step: &EventRow) -> Letter {
    let words = &ctx.words;
    let names = [("community", facts.community.as_str().into())];
    let why = words.say("letter-membership-why").to_owned();
    let mut letter = letter(words, words.say_with("letter-declined-subject", &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-declined-opening", &names)));
    letter.blocks.extend(step.note.clone().map(Block::Quote));
    let label = words.say("letter-declined-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url("/communities") });
    letter
}

fn removed(ctx: &Ctx, person: &Person, facts: &Facts, step: &EventRow) -> Letter {
    let words = &ctx.words;
    let organisation = &ctx.site.organisation;
    let names = [("community", facts.community.as_str().into())];
    let why = words.say("letter-membership-why").to_owned();
    let mut letter = letter(words, words.say_with("letter-removed-subject", &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-removed-opening", &names)));
    letter.blocks.extend(step.note.clone().map(Block::Quote));
    let contact = [("contact", organisation.contact_email.as_str().into())];
    letter.blocks.push(Block::Paragraph(words.say_with("letter-removed-contact", &contact)));
    letter
}

/// Says that a community has closed, or where it went on as far as the reader may know.
async fn ended(ctx: &Ctx, tx: &mut Tx, person: &Person, facts: &Facts) -> Result<Letter> {
    let words = &ctx.words;
    let Ending { into, last, .. } = ending(ctx, tx, person.id, facts.community_id).await?;
    let was_merged = last.as_ref().is_some_and(|last| last.stage == Stage::Merged);
    let names = [("community", facts.community.as_str().into())];
    let (subject, opening) = if was_merged {
        (key("letter-merged-subject"), key("letter-merged-opening"))
    } else {
        (key("letter-closed-subject"), key("letter-closed-opening"))
    };
    let why = words.say("letter-membership-why").to_owned();
    let mut letter = letter(words, words.say_with(subject, &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with(opening, &names)));
    letter.blocks.extend(last.map(|last| Block::Quote(last.reason)));
    let Some(into) = into else {
        let label = words.say("letter-declined-button").to_owned();
        letter.blocks.push(Block::Button { label, url: ctx.url("/communities") });
        return Ok(letter);
    };
    let is_member = into.my_state.is_some_and(State::is_active);
    let goes_on = if is_member { key("letter-merged-member") } else { key("letter-merged-elsewhere") };
    let names = [("into", into.name.as_str().into())];
    letter.blocks.push(Block::Paragraph(words.say_with(goes_on, &names)));
    let label = words.say_with("letter-merged-button", &names);
    letter.blocks.push(Block::Button { label, url: ctx.url(&format!("/communities/{}", into.slug)) });
    Ok(letter)
}

/// Writes a lead's message to one member, unless they are none any more.
pub(crate) async fn broadcast(ctx: &Ctx, tx: &mut Tx, to: Option<&Person>, id: BroadcastId) -> Result<Composed> {
    let (person, mailbox) = match reader(to) {
        Ok(reader) => reader,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let Some(message) = copia_store::broadcasts::find(tx, id).await? else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let Some(community) = message.community_id else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let row = memberships::find(tx, community, person.id).await?;
    let Some(row) = row.filter(|row| row.state.is_active()) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let Some(facts) = memberships::facts(tx, row.id).await? else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let words = &ctx.words;
    let author = name_within(words, &message.author);
    let names = [("community", facts.community.as_str().into()), ("author", author.into())];
    let why = words.say_with("letter-broadcast-why", &names);
    let mut letter = letter(words, message.subject.clone(), Some(&person.name), why);
    letter.blocks = blocks(&message.body);
    letter.blocks.push(Block::Rule);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-broadcast-from", &names)));
    let answers = message.author_email.as_deref();
    let answers = answers.and_then(|address| crate::notifications::mailbox(address, Some(&message.author)));
    let letter = Box::new(Addressed { to: mailbox, letter, calendar: None });
    Ok(Composed::Written { letter, answers })
}

/// What somebody typed, as blocks: empty lines part paragraphs; lines that all begin with a hyphen are a list.
pub fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let items: Option<Vec<Line>> =
            paragraph.lines().map(|line| line.trim().strip_prefix("- ").map(Line::new)).collect();
        blocks.push(items.map_or_else(|| Block::Paragraph(paragraph.to_owned()), Block::List));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_paragraphs_and_lists() {
        let typed = "We meet on Friday.\nBring a question.\n\n\n- Tea\n- Cake\n\n- not\na list";
        let expected = [
            Block::Paragraph("We meet on Friday.\nBring a question.".to_owned()),
            Block::List(vec![Line::new("Tea"), Line::new("Cake")]),
            Block::Paragraph("- not\na list".to_owned()),
        ];
        assert_eq!(blocks(typed), expected);
    }
}
