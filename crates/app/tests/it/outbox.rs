//! The administrator's page of the outbox.

use copia_app::{
    Act, Error,
    audit::{self, Asked},
    domain::{
        ids::{JobId, PersonId},
        notifications::{DeliveryState, Withheld},
        policy::Role,
        role_terms::TermRole,
    },
    notifications::Message,
    outbox::{self, Job},
};
use copia_mail::{Answer, SendError};
use copia_store::{deliveries, jobs};
use copia_testkit::{TestApp, on_both};

/// Has a letter to Ada wait; gives who she is.
async fn letter(site: &TestApp) -> PersonId {
    let (ada, community) = (site.person("Ada Example").await, site.community("Data").await);
    let ctx = site.app.system();
    let mut tx = ctx.write().await.unwrap();
    ctx.notify(&mut tx, Some(ada), Some(community), Message::Opening { community }).await.unwrap();
    tx.commit().await.unwrap();
    ada
}

/// What the ledger says of a person's messages.
async fn ledger(site: &TestApp, person: PersonId) -> Vec<(DeliveryState, Option<String>)> {
    let mut tx = site.db.read().await;
    let rows = deliveries::of_person(&mut tx, person, 10).await.unwrap();
    rows.into_iter().map(|row| (row.state, row.reason)).collect()
}

/// Puts a job into the outbox, and waits for the worker to have done so many in all.
async fn run_one_more(site: &TestApp, jobs: i64) {
    let ctx = site.app.system();
    let mut tx = ctx.write().await.unwrap();
    ctx.enqueue(&mut tx, &Job::Tidy, ctx.now, None).await.unwrap();
    tx.commit().await.unwrap();
    let done = async {
        while outbox::counts(&ctx)
            .await
            .unwrap()
            .iter()
            .all(|count| (count.state.as_str(), count.jobs) != ("done", jobs))
        {
            tokio::task::yield_now().await;
        }
    };
    // Longer than the worker waits where it missed the wake-up.
    tokio::time::timeout(std::time::Duration::from_mins(1), done).await.expect("the worker has done them");
}

#[test]
fn the_log_holds_the_status_of_a_refusal_and_not_its_text() {
    let answer = Answer { status: Some(550), text: "550 no such mailbox ada@x.example".to_owned() };
    let unfinished = outbox::Unfinished::from(SendError::Refused(answer));
    assert_eq!(unfinished.reason().logged, "smtp 550");
    assert_eq!(unfinished.to_string(), "550 no such mailbox ada@x.example");
    let away = outbox::Unfinished::from(SendError::Retry("ada@x.example".to_owned().into()));
    assert_eq!(away.reason().logged, "no answer");
}

