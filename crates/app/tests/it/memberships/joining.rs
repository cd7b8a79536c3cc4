//! What people do with their own membership.

use super::{SLUG, Scene, path, system};
use copia_app::{Error, memberships as app};
use copia_domain::{
    communities::Stage,
    memberships::{CoreRule, JoinRule, Level, Refusal, State},
    policy::{Scope, acts::LeaveSite},
};
use copia_store::memberships;
use copia_testkit::on_both;

on_both! {
    async fn joining_an_open_community_is_immediate(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("Ben Example", "ignored where nobody decides").await;
        let row = scene.membership(ben).await;
        assert_eq!((row.state, row.joined_at), (State::ActiveWider, Some(copia_testkit::NOW)));
        assert_eq!(row.message, None);
        assert_eq!(scene.post().await, []);
        assert_eq!(scene.audited(ben).await, ["membership.join by oneself"]);
        let again = app::join(&scene.ctx(ben).await, SLUG, "").await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyDone))), "{again:?}");
        scene.check_numbers().await;
    }

    async fn asking_tells_every_lead_and_reminds_them(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let cy = scene.site.person("Cy Example").await;
        scene.site.appoint(cy, scene.community, copia_domain::role_terms::TermRole::Lead).await;
        let manager = copia_domain::role_terms::TermRole::ProgrammeManager;
        scene.site.person_with("Max Example", manager).await;
        let ben = scene.newcomer("Ben Example", "I chart <b>water</b>.\r\n=1+1").await;
        assert_eq!(scene.state(ben).await, State::Asked);
        scene.check_numbers().await;

        let mail = scene.letters().await;
        let mut to: Vec<&str> = mail.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["ada.example@demonstration.example", "cy.example@demonstration.example"]);
        let letter = &mail[0];
        assert_eq!(letter.subject, "Ben Example asks to join Data");
        assert!(letter.text.contains("> I chart <b>water</b>.\n> =1+1"), "{}", letter.text);
        assert!(letter.html.contains("&#60;b&#62;water") && !letter.html.contains("<b>water"), "{}", letter.html);
        assert!(letter.header("List-Unsubscribe").is_some_and(|value| value.contains("/unsubscribe/")));
        assert_ne!(path(&letter.text, "/decisions/"), path(&mail[1].text, "/decisions/"));

        scene.site.advance_hours(47);
        assert_eq!(scene.post().await, []);
        scene.site.advance_hours(1);
        let subject = "Ben Example still waits to join Data".to_owned();
        let leads = ["ada.example@demonstration.example", "cy.example@demonstration.example"];
        assert_eq!(scene.post().await, leads.map(|lead| (lead.to_owned(), subject.clone())));
        scene.site.advance_hours(48);
        let told = scene.post().await;
        let expected = ("max.example@demonstration.example", "A request to join Data has waited for 4 days");
        assert_eq!(told, [(expected.0.to_owned(), expected.1.to_owned())]);
        scene.site.advance_hours(1000);
        assert_eq!(scene.post().await, []);
    }

    async fn nobody_is_reminded_while_the_community_rests(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let manager = scene.site.person_with("Max Example", copia_domain::role_terms::TermRole::ProgrammeManager).await;
        scene.newcomer("Ben Example", "").await;
        assert_eq!(scene.letters().await.len(), 1);
        let pause = copia_app::communities::StageInput { to: "paused", on: "", reason: "A rest.", into: "" };
        copia_app::communities::change_stage(&scene.ctx(manager).await, SLUG, &pause).await.unwrap();
        scene.site.advance_hours(1000);
        assert_eq!(scene.post().await, []);
    }

    async fn without_a_lead_the_manager_is_told_at_once(db) {
        let site = copia_testkit::TestApp::start(db).await;
        let community = site.community_with("Data", |community| community.join_rule = JoinRule::Ask).await;
        let ada = site.person_with("Ada Example", copia_domain::role_terms::TermRole::ProgrammeManager).await;
        let scene = Scene { site, community, ada };
        scene.newcomer("Ben Example", "").await;
        assert_eq!(scene.post().await.len(), 1);
    }

    async fn a_request_can_be_taken_back_and_then_nobody_is_reminded(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let ben = scene.newcomer("Ben Example", "Please").await;
        scene.post().await;
        let ctx = scene.ctx(ben).await;
        app::withdraw(&ctx, SLUG).await.unwrap();
        assert_eq!(scene.state(ben).await, State::Left);
        scene.site.advance_hours(200);
        assert_eq!(scene.post().await, []);
        let back = app::come_back(&scene.ctx(ben).await, SLUG).await;
        assert!(matches!(back, Err(Error::Refused(Refusal::NotNow))), "taking a request back is not leaving");
        assert_eq!(app::join(&scene.ctx(ben).await, SLUG, "Again").await.unwrap(), State::Asked);
        assert_eq!(scene.audited(ben).await, [
            "membership.ask by oneself", "membership.ask by oneself", "membership.withdraw by oneself"
        ]);
        scene.check_numbers().await;
    }

    async fn leaving_can_be_taken_back_for_half_an_hour(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let ctx = scene.ctx(ben).await;
        app::change_own_level(&ctx, SLUG, Level::Core).await.unwrap();
        scene.check_numbers().await;
        scene.site.advance_hours(5);
        let ctx = scene.ctx(ben).await;
        assert!(app::leave(&ctx, SLUG).await.unwrap().still_visible);
        let twice = app::leave(&ctx, SLUG).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::AlreadyDone))), "{twice:?}");
        scene.check_numbers().await;
        assert_eq!(app::come_back(&ctx, SLUG).await.unwrap(), State::ActiveCore);
        let row = scene.membership(ben).await;
        assert_eq!(row.joined_at, Some(copia_testkit::NOW), "they joined when they did");

        app::leave(&ctx, SLUG).await.unwrap();
        scene.site.advance_hours(1);
        let late = app::come_back(&scene.ctx(ben).await, SLUG).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::NotNow))));
        assert_eq!(app::join(&scene.ctx(ben).await, SLUG, "").await.unwrap(), State::ActiveWider);
        assert!(scene.membership(ben).await.joined_at > Some(copia_testkit::NOW));
        scene.check_numbers().await;
        let mut tx = scene.site.db.read().await;
        let history = memberships::history(&mut tx, scene.community, ben).await.unwrap();
        assert_eq!(history.len(), 6);
    }

    async fn where_a_lead_decides_who_is_core_nobody_makes_themselves_core(db) {
        let scene = Scene::with_core(db, JoinRule::Open, CoreRule::Lead).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let refused = app::change_own_level(&scene.ctx(ben).await, SLUG, Level::Core).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::LeadDecides))));
        let lead = scene.ctx(scene.ada).await;
        app::change_level(&lead, SLUG, scene.membership(ben).await.id, Level::Core).await.unwrap();
        assert_eq!(scene.state(ben).await, State::ActiveCore);
        assert_eq!(scene.audited(ben).await, ["membership.become_core by lead", "membership.join by oneself"]);
        scene.check_numbers().await;
    }

    async fn visitors_sign_in_first_and_others_stay_out(db) {
        let scene = Scene::new(db, JoinRule::Invitation).await;
        let visitor = app::join(&scene.site.visitor(), SLUG, "").await;
        assert!(matches!(visitor, Err(Error::Denied(denied)) if !denied.signed_in));
        let ben = scene.site.person("Ben Example").await;
        let ctx = scene.ctx(ben).await;
        assert!(matches!(app::join(&ctx, SLUG, "").await, Err(Error::Refused(Refusal::InvitationOnly))));
        assert!(matches!(app::join(&ctx, "no-such-place", "").await, Err(Error::NotFound)));
        let long = "x".repeat(1001);
        assert!(matches!(app::join(&ctx, SLUG, &long).await, Err(Error::Invalid(_))));
        assert!(matches!(app::leave(&ctx, SLUG).await, Err(Error::Denied(_))));
        assert_eq!(scene.audited(ben).await, Vec::<String>::new());
    }

    async fn a_forming_community_is_watched(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let forming = scene.site.community_with("Writing", |community| community.first.stage = Stage::Forming).await;
        let ben = scene.site.person("Ben Example").await;
        let ctx = scene.ctx(ben).await;
        let refused = app::join(&ctx, "writing", "").await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::TakesNoMembers))));
        app::watch(&ctx, "writing").await.unwrap();
        app::watch(&ctx, "writing").await.unwrap();
        let mut tx = scene.site.db.read().await;
        assert_eq!(memberships::watchers(&mut tx, forming).await.unwrap(), [ben]);
        drop(tx);
        app::unwatch(&ctx, "writing").await.unwrap();
        let mut tx = scene.site.db.read().await;
        assert_eq!(memberships::watchers(&mut tx, forming).await.unwrap(), []);
        drop(tx);
        assert!(matches!(app::watch(&ctx, SLUG).await, Err(Error::NotNow("watch"))));
        assert_eq!(scene.audited(ben).await, ["community.unwatch by oneself", "community.watch by oneself"]);
    }

    async fn a_merger_carries_members_over_and_respects_what_people_decided(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let target = scene.site.community("Research").await;
        let core = scene.newcomer("Core Example", "").await;
        app::change_own_level(&scene.ctx(core).await, SLUG, Level::Core).await.unwrap();
        let both = scene.newcomer("Both Example", "").await;
        let gone = scene.newcomer("Gone Example", "").await;
        for person in [both, gone] {
            app::join(&scene.ctx(person).await, "research", "").await.unwrap();
        }
        app::leave(&scene.ctx(gone).await, "research").await.unwrap();
        let manager = scene.site.person_with("Max Example", copia_domain::role_terms::TermRole::ProgrammeManager).await;
        let merge = copia_app::communities::StageInput { to: "merged", on: "", reason: "One field.", into: "research" };
        copia_app::communities::change_stage(&scene.ctx(manager).await, SLUG, &merge).await.unwrap();
        scene.site.run_jobs().await;
        let mut tx = scene.site.db.read().await;
        let mut states = Vec::new();
        for person in [core, both, gone] {
            states.push(memberships::find(&mut tx, target, person).await.unwrap().unwrap().state);
        }
        assert_eq!(states, [State::ActiveCore, State::ActiveWider, State::Left]);
        drop(tx);
        assert_eq!(scene.state(core).await, State::Left);
        scene.check_numbers().await;
    }

    async fn whoever_leaves_the_site_leaves_everything(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        scene.site.community_with("Asking", |community| community.join_rule = JoinRule::Ask).await;
        scene.site.community_with("Writing", |community| community.first.stage = Stage::Forming).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let ctx = scene.ctx(ben).await;
        app::join(&ctx, "asking", "").await.unwrap();
        app::watch(&ctx, "writing").await.unwrap();
        let mut tx = ctx.write().await.unwrap();
        let other = system::<LeaveSite>(Scope::Person(scene.ada));
        assert!(app::leave_all(&ctx, &mut tx, ben, &other).await.is_err());
        app::leave_all(&ctx, &mut tx, ben, &system::<LeaveSite>(Scope::Person(ben))).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = scene.site.db.read().await;
        let rows = memberships::memberships_of(&mut tx, ben).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.state).collect::<Vec<_>>(), [State::Left, State::Left]);
        drop(tx);
        scene.check_numbers().await;
    }
}
