//! Where people belong, as others see it, and what is left when they go.

use super::{FORM, seen};
use copia_app::{Ctx, Error, home, memberships, notifications::Message, people, privacy, suggestions};
use copia_domain::{
    communities::{Stage, Visibility},
    ids::CommunityId,
    memberships::{JoinRule, State},
    people::MatchKind,
    role_terms::TermRole,
    time::Day,
};
use copia_mail::SendError;
use copia_store::communities::{self, Fit};
use copia_testkit::{TestApp, on_both};

async fn fit(site: &TestApp, community: CommunityId, kind: MatchKind, label: &str) {
    let mut tx = site.db.write().await;
    communities::set_fits(&mut tx, community, &[Fit { kind, label: label.to_owned() }]).await.unwrap();
    tx.commit().await.unwrap();
}

fn names(profile: &people::Profile) -> Vec<&str> {
    profile.communities.iter().map(|community| community.name.as_str()).collect()
}

on_both! {
    async fn nobody_sees_who_belongs_to_a_sensitive_or_hidden_community(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let manager = site.person_with("Mo Example", TermRole::ProgrammeManager).await;
        site.community("Data").await;
        site.community_with("Menopause", |community| community.sensitive = true).await;
        let hidden = site.community_with("Restructuring", |community| community.visibility = Visibility::Members).await;
        site.appoint(ada, hidden, TermRole::Lead).await;
        let ctx = site.signed_in(ada).await;
        for slug in ["data", "menopause", "restructuring"] {
            memberships::join(&ctx, slug, "").await.unwrap();
        }
        let colleague = seen(&site.signed_in(bo).await, ada).await;
        assert_eq!(names(&colleague), ["Data"]);
        assert!(colleague.roles.is_empty());
        let manager = site.signed_in(manager).await;
        let programme = seen(&manager, ada).await;
        assert_eq!(names(&programme), ["Data", "Restructuring"]);
        assert_eq!(programme.roles.len(), 1);
        let within = async |ctx: &Ctx, slug: &str| {
            let filter = people::Filter { community: Some(slug.to_owned()), ..people::Filter::default() };
            people::list(ctx, &filter, 1).await.unwrap().people.len()
        };
        let other = site.signed_in(bo).await;
        assert_eq!((within(&other, "data").await, within(&other, "restructuring").await), (1, 0));
        assert_eq!((within(&manager, "restructuring").await, within(&manager, "menopause").await), (1, 0));
    }

    async fn a_role_without_a_membership_stands_on_the_front_page(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let sponsored = site.community("Sponsored").await;
        let led = site.community("Led").await;
        site.appoint(ada, sponsored, TermRole::Sponsor).await;
        site.appoint(ada, led, TermRole::Lead).await;
        let ctx = site.signed_in(ada).await;
        memberships::join(&ctx, "led", "").await.unwrap();
        let home = home::home(&ctx).await.unwrap();
        let roles: Vec<_> = home.roles.iter().map(|term| (term.role, term.name.as_deref())).collect();
        assert_eq!(roles, [(TermRole::Sponsor, Some("Sponsored"))]);
        assert_eq!(home.memberships.len(), 1);
    }

    async fn communities_are_suggested_with_their_reasons(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let data = site.community("Data").await;
        let video = site.community("Video").await;
        let forming = site.community_with("Estates", |community| community.first.stage = Stage::Forming).await;
        let closed = site.community_with("Invited", |community| community.join_rule = JoinRule::Invitation).await;
        let hidden = site.community_with("Hidden", |community| community.visibility = Visibility::Members).await;
        fit(&site, data, MatchKind::JobFamily, "Data and Planning").await;
        fit(&site, video, MatchKind::Topic, "video").await;
        fit(&site, forming, MatchKind::Department, "Finance").await;
        fit(&site, closed, MatchKind::Topic, "Video").await;
        fit(&site, hidden, MatchKind::Topic, "Video").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        let found = suggestions::suggest(&ctx, 6).await.unwrap().communities;
        let found: Vec<_> = found.iter().map(|one| (one.community.name.as_str(), one.reasons[0].1.as_str())).collect();
        assert_eq!(found, [("Data", "Data and Planning"), ("Video", "video"), ("Estates", "Finance")]);
        memberships::join(&ctx, "data", "").await.unwrap();
        let home = home::home(&ctx).await.unwrap();
        assert_eq!(home.suggestions.communities.len(), 2);
        assert_eq!(home.memberships.len(), 1);
    }

    async fn what_needs_a_lead_is_on_their_front_page(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let data = site.community_with("Data", |community| community.join_rule = JoinRule::Ask).await;
        site.appoint_for(ada, data, TermRole::Lead, Day::parse("2026-06-01")).await;
        memberships::join(&site.signed_in(bo).await, "data", "I would like to.").await.unwrap();
        site.run_jobs().await;
        let home = home::home(&site.signed_in(ada).await).await.unwrap();
        assert!(matches!(home.needs.as_slice(), [home::Need::Requests(_, 1), home::Need::TermEnds(..)]), "{home:?}");
        let manager = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
        assert_eq!(home::home(&site.signed_in(manager).await).await.unwrap().needs, [], "the lead has time");
        site.advance_hours(97);
        let needs = home::home(&site.signed_in(manager).await).await.unwrap().needs;
        assert_eq!(needs, [home::Need::LateRequests(1)]);
        let own = people::own(&site.signed_in(bo).await).await.unwrap();
        assert_eq!(own.waiting().map(|one| one.state).collect::<Vec<_>>(), [State::Asked]);
    }

    async fn who_leaves_is_a_former_member_and_later_nobody(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let data = site.community("Data").await;
        site.appoint(ada, data, TermRole::Lead).await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        memberships::join(&ctx, "data", "").await.unwrap();
        let departure = people::departure(&ctx).await.unwrap();
        assert_eq!((departure.communities, departure.terms.len(), departure.is_last_administrator), (1, 1, false));
        let refusal = "550 no such mailbox ada.example@demonstration.example".to_owned();
        site.break_mail(Some(SendError::Refused(refusal.clone().into())));
        let mut tx = ctx.write().await.unwrap();
        ctx.notify(&mut tx, Some(ada), Some(data), Message::Opening { community: data }).await.unwrap();
        tx.commit().await.unwrap();
        site.run_jobs().await;
        site.break_mail(None);
        assert_eq!(refusals(&site).await, [Some(refusal)]);
        people::leave_site(&ctx).await.unwrap();
        site.run_jobs().await;
        let other = site.signed_in(bo).await;
        assert_eq!(people::profile(&other, ada).await.unwrap(), people::Seen::Former);
        assert!(people::list(&other, &people::Filter::default(), 1).await.unwrap().people.iter().all(|one| one.id == bo));
        assert!(matches!(people::leave_site(&ctx).await, Err(Error::AlreadyDone)));
        let held = privacy::copy(&ctx).await.unwrap().to_json();
        assert_eq!(held["held"]["memberships"][0]["state"], "left");
        assert_eq!(held["held"]["people"][0]["name"], "Ada Example");

        site.advance_hours(24 * 89);
        erase(&site).await;
        assert_eq!(privacy::copy(&ctx).await.unwrap().to_json()["held"]["people"][0]["name"], "Ada Example");
        site.advance_hours(48);
        erase(&site).await;
        let held = privacy::copy(&ctx).await.unwrap().to_json();
        assert_eq!(held["held"]["people"][0]["status"], "erased");
        assert_eq!(held["held"]["memberships"][0]["state"], "left");
        let all = held.to_string();
        assert_eq!(refusals(&site).await, [None], "the job is not tidied away yet, and says no address");
        for word in ["Ada", "ada.example", "Analyst", "Budgets", "reports", "127.0.0.1", "a test"] {
            assert!(!all.contains(word), "{word} is still held");
        }
        // The address is free again.
        site.person("Ada Example").await;
    }

    async fn the_last_administrator_stays(db) {
        let site = TestApp::start(db).await;
        let ada = site.person_with("Ada Example", TermRole::Administrator).await;
        let ctx = site.signed_in(ada).await;
        assert!(people::departure(&ctx).await.unwrap().is_last_administrator);
        assert!(matches!(people::leave_site(&ctx).await, Err(Error::NotNow(_))));
        site.person_with("Bo Example", TermRole::Administrator).await;
        people::leave_site(&ctx).await.unwrap();
    }
}

/// What went wrong with the jobs that were given up.
async fn refusals(site: &TestApp) -> Vec<Option<String>> {
    let mut tx = site.db.read().await;
    let failed = copia_store::jobs::list(&mut tx, "failed", 10, 0).await.unwrap();
    failed.into_iter().map(|job| job.last_error).collect()
}

/// Runs the daily removal.
async fn erase(site: &TestApp) {
    let ctx = site.visitor();
    let mut tx = ctx.write().await.unwrap();
    ctx.enqueue(&mut tx, &copia_app::outbox::Job::EraseLeavers, ctx.now, None).await.unwrap();
    tx.commit().await.unwrap();
    site.run_jobs().await;
}
