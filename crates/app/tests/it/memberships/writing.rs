//! A lead writes to the members.

use super::{SLUG, Scene, parts, path};
use copia_app::{Error, broadcasts::Draft, memberships as app, notifications};
use copia_domain::{
    fields::Fault,
    ids::PersonId,
    memberships::{JoinRule, Level},
    notifications::{BroadcastState, DeliveryState, MessageKind},
};
use copia_testkit::on_both;

fn draft(audience: &str) -> Draft {
    Draft {
        audience: audience.to_owned(),
        subject: "We meet on Friday".to_owned(),
        body: "Bring <b>a question</b>.\n\n- Tea\n- Cake".to_owned(),
    }
}

/// What the ledger says of a message: state, reason, how many.
async fn outcomes(scene: &Scene, id: copia_domain::ids::BroadcastId) -> Vec<(DeliveryState, Option<String>, i64)> {
    let view = app::message(&scene.ctx(scene.ada).await, SLUG, id).await.unwrap();
    view.outcomes.into_iter().map(|outcome| (outcome.state, outcome.reason, outcome.messages)).collect()
}

on_both! {
    async fn a_message_waits_ten_minutes_and_goes_to_each_member_once(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let cy = scene.newcomer("Cy Example", "").await;
        let di = scene.newcomer("Di Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        let preview = app::preview_message(&lead, SLUG, &draft("all")).await.unwrap();
        assert_eq!(preview.message.recipients, 3);
        let id = app::send_message(&lead, SLUG, &draft("all")).await.unwrap();
        assert_eq!(app::send_message(&lead, SLUG, &draft("all")).await.unwrap(), id, "pressed twice, sent once");
        assert_eq!(scene.post().await, []);

        // Cy has switched such mail off; Di has left before it goes out; Eve joins too late.
        let mut tx = scene.site.db.write().await;
        copia_store::deliveries::choose(&mut tx, cy, MessageKind::Broadcast, false).await.unwrap();
        tx.commit().await.unwrap();
        app::leave(&scene.ctx(di).await, SLUG).await.unwrap();
        scene.site.advance_hours(1);
        scene.newcomer("Eve Example", "").await;
        let mail = scene.letters().await;
        assert_eq!(mail.len(), 1);
        let letter = &mail[0];
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("ben.example@demonstration.example", "We meet on Friday"));
        assert!(letter.text.contains("Bring <b>a question</b>.\n\n- Tea\n- Cake"), "{}", letter.text);
        assert!(!letter.html.contains("<b>a question"), "{}", letter.html);
        assert!(letter.header("Reply-To").is_some_and(|value| value.contains("ada.example@demonstration.example")));
        assert!(letter.header("Auto-Submitted").is_none(), "a person wrote it");
        assert_eq!(letter.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        assert_eq!(outcomes(&scene, id).await, [
            (DeliveryState::Sent, None, 1),
            (DeliveryState::Withheld, Some("preference".to_owned()), 1),
        ]);
        // A job that runs again, because its worker died, gives nobody another.
        let ctx = scene.site.app.system();
        let mut tx = ctx.write().await.unwrap();
        let job = copia_app::outbox::Job::Broadcast { broadcast: id };
        ctx.enqueue(&mut tx, &job, ctx.now, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.post().await, []);
        assert_eq!(scene.audited(scene.ada).await, ["broadcast.write by lead"]);
        let _ = ben;
    }

    async fn a_message_is_called_off_in_time(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        scene.newcomer("Ben Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        let id = app::send_message(&lead, SLUG, &draft("all")).await.unwrap();
        app::call_off(&lead, SLUG, id).await.unwrap();
        assert!(matches!(app::call_off(&lead, SLUG, id).await, Err(Error::AlreadyDone)));
        scene.site.advance_hours(1);
        assert_eq!(scene.post().await, []);
        let view = app::message(&lead, SLUG, id).await.unwrap();
        assert_eq!(view.message.state, BroadcastState::CalledOff);
        let second = app::send_message(&lead, SLUG, &draft("all")).await.unwrap();
        assert_ne!(second, id);
        scene.site.advance_hours(1);
        assert_eq!(scene.post().await.len(), 1);
        assert!(matches!(app::call_off(&lead, SLUG, second).await, Err(Error::NotNow("message_sent"))));
    }

    async fn a_member_gets_three_a_day_at_most(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        scene.newcomer("Ben Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        let mut last = None;
        for n in 0..4 {
            let subject = format!("Message {n}");
            last = Some(app::send_message(&lead, SLUG, &Draft { subject, ..draft("all") }).await.unwrap());
        }
        scene.site.advance_hours(1);
        assert_eq!(scene.post().await.len(), 3);
        let expected = [(DeliveryState::Withheld, Some("cap".to_owned()), 1)];
        let all: Vec<_> = outcomes(&scene, last.unwrap()).await;
        // Which of the four is withheld depends on the order of jobs that fall due together.
        assert!(all == expected || all == [(DeliveryState::Sent, None, 1)]);
        scene.site.advance_hours(24);
        let lead = scene.ctx(scene.ada).await;
        app::send_message(&lead, SLUG, &draft("all")).await.unwrap();
        scene.site.advance_hours(1);
        assert_eq!(scene.post().await.len(), 1);
    }

    async fn what_cannot_be_sent_is_refused(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let lead = scene.ctx(scene.ada).await;
        assert!(matches!(app::preview_message(&lead, SLUG, &draft("all")).await, Err(Error::NotNow("nobody_to_write_to"))));
        let ben = scene.newcomer("Ben Example", "").await;
        assert!(matches!(app::send_message(&lead, SLUG, &draft("core")).await, Err(Error::NotNow("nobody_to_write_to"))));
        app::change_own_level(&scene.ctx(ben).await, SLUG, Level::Core).await.unwrap();
        assert_eq!(app::preview_message(&lead, SLUG, &draft("core")).await.unwrap().message.recipients, 1);
        let empty = Draft { audience: "everyone".to_owned(), ..Draft::default() };
        let Err(Error::Invalid(faults)) = app::send_message(&lead, SLUG, &empty).await else { panic!("it is empty") };
        let all: Vec<_> = faults.iter().collect();
        assert_eq!(all, [("audience", Fault::NotChoice), ("subject", Fault::Missing), ("body", Fault::Missing)]);
        assert!(matches!(app::send_message(&scene.ctx(ben).await, SLUG, &draft("all")).await, Err(Error::Denied(_))));
    }

    async fn the_mail_itself_stops_the_mail(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        app::send_message(&lead, SLUG, &draft("all")).await.unwrap();
        scene.site.advance_hours(1);
        let mail = scene.letters().await;
        let path = path(&mail[0].text, "/unsubscribe/");
        let parts = parts(&path);
        let visitor = scene.site.visitor();
        let person = PersonId::parse(parts[1]).unwrap();
        assert_eq!((person, parts[2]), (ben, "broadcast"));
        let kind = MessageKind::Broadcast;
        assert!(notifications::look_at_stop(&visitor, person, kind, parts[3]).await.unwrap().is_wanted);
        for (person, kind) in [(scene.ada, kind), (person, MessageKind::Requests)] {
            let forged = notifications::stop(&visitor, person, kind, parts[3]).await;
            assert!(matches!(forged, Err(Error::LinkEnded)));
        }
        notifications::stop(&visitor, person, kind, parts[3]).await.unwrap();
        notifications::stop(&visitor, person, kind, parts[3]).await.unwrap();
        assert!(!notifications::look_at_stop(&visitor, person, kind, parts[3]).await.unwrap().is_wanted);
        let subject = "Another".to_owned();
        app::send_message(&scene.ctx(scene.ada).await, SLUG, &Draft { subject, ..draft("all") }).await.unwrap();
        scene.site.advance_hours(1);
        assert_eq!(scene.post().await, []);
        assert_eq!(scene.audited(ben).await, ["membership.join by oneself", "preference.change by oneself"]);
    }
}
