//! Deciding requests: from the page, and from the e-mail.

use super::{SLUG, Scene, id, parts, path};
use copia_app::{
    Error,
    memberships::{self as app, Decision, DecisionLink},
};
use copia_domain::{
    ids::PersonId,
    memberships::{JoinRule, Refusal, State},
    notifications::DeliveryState,
    role_terms::TermRole,
    time::When,
};
use copia_mail::SendError;
use copia_testkit::on_both;

/// The link in the letter to a lead.
async fn link(scene: &Scene) -> DecisionLink {
    let mail = scene.letters().await;
    read(&path(&mail.last().expect("a letter").text, "/decisions/"))
}

fn read(path: &str) -> DecisionLink {
    let parts = parts(path);
    DecisionLink {
        membership: id(parts[1]),
        lead: PersonId::parse(parts[2]).unwrap(),
        asked_at: When::from_micros(parts[3].parse().unwrap()),
        signature: parts[4].to_owned(),
    }
}

on_both! {
    async fn a_lead_accepts_on_the_page(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "Please").await;
        scene.post().await;
        scene.site.advance_hours(30);
        let lead = scene.ctx(scene.ada).await;
        let view = app::requests(&lead, SLUG, 1).await.unwrap();
        assert_eq!(view.requests.len(), 1);
        let request = &view.requests[0];
        assert_eq!((request.name.as_str(), request.message.as_deref()), ("Ben Example", Some("Please")));
        assert_eq!(lead.now.hours_since(request.since), 30);
        let state = app::decide(&lead, SLUG, request.id, &Decision::Accept).await.unwrap();
        assert_eq!(state, State::ActiveWider);
        let expected = [("ben.example@demonstration.example".to_owned(), "Welcome to Data".to_owned())];
        assert_eq!(scene.post().await, expected);
        assert_eq!(scene.audited(ben).await, ["membership.accept by lead", "membership.ask by oneself"]);
        let again = app::decide(&lead, SLUG, request.id, &Decision::Accept).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyDecided))));
        scene.site.advance_hours(500);
        assert_eq!(scene.post().await, [], "nobody is reminded of what is decided");
        scene.check_numbers().await;
    }

    async fn declining_needs_a_reason_which_the_person_receives(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "").await;
        scene.post().await;
        let lead = scene.ctx(scene.ada).await;
        let request = scene.membership(ben).await.id;
        for reason in ["", " \n ", "a\0b"] {
            let refused = app::decide(&lead, SLUG, request, &Decision::Decline(reason.to_owned())).await;
            assert!(matches!(refused, Err(Error::Invalid(faults)) if faults.of("reason").is_some()));
        }
        let reason = "We are full until May.\nTry the wider group.".to_owned();
        app::decide(&lead, SLUG, request, &Decision::Decline(reason)).await.unwrap();
        let mail = scene.letters().await;
        assert_eq!(mail[0].subject, "Your request to join Data");
        assert!(mail[0].text.contains("> We are full until May.\n> Try the wider group."), "{}", mail[0].text);
        assert!(mail[0].header("List-Unsubscribe").is_none(), "this cannot be switched off");
        assert_eq!(scene.state(ben).await, State::Declined);
        // They may ask again, which begins anew.
        assert_eq!(app::join(&scene.ctx(ben).await, SLUG, "").await.unwrap(), State::Asked);
        assert_eq!(scene.post().await.len(), 1);
    }

    async fn only_those_who_lead_decide(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let request = scene.membership(ben).await.id;
        let own = app::decide(&scene.ctx(ben).await, SLUG, request, &Decision::Accept).await;
        assert!(matches!(own, Err(Error::Denied(_))));
        assert!(matches!(app::requests(&scene.ctx(ben).await, SLUG, 1).await, Err(Error::Denied(_))));
        scene.site.community_with("Other", |community| community.join_rule = JoinRule::Ask).await;
        let elsewhere = app::decide(&scene.ctx(scene.ada).await, "other", request, &Decision::Accept).await;
        assert!(matches!(elsewhere, Err(Error::Denied(_))));
        assert_eq!(scene.state(ben).await, State::Asked);
    }

    async fn the_link_shows_and_posting_decides_as_that_lead(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "Please").await;
        let link = link(&scene).await;
        let visitor = scene.site.visitor();
        for _ in 0..2 {
            let view = app::look_at_decision(&visitor, &link).await.unwrap();
            assert_eq!((view.request.person.as_str(), view.decided), ("Ben Example", None));
        }
        assert_eq!(scene.state(ben).await, State::Asked, "looking decides nothing");
        app::decide_by_link(&visitor, &link, &Decision::Accept).await.unwrap();
        assert_eq!(scene.state(ben).await, State::ActiveWider);
        assert_eq!(scene.audited(scene.ada).await, ["membership.accept by lead"]);
        scene.site.advance_hours(1);
        let visitor = scene.site.visitor();
        let decided = app::look_at_decision(&visitor, &link).await.unwrap().decided.expect("it is decided");
        assert_eq!((decided.by.as_deref(), decided.state, decided.by_reader), (Some("Ada Example"), State::ActiveWider, true));
        assert_eq!(decided.at, copia_testkit::NOW);
        let again = app::decide_by_link(&visitor, &link, &Decision::Decline("No".to_owned())).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyDecided))));
        assert_eq!(scene.state(ben).await, State::ActiveWider);
    }

    async fn a_link_is_for_one_request(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let link = link(&scene).await;
        scene.site.advance_hours(1);
        app::withdraw(&scene.ctx(ben).await, SLUG).await.unwrap();
        scene.site.advance_hours(1);
        app::join(&scene.ctx(ben).await, SLUG, "").await.unwrap();
        let again = app::decide_by_link(&scene.site.visitor(), &link, &Decision::Accept).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyDecided))), "{again:?}");
        let view = app::look_at_decision(&scene.site.visitor(), &link).await.unwrap();
        assert_eq!(view.decided.unwrap().state, State::Left);
        assert_eq!(scene.state(ben).await, State::Asked);
    }

    async fn forged_and_old_links_and_those_of_former_leads_are_worth_nothing(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let link = link(&scene).await;
        let visitor = scene.site.visitor();
        let forged = [
            DecisionLink { lead: ben, ..link.clone() },
            DecisionLink { asked_at: link.asked_at.plus_hours(1), ..link.clone() },
            DecisionLink { signature: link.signature.chars().rev().collect(), ..link.clone() },
            DecisionLink { signature: String::new(), ..link.clone() },
        ];
        for link in &forged {
            assert!(matches!(app::look_at_decision(&visitor, link).await, Err(Error::LinkEnded)));
            assert!(matches!(app::decide_by_link(&visitor, link, &Decision::Accept).await, Err(Error::LinkEnded)));
        }
        let ctx = scene.site.app.system();
        let mut tx = ctx.write().await.unwrap();
        copia_store::role_terms::end_all(&mut tx, scene.ada, ctx.today().plus_days(-1)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(app::look_at_decision(&visitor, &link).await, Err(Error::Denied(_))));
        assert!(matches!(app::decide_by_link(&visitor, &link, &Decision::Accept).await, Err(Error::Denied(_))));
        scene.site.advance_hours(14 * 24);
        assert!(matches!(app::look_at_decision(&scene.site.visitor(), &link).await, Err(Error::LinkEnded)));
        assert_eq!(scene.state(ben).await, State::Asked);
    }

    async fn whoever_has_left_decides_nothing_on_their_last_day(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let link = link(&scene).await;
        copia_app::people::leave_site(&scene.ctx(scene.ada).await).await.unwrap();
        let visitor = scene.site.visitor();
        assert!(matches!(app::look_at_decision(&visitor, &link).await, Err(Error::LinkEnded)));
        assert!(matches!(app::decide_by_link(&visitor, &link, &Decision::Accept).await, Err(Error::LinkEnded)));
        assert_eq!(scene.state(ben).await, State::Asked);
    }

    async fn a_letter_that_comes_late_tells_a_former_lead_nothing(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let cy = scene.site.person("Cy Example").await;
        scene.site.appoint(cy, scene.community, TermRole::Lead).await;
        scene.site.break_mail(Some(SendError::Retry("no connection".to_owned().into())));
        scene.newcomer("Ben Example", "Please").await;
        scene.site.run_jobs().await;
        let ctx = scene.site.app.system();
        let mut tx = ctx.write().await.unwrap();
        copia_store::role_terms::end_all(&mut tx, scene.ada, ctx.today().plus_days(-1)).await.unwrap();
        tx.commit().await.unwrap();
        scene.site.break_mail(None);
        scene.site.advance_hours(1);
        let subject = "Ben Example asks to join Data".to_owned();
        assert_eq!(scene.post().await, [("cy.example@demonstration.example".to_owned(), subject)]);
        let mut tx = scene.site.db.read().await;
        let ledger = copia_store::deliveries::of_person(&mut tx, scene.ada, 10).await.unwrap();
        assert_eq!((ledger[0].state, ledger[0].reason.as_deref()), (DeliveryState::Withheld, Some("overtaken")));
    }

    async fn removing_needs_a_reason_and_only_a_lead_brings_back(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        let membership = scene.membership(ben).await.id;
        assert!(matches!(app::remove(&lead, SLUG, membership, " ").await, Err(Error::Invalid(_))));
        app::remove(&lead, SLUG, membership, "You asked us to.").await.unwrap();
        let mail = scene.letters().await;
        assert_eq!(mail[0].subject, "You are no longer a member of Data");
        assert!(mail[0].text.contains("> You asked us to.") && mail[0].text.contains("programme@demonstration.example"));
        let ctx = scene.ctx(ben).await;
        assert!(matches!(app::join(&ctx, SLUG, "").await, Err(Error::Refused(Refusal::WasRemoved))));
        assert!(matches!(app::come_back(&ctx, SLUG).await, Err(Error::Refused(Refusal::NotNow))));
        app::invite(&lead, SLUG, "", &[ben]).await.unwrap();
        assert_eq!(app::join(&scene.ctx(ben).await, SLUG, "").await.unwrap(), State::ActiveWider);
        scene.check_numbers().await;
    }
}
