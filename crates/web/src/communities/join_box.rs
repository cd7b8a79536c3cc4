//! What a reader can do about belonging to a community: one heading, one sentence, and the next step.

use crate::shell::{Visit, form_query};
use copia_app::{
    communities::CommunityPage,
    domain::{
        communities::Stage,
        memberships::{CoreRule, JoinRule, State},
    },
};
use copia_text::{Words, key};

/// The box.
pub(super) struct JoinBox {
    pub(super) title: String,
    pub(super) text: String,
    /// Somebody's reason, shown as their words.
    pub(super) reason: String,
    /// The steps; the first is the page's own.
    pub(super) steps: Vec<Step>,
}

/// A button that posts, or a link.
pub(super) struct Step {
    pub(super) label: String,
    pub(super) to: String,
    pub(super) kind: &'static str,
    pub(super) is_link: bool,
    /// A hidden field of the form.
    pub(super) name: &'static str,
    pub(super) value: &'static str,
}

struct Making<'a> {
    words: &'a Words,
    path: String,
    steps: Vec<Step>,
}

impl Making<'_> {
    fn post(
        mut self,
        label: &'static str,
        page: &str,
        kind: &'static str,
        field: (&'static str, &'static str),
    ) -> Self {
        let (name, value) = field;
        let to = format!("{}/{page}", self.path);
        self.steps.push(Step { label: self.words.say(label).to_owned(), to, kind, is_link: false, name, value });
        self
    }

    fn link(mut self, label: &'static str, to: String, kind: &'static str) -> Self {
        self.steps.push(Step { label: self.words.say(label).to_owned(), to, kind, is_link: true, name: "", value: "" });
        self
    }

    fn done(self, title: &'static str, text: &'static str) -> JoinBox {
        let said = |key: &'static str| if key.is_empty() { String::new() } else { self.words.say(key).to_owned() };
        JoinBox { title: said(title), text: said(text), reason: String::new(), steps: self.steps }
    }
}

const NOTHING: (&str, &str) = ("", "");

/// The box for a reader of the page.
pub(super) fn join_box(visit: &Visit, view: &CommunityPage) -> JoinBox {
    let found = &view.found;
    let path = format!("/communities/{}", found.slug);
    let making = Making { words: &visit.words, path: path.clone(), steps: Vec::new() };
    if visit.account.is_none() {
        let sign_in = format!("/sign-in?{}", form_query("next", &path));
        let text = match found.stage {
            Stage::Active => key("join-visitor"),
            Stage::Forming => key("join-visitor-forming"),
            _ => return closed(making, found.stage),
        };
        return making.link(key("join-sign-in"), sign_in, "").done(key("join-title"), text);
    }
    match found.my_state {
        None | Some(State::Left) if found.is_lead && !found.stage.is_history() => making
            .link(key("join-lead-requests"), format!("{path}/requests"), "")
            .done(key("join-lead-title"), key("join-lead")),
        Some(State::ActiveCore) => making
            .post(key("join-become-wider"), "level", "quiet", ("level", "wider"))
            .link(key("join-leave"), format!("{path}/departure"), "text")
            .done(key("join-yours"), if found.is_lead { key("join-core-lead") } else { key("join-core") }),
        Some(State::ActiveWider) => {
            let (making, text) = match found.core_rule {
                CoreRule::Choose => {
                    let core = ("level", "core");
                    (making.post(key("join-become-core"), "level", "quiet", core), key("join-wider"))
                }
                CoreRule::Lead => (making, key("join-wider-lead-decides")),
            };
            making.link(key("join-leave"), format!("{path}/departure"), "text").done(key("join-yours"), text)
        }
        Some(State::Asked) => making
            .post(key("join-withdraw"), "withdrawal", "quiet", NOTHING)
            .done(key("join-asked-title"), key("join-asked")),
        Some(State::Invited) => making
            .link(key("join-answer"), format!("{path}/invitation"), "")
            .done(key("join-invited-title"), key("join-invited")),
        Some(State::Removed) => {
            let reason = found.my_reason.clone().unwrap_or_default();
            JoinBox { reason, ..making.done(key("join-removed-title"), key("join-removed")) }
        }
        Some(State::Declined) => {
            let reason = found.my_reason.clone().unwrap_or_default();
            let making = if found.stage == Stage::Active { enter(making, found.join_rule) } else { making };
            JoinBox { reason, ..making.done(key("join-declined-title"), key("join-declined")) }
        }
        None | Some(State::Left) => match found.stage {
            Stage::Forming if found.is_watching => making
                .post(key("join-unwatch"), "watch", "quiet", ("watch", "no"))
                .done(key("join-forming-title"), key("join-watching")),
            Stage::Forming => making
                .post(key("join-watch"), "watch", "", NOTHING)
                .done(key("join-forming-title"), key("join-forming")),
            Stage::Active => {
                let text = match found.join_rule {
                    JoinRule::Open => key("join-open"),
                    JoinRule::Ask => key("join-ask"),
                    JoinRule::Invitation => key("join-invitation-only"),
                };
                enter(making, found.join_rule).done(key("join-title"), text)
            }
            stage => closed(making, stage),
        },
    }
}

/// The way in.
fn enter(making: Making<'_>, rule: JoinRule) -> Making<'_> {
    match rule {
        JoinRule::Open => making.post(key("join-join"), "membership", "", NOTHING),
        JoinRule::Ask => {
            let to = format!("{}/membership", making.path);
            making.link(key("join-ask-button"), to, "")
        }
        JoinRule::Invitation => making,
    }
}

/// A community that takes nobody.
fn closed(making: Making<'_>, stage: Stage) -> JoinBox {
    match stage {
        Stage::Proposed => making.done(key("join-proposed-title"), key("join-proposed")),
        Stage::Paused => making.done(key("join-paused-title"), key("join-paused")),
        Stage::Merged => making.done(key("join-merged-title"), key("join-merged")),
        Stage::Closed | Stage::Forming | Stage::Active => making
            .link(key("join-others"), "/communities".to_owned(), "quiet")
            .done(key("join-closed-title"), key("join-closed")),
    }
}
