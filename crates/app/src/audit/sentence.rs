//! A row of the log as a sentence: "Ada Example, as lead, accepted Ben Example into Data and Insight".

use crate::people::{name_within, shown_name};
use copia_store::audit::AuditEvent;
use copia_text::{Arg, Words, key};

/// Every action that the product writes into the log, and the message that says it. A message may use `$who` (who
/// acted, in which role), `$person`, `$community` and `$detail`.
pub const ACTIONS: &[(&str, &str)] = &[
    ("account.end_session", key("audit-account-end-session")),
    ("account.end_sessions", key("audit-account-end-sessions")),
    ("account.sign_in", key("audit-account-sign-in")),
    ("account.wrong_code", key("audit-account-wrong-code")),
    ("area.create", key("audit-area-create")),
    ("area.edit", key("audit-area-edit")),
    ("area.move", key("audit-area-move")),
    ("area.retire", key("audit-area-retire")),
    ("area.revive", key("audit-area-revive")),
    ("attendance.check_in", key("audit-attendance-check-in")),
    ("attendance.import", key("audit-attendance-import")),
    ("attendance.others", key("audit-attendance-others")),
    ("attendance.record", key("audit-attendance-record")),
    ("attendance.take_back", key("audit-attendance-take-back")),
    ("audit.download", key("audit-audit-download")),
    ("broadcast.call_off", key("audit-broadcast-call-off")),
    ("broadcast.send", key("audit-broadcast-send")),
    ("broadcast.write", key("audit-broadcast-write")),
    ("calendar.renew", key("audit-calendar-renew")),
    ("charter.write", key("audit-charter-write")),
    ("claim.approve", key("audit-claim-approve")),
    ("claim.confirm", key("audit-claim-confirm")),
    ("claim.correct", key("audit-claim-correct")),
    ("claim.discard", key("audit-claim-discard")),
    ("claim.recall", key("audit-claim-recall")),
    ("claim.restore", key("audit-claim-restore")),
    ("claim.return", key("audit-claim-return")),
    ("claim.submit", key("audit-claim-submit")),
    ("claim.support", key("audit-claim-support")),
    ("claim.themes", key("audit-claim-themes")),
    ("claim.unsupport", key("audit-claim-unsupport")),
    ("claim.withdraw", key("audit-claim-withdraw")),
    ("claim.write", key("audit-claim-write")),
    ("comments.allow", key("audit-comments-allow")),
    ("comments.code", key("audit-comments-code")),
    ("comments.disallow", key("audit-comments-disallow")),
    ("comments.read", key("audit-comments-read")),
    ("comments.redact", key("audit-comments-redact")),
    ("comments.release", key("audit-comments-release")),
    ("comments.take_back", key("audit-comments-take-back")),
    ("comments.themes", key("audit-comments-themes")),
    ("comments.withhold", key("audit-comments-withhold")),
    ("community.create", key("audit-community-create")),
    ("community.edit", key("audit-community-edit")),
    ("community.links", key("audit-community-links")),
    ("community.propose", key("audit-community-propose")),
    ("community.rules", key("audit-community-rules")),
    ("community.stage", key("audit-community-stage")),
    ("community.unwatch", key("audit-community-unwatch")),
    ("community.watch", key("audit-community-watch")),
    ("event.add_captions", key("audit-event-add-captions")),
    ("event.add_recording", key("audit-event-add-recording")),
    ("event.add_runner", key("audit-event-add-runner")),
    ("event.add_slides", key("audit-event-add-slides")),
    ("event.answer_speaker", key("audit-event-answer-speaker")),
    ("event.ask_speaker", key("audit-event-ask-speaker")),
    ("event.call_off", key("audit-event-call-off")),
    ("event.create", key("audit-event-create")),
    ("event.discard", key("audit-event-discard")),
    ("event.edit", key("audit-event-edit")),
    ("event.edit_record", key("audit-event-edit-record")),
    ("event.publish", key("audit-event-publish")),
    ("event.publish_record", key("audit-event-publish-record")),
    ("event.read_needs", key("audit-event-read-needs")),
    ("event.remove_recording", key("audit-event-remove-recording")),
    ("event.remove_runner", key("audit-event-remove-runner")),
    ("event.remove_slides", key("audit-event-remove-slides")),
    ("event.take_down_record", key("audit-event-take-down-record")),
    ("impact.publish", key("audit-impact-publish")),
    ("membership.accept", key("audit-membership-accept")),
    ("membership.ask", key("audit-membership-ask")),
    ("membership.become_core", key("audit-membership-become-core")),
    ("membership.become_wider", key("audit-membership-become-wider")),
    ("membership.carry_over", key("audit-membership-carry-over")),
    ("membership.decline", key("audit-membership-decline")),
    ("membership.export", key("audit-membership-export")),
    ("membership.import", key("audit-membership-import")),
    ("membership.invite", key("audit-membership-invite")),
    ("membership.join", key("audit-membership-join")),
    ("membership.leave", key("audit-membership-leave")),
    ("membership.remove", key("audit-membership-remove")),
    ("membership.return", key("audit-membership-return")),
    ("membership.uninvite", key("audit-membership-uninvite")),
    ("membership.withdraw", key("audit-membership-withdraw")),
    ("narrative.write", key("audit-narrative-write")),
    ("organisation.edit", key("audit-organisation-edit")),
    ("organisation.edit_accessibility", key("audit-organisation-edit-accessibility")),
    ("organisation.remove_logo", key("audit-organisation-remove-logo")),
    ("organisation.set_logo", key("audit-organisation-set-logo")),
    ("organisation.set_sign_in", key("audit-organisation-set-sign-in")),
    ("outbox.try_again", key("audit-outbox-try-again")),
    ("person.answer_welcome", key("audit-person-answer-welcome")),
    ("person.ask_for_address", key("audit-person-ask-for-address")),
    ("person.change_address", key("audit-person-change-address")),
    ("person.edit_profile", key("audit-person-edit-profile")),
    ("person.erase", key("audit-person-erase")),
    ("person.keep_address", key("audit-person-keep-address")),
    ("person.leave_site", key("audit-person-leave-site")),
    ("person.remove_picture", key("audit-person-remove-picture")),
    ("person.set_picture", key("audit-person-set-picture")),
    ("person.skip_welcome", key("audit-person-skip-welcome")),
    ("poll.close", key("audit-poll-close")),
    ("poll.open", key("audit-poll-open")),
    ("poll.write", key("audit-poll-write")),
    ("preference.change", key("audit-preference-change")),
    ("prompt.answer", key("audit-prompt-answer")),
    ("prompt.put_aside", key("audit-prompt-put-aside")),
    ("proposal.decide", key("audit-proposal-decide")),
    ("question.answer_in_writing", key("audit-question-answer-in-writing")),
    ("question.answer_live", key("audit-question-answer-live")),
    ("question.decline", key("audit-question-decline")),
    ("question.hide", key("audit-question-hide")),
    ("question.merge", key("audit-question-merge")),
    ("question.put_back", key("audit-question-put-back")),
    ("question.reopen", key("audit-question-reopen")),
    ("question.show", key("audit-question-show")),
    ("question.take", key("audit-question-take")),
    ("quote.ask", key("audit-quote-ask")),
    ("quote.copy", key("audit-quote-copy")),
    ("quote.decline", key("audit-quote-decline")),
    ("quote.give", key("audit-quote-give")),
    ("quote.withdraw", key("audit-quote-withdraw")),
    ("quote.write", key("audit-quote-write")),
    ("record.import", key("audit-record-import")),
    ("registration.accept", key("audit-registration-accept")),
    ("registration.bump", key("audit-registration-bump")),
    ("registration.call_off", key("audit-registration-call-off")),
    ("registration.change_place", key("audit-registration-change-place")),
    ("registration.lapse", key("audit-registration-lapse")),
    ("registration.offer", key("audit-registration-offer")),
    ("registration.promote", key("audit-registration-promote")),
    ("registration.register", key("audit-registration-register")),
    ("registration.remove", key("audit-registration-remove")),
    ("registration.withdraw", key("audit-registration-withdraw")),
    ("role.appoint", key("audit-role-appoint")),
    ("role.change", key("audit-role-change")),
    ("role.end", key("audit-role-end")),
    ("role.give", key("audit-role-give")),
    ("room.rules", key("audit-room-rules")),
    ("series.add_session", key("audit-series-add-session")),
    ("series.create", key("audit-series-create")),
    ("series.edit", key("audit-series-edit")),
    ("series.publish", key("audit-series-publish")),
    ("story.answer", key("audit-story-answer")),
    ("story.ask", key("audit-story-ask")),
    ("story.discard", key("audit-story-discard")),
    ("story.give_back", key("audit-story-give-back")),
    ("story.offer", key("audit-story-offer")),
    ("story.return", key("audit-story-return")),
    ("story.share", key("audit-story-share")),
    ("story.withdraw", key("audit-story-withdraw")),
    ("story.write", key("audit-story-write")),
    ("survey.add_standard", key("audit-survey-add-standard")),
    ("survey.add_statement", key("audit-survey-add-statement")),
    ("survey.change_published", key("audit-survey-change-published")),
    ("survey.delete_published", key("audit-survey-delete-published")),
    ("survey.edit", key("audit-survey-edit")),
    ("survey.enter_published", key("audit-survey-enter-published")),
    ("survey.from_file", key("audit-survey-from-file")),
    ("survey.new_edition", key("audit-survey-new-edition")),
    ("survey.reword_statement", key("audit-survey-reword-statement")),
    ("value.frame", key("audit-value-frame")),
    ("value.indicator", key("audit-value-indicator")),
    ("value.measure", key("audit-value-measure")),
    ("value.retire", key("audit-value-retire")),
    ("value.unmeasure", key("audit-value-unmeasure")),
    ("vocabulary.reset", key("audit-vocabulary-reset")),
    ("vocabulary.set", key("audit-vocabulary-set")),
    ("wave.bring_in", key("audit-wave-bring-in")),
    ("wave.call_off", key("audit-wave-call-off")),
    ("wave.close", key("audit-wave-close")),
    ("wave.extend", key("audit-wave-extend")),
    ("wave.open", key("audit-wave-open")),
    ("wave.plan", key("audit-wave-plan")),
    ("wave.say_outcome", key("audit-wave-say-outcome")),
    ("wave.try_out", key("audit-wave-try-out")),
];

