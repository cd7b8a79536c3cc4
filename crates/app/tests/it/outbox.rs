//! The administrator's page of the outbox.

use copia_app::{
    Error,
    audit::{self, Asked},
    domain::{
        ids::JobId,
        notifications::{DeliveryState, Withheld},
        role_terms::TermRole,
    },
    outbox,
};
use copia_store::{deliveries, jobs};
use copia_testkit::{TestApp, on_both};

on_both! {
    async fn failed_work_is_seen_and_tried_again(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        let mut tx = ctx.write().await.unwrap();
        let broken = ctx.id(JobId::new);
        jobs::add(&mut tx, broken, "send", "not a job", None, ctx.now, ctx.now).await.unwrap();
        let later = ctx.id(JobId::new);
        jobs::add(&mut tx, later, "tidy", r#"{"kind":"tidy"}"#, None, ctx.now.plus_hours(1), ctx.now).await.unwrap();
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
