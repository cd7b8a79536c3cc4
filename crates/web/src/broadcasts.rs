//! What the pages of messages to many have in common, whoever writes them to whomever.

use crate::shell::{Posted, Visit};
use copia_app::{
    broadcasts::{Broadcast, Draft, Outcome},
    domain::{
        notifications::{BroadcastState, DeliveryState, Withheld},
        time::When,
    },
    memberships::letters::{self, Block},
    people::shown_name,
};
use copia_text::{Words, key};

/// To whom one can write: the word, and what is said of it.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: String,
}

/// An earlier message.
pub(crate) struct Earlier {
    pub(crate) subject: String,
    pub(crate) href: String,
    pub(crate) by: String,
    pub(crate) state: &'static str,
    pub(crate) is_waiting: bool,
}

/// How many deliveries came to one end.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) count: String,
}

/// One message and what became of it.
pub(crate) struct Sent {
    pub(crate) state: &'static str,
    pub(crate) by: String,
    pub(crate) recipients: String,
    pub(crate) sends: String,
    pub(crate) is_waiting: bool,
    pub(crate) action: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) lines: Vec<Line>,
}

fn moment(visit: &Visit, at: When) -> String {
    visit.words.date_time(at.local(&visit.site.zone))
}

/// What was typed.
pub(crate) fn draft(posted: &Posted) -> Draft {
    Draft {
        audience: posted.get("audience").to_owned(),
        subject: posted.get("subject").to_owned(),
        body: posted.get("body").to_owned(),
    }
}

const fn state_key(state: BroadcastState) -> &'static str {
    match state {
        BroadcastState::Waiting => key("messages-state-waiting"),
        BroadcastState::CalledOff => key("messages-state-called-off"),
        BroadcastState::Sent => key("messages-state-sent"),
    }
}

fn by(visit: &Visit, message: &Broadcast) -> String {
    let words = &visit.words;
    let parts = [("by", shown_name(words, &message.author).into()), ("when", moment(visit, message.created_at).into())];
    words.say_with("messages-by", &parts)
}

/// The messages of the past, each at its address under the path of the messages.
pub(crate) fn earlier(visit: &Visit, path: &str, messages: &[Broadcast]) -> Vec<Earlier> {
    let line = |message: &Broadcast| Earlier {
        subject: message.subject.clone(),
        href: format!("{path}/{}", message.id),
        by: by(visit, message),
        state: state_key(message.state),
        is_waiting: message.state == BroadcastState::Waiting,
    };
    messages.iter().map(line).collect()
}

/// Why a message was not sent, in words; what the mail server said is for the administrator.
fn outcome(words: &Words, state: DeliveryState, reason: Option<&str>) -> String {
    let key = match (state, reason.and_then(Withheld::from_word)) {
        (DeliveryState::Queued, _) => key("messages-outcome-queued"),
        (DeliveryState::Sent, _) => key("messages-outcome-sent"),
        (DeliveryState::Failed, _) => key("messages-outcome-failed"),
        (DeliveryState::Withheld, Some(Withheld::Preference)) => key("messages-outcome-preference"),
        (DeliveryState::Withheld, Some(Withheld::Cap)) => key("messages-outcome-cap"),
        (DeliveryState::Withheld, Some(Withheld::NoAddress)) => key("messages-outcome-no-address"),
        (DeliveryState::Withheld, _) => key("messages-outcome-left"),
    };
    words.say(key).to_owned()
}

/// One message and what became of it. `recipients` says to whom it went.
pub(crate) fn sent(visit: &Visit, path: &str, message: &Broadcast, outcomes: &[Outcome], recipients: String) -> Sent {
    let words = &visit.words;
    let mut counts: Vec<(String, i64)> = Vec::new();
    for one in outcomes {
        let what = outcome(words, one.state, one.reason.as_deref());
        match counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += one.messages,
            None => counts.push((what, one.messages)),
        }
    }
    Sent {
        state: state_key(message.state),
        by: by(visit, message),
        recipients,
        sends: words.say_with("messages-sends", &[("when", moment(visit, message.send_at).into())]),
        is_waiting: message.state == BroadcastState::Waiting,
        action: format!("{path}/{}/cancellation", message.id),
        blocks: letters::blocks(&message.body),
        lines: counts.into_iter().map(|(what, count)| Line { what, count: words.number(count) }).collect(),
    }
}