/// What people do for themselves, where the sentence is another one.
const OWN: &[(&str, &str)] = &[
    ("membership.accept", key("audit-membership-accept-own")),
    ("membership.become_core", key("audit-membership-become-core-own")),
    ("membership.become_wider", key("audit-membership-become-wider-own")),
    ("membership.decline", key("audit-membership-decline-own")),
    ("membership.leave", key("audit-membership-leave-own")),
];

/// What happened, in words.
pub fn sentence(words: &Words, event: &AuditEvent) -> String {
    let name = |name: &Option<String>| match name {
        Some(name) => name_within(words, name),
        None if event.is_withheld => words.say("audit-withheld").to_owned(),
        None => words.say("audit-somebody").to_owned(),
    };
    let community = event.community.clone().unwrap_or_else(|| words.say("audit-some-community").to_owned());
    let arguments: [(&str, Arg<'_>); 5] = [
        ("who", who(words, event).into()),
        ("person", name(&event.person).into()),
        ("community", community.into()),
        ("detail", detail(words, event).into()),
        ("action", event.action.as_str().into()),
    ];
    let own = if event.acting_as == "oneself" { OWN } else { &[] };
    let known = own.iter().chain(ACTIONS).find(|(action, _)| *action == event.action);
    words.say_with(known.map_or(key("audit-other"), |(_, message)| message), &arguments)
}

/// Who acted, and in which role where it is not simply their own.
fn who(words: &Words, event: &AuditEvent) -> String {
    let Some(actor) = event.actor_id.map(|_| event.actor.clone()) else {
        let who = match event.acting_as.as_str() {
            "system" => key("audit-who-system"),
            _ if event.is_withheld => key("audit-who-withheld"),
            _ => key("audit-who-visitor"),
        };
        return words.say(who).to_owned();
    };
    let name = actor.map_or_else(|| words.say("audit-somebody").to_owned(), |name| shown_name(words, &name));
    let message = match event.acting_as.as_str() {
        "lead" => key("audit-who-lead"),
        "sponsor" => key("audit-who-sponsor"),
        "programme_manager" => key("audit-who-programme-manager"),
        "editor" => key("audit-who-editor"),
        "auditor" => key("audit-who-auditor"),
        "administrator" => key("audit-who-administrator"),
        _ => return name,
    };
    words.say_with(message, &[("name", name.into())])
}

/// The one word of the record that a sentence can use: a new stage, the role that was given, the word renamed.
fn detail(words: &Words, event: &AuditEvent) -> String {
    let after = event.after.as_deref().unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(after).unwrap_or_default();
    let found = json
        .as_str()
        .or_else(|| json.get(0)?.as_str())
        .or_else(|| ["stage", "to", "role", "word", "name", "kind"].iter().find_map(|name| json.get(*name)?.as_str()));
    found.map_or_else(|| words.say("audit-no-detail").to_owned(), |text| text.replace(['_', '-'], " "))
}