on_both! {
    async fn failed_work_is_seen_and_tried_again(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        let mut tx = ctx.write().await.unwrap();
        let (broken, later) = (ctx.id(JobId::new), ctx.id(JobId::new));
        let new = jobs::New {
            id: broken,
            kind: "send",
            payload: "not a job",
            unique_key: None,
            lane: None,
            run_at: ctx.now,
            created_at: ctx.now,
        };
        jobs::add(&mut tx, &new).await.unwrap();
        let run_at = ctx.now.plus_hours(1);
        let new = jobs::New { id: later, kind: "tidy", payload: r#"{"kind":"tidy"}"#, run_at, ..new };
        jobs::add(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        site.run_jobs().await;

        let seen = outbox::overview(&ctx).await.unwrap();
        assert_eq!((seen.waiting, seen.failed, seen.running), (1, 1, 0));
        assert_eq!(seen.waiting_jobs[0].at, ctx.now.plus_hours(1));
        assert!(seen.failed_jobs[0].error.as_ref().unwrap().contains("cannot be read"));

        outbox::try_again(&ctx, broken).await.unwrap();
        assert_eq!(outbox::overview(&ctx).await.unwrap().waiting, 2);
        assert!(matches!(outbox::try_again(&ctx, broken).await, Err(Error::AlreadyDone)));
        assert!(matches!(outbox::try_again(&ctx, ctx.id(JobId::new)).await, Err(Error::NotFound)));
        let manager = site.person_with("Perpetua Pryce", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(manager).await;
        assert!(matches!(outbox::overview(&manager).await, Err(Error::Denied(_))));
        assert!(matches!(outbox::try_again(&manager, later).await, Err(Error::Denied(_))));
        let log = audit::log(&manager, Asked::default(), 1).await.unwrap();
        assert_eq!(log.lines[0].sentence, "Hana Example, as administrator, put failed work back into the outbox");
        site.run_jobs().await;
    }

    async fn a_refused_letter_waits_again_and_arrives(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        site.break_mail(Some(SendError::Refused("550 no such mailbox".to_owned().into())));
        let ada = letter(&site).await;
        site.run_jobs().await;
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Failed, Some("550 no such mailbox".to_owned()))]);

        let failed = outbox::overview(&ctx).await.unwrap().failed_jobs;
        outbox::try_again(&ctx, failed[0].id).await.unwrap();
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Queued, None)]);
        site.break_mail(None);
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 1);
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Sent, None)]);
        assert_eq!(outbox::overview(&ctx).await.unwrap().failed, 0);
    }

    async fn letters_of_a_lane_leave_in_their_order(db) {
        let site = TestApp::start(db).await;
        let (ada, one) = (site.person("Ada Example").await, site.community("Data").await);
        let two = site.community("Estates").await;
        let ctx = site.app.system();
        let mut tx = ctx.write().await.unwrap();
        for community in [one, two] {
            ctx.notify_in_lane(&mut tx, Some(ada), None, Message::Opening { community }, "sample/1").await.unwrap();
        }
        tx.commit().await.unwrap();
        site.break_mail(Some(SendError::Retry("no connection".to_owned().into())));
        site.run_jobs().await;
        site.break_mail(None);
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 0, "the second waits as long as the first");
        site.advance_hours(1);
        site.run_jobs().await;
        let subjects: Vec<String> = site.take_mail().into_iter().map(|sent| sent.subject).collect();
        assert!(matches!(subjects.as_slice(), [one, two] if one.contains("Data") && two.contains("Estates")), "{subjects:?}");
    }

    async fn a_letter_with_the_key_of_another_is_not_written(db) {
        let site = TestApp::start(db).await;
        let (ada, community) = (site.person("Ada Example").await, site.community("Data").await);
        for _ in 0..2 {
            let ctx = site.app.system();
            let mut tx = ctx.write().await.unwrap();
            ctx.notify_once(&mut tx, Some(ada), Message::Opening { community }, "sample/1", "moved:1").await.unwrap();
            tx.commit().await.unwrap();
            site.run_jobs().await;
        }
        assert_eq!(site.take_mail().len(), 1);
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Sent, None)]);
    }

    async fn a_letter_that_was_overtaken_is_not_tried_again(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let (ada, community) = (site.person("Ada Example").await, site.community("Data").await);
        for fault in [Some(SendError::Refused("550 no such mailbox".to_owned().into())), None] {
            let ctx = site.app.system();
            let mut tx = ctx.write().await.unwrap();
            ctx.notify_in_lane(&mut tx, Some(ada), None, Message::Opening { community }, "sample/1").await.unwrap();
            tx.commit().await.unwrap();
            if fault.is_none() {
                let failed = outbox::overview(&site.signed_in(administrator).await).await.unwrap().failed_jobs;
                assert!(!failed[0].is_overtaken);
            }
            site.break_mail(fault);
            site.run_jobs().await;
        }
        assert_eq!(site.take_mail().len(), 1);
        let ctx = site.signed_in(administrator).await;
        let failed = outbox::overview(&ctx).await.unwrap().failed_jobs;
        assert!(failed[0].is_overtaken);
        assert!(matches!(outbox::try_again(&ctx, failed[0].id).await, Err(Error::NotNow("overtaken"))));
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 0);
    }

    async fn a_letter_that_is_given_up_waits_no_longer(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        site.break_mail(Some(SendError::Retry("no connection".to_owned().into())));
        let ada = letter(&site).await;
        while outbox::overview(&ctx).await.unwrap().failed == 0 {
            assert_eq!(ledger(&site, ada).await, [(DeliveryState::Queued, None)]);
            site.run_jobs().await;
            site.advance_hours(24);
        }
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Failed, Some("no connection".to_owned()))]);

        site.break_mail(None);
        let failed = outbox::overview(&ctx).await.unwrap().failed_jobs;
        outbox::try_again(&site.signed_in(administrator).await, failed[0].id).await.unwrap();
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 1);
        assert_eq!(ledger(&site, ada).await, [(DeliveryState::Sent, None)]);
    }

    async fn a_daily_schedule_that_failed_is_made_up_for(db) {
        let site = TestApp::start(db).await;
        let (breaks, mends) = if site.db.url.starts_with("sqlite") {
            ("CREATE TRIGGER no_tidy BEFORE INSERT ON jobs WHEN new.unique_key LIKE 'tidy:%'
              BEGIN SELECT RAISE(ABORT, 'a test'); END", "DROP TRIGGER no_tidy")
        } else {
            ("ALTER TABLE jobs ADD CONSTRAINT no_tidy CHECK (unique_key NOT LIKE 'tidy:%')",
             "ALTER TABLE jobs DROP CONSTRAINT no_tidy")
        };
        site.db.tamper(breaks).await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = tokio::spawn(outbox::work(site.app.clone(), stopped));
        run_one_more(&site, 1).await;
        site.db.tamper(mends).await;
        run_one_more(&site, 2 + 5).await;
        stop.send(true).unwrap();
        worker.await.unwrap();
    }

    async fn what_failed_is_forgotten_in_time(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        site.break_mail(Some(SendError::Refused("550 no such mailbox".to_owned().into())));
        let ada = letter(&site).await;
        let mut tx = ctx.write().await.unwrap();
        ctx.audit(&mut tx, Act::by(Role::Staff, "account.sign_in").about(ada)).await.unwrap();
        tx.commit().await.unwrap();
        site.run_jobs().await;
        for (days, failed) in [(89, 1), (2, 0)] {
            site.advance_hours(24 * days);
            let ctx = site.signed_in(administrator).await;
            let mut tx = ctx.write().await.unwrap();
            ctx.enqueue(&mut tx, &Job::Tidy, ctx.now, None).await.unwrap();
            tx.commit().await.unwrap();
            site.run_jobs().await;
            assert_eq!(outbox::overview(&ctx).await.unwrap().failed, failed);
            let said = (failed == 1).then(|| "550 no such mailbox".to_owned());
            assert_eq!(ledger(&site, ada).await, [(DeliveryState::Failed, said)]);
            let mut tx = site.db.read().await;
            let row = copia_store::audit::about(&mut tx, ada).await.unwrap().remove(0);
            assert_eq!((row.address.is_some(), row.device.is_some()), (failed == 1, failed == 1));
        }
    }

    async fn the_ledger_is_counted_by_its_ends(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        let mut tx = ctx.write().await.unwrap();
        let ends = [
            (DeliveryState::Sent, None, 0),
            (DeliveryState::Withheld, Some("preference"), 0),
            (DeliveryState::Withheld, Some("preference"), 0),
            (DeliveryState::Failed, Some("550 no such mailbox ada@x.example"), 0),
            (DeliveryState::Failed, Some("550 no such mailbox ben@x.example"), 0),
            (DeliveryState::Sent, None, -8),
        ];
        for (state, reason, days) in ends {
            let id = ctx.id(copia_app::domain::ids::DeliveryId::new);
            let kind = copia_app::domain::notifications::MessageKind::Broadcast;
            let then = ctx.now.plus_days(days);
            deliveries::add(&mut tx, id, kind, None, None, id.0, then).await.unwrap();
            deliveries::settle(&mut tx, id, state, reason, then).await.unwrap();
        }
        tx.commit().await.unwrap();
        let ledger = outbox::overview(&ctx).await.unwrap().ledger;
        let totals: Vec<_> = ledger.iter().map(|total| (total.state, total.reason, total.messages)).collect();
        let expected = [
            (DeliveryState::Failed, None, 2),
            (DeliveryState::Sent, None, 1),
            (DeliveryState::Withheld, Some(Withheld::Preference), 2),
        ];
        assert_eq!(totals, expected);
    }
}
