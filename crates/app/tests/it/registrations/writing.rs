//! A host writes to those who registered.

use super::Scene;
use copia_app::{
    Error,
    broadcasts::Draft,
    registrations::{self, GuestInput},
};
use copia_domain::{
    fields::Fault,
    notifications::{Audience, BroadcastState, DeliveryState, MessageKind},
};
use copia_testkit::on_both;

fn draft(audience: &str) -> Draft {
    Draft {
        audience: audience.to_owned(),
        subject: "Bring a question".to_owned(),
        body: "See you there.\n\n- Tea".to_owned(),
    }
}

on_both! {
    async fn a_host_writes_to_those_who_have_a_seat_or_wait(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.audience = "public").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        scene.newcomer(&slug, "Cem Example").await;
        let (dora, _) = scene.newcomer(&slug, "Dora Example").await;
        scene.post().await;
        let host = scene.ctx(scene.ada).await;
        let view = registrations::messages(&host, &slug).await.unwrap();
        assert_eq!(view.audiences, [(Audience::Confirmed, 2), (Audience::Waiting, 1), (Audience::All, 3)]);
        assert!(matches!(registrations::messages(&scene.ctx(ben).await, &slug).await, Err(Error::Denied(_))));

        let (_, preview) = registrations::preview_message(&host, &slug, &draft("confirmed")).await.unwrap();
        assert_eq!(preview.recipients, 2);
        let id = registrations::send_message(&host, &slug, &draft("confirmed")).await.unwrap();
        assert_eq!(registrations::send_message(&host, &slug, &draft("confirmed")).await.unwrap(), id, "pressed twice, sent once");
        assert_eq!(scene.post().await.len(), 0, "it waits ten minutes");
        // Cem does not want such mail.
        let cem = copia_store::people::find_by_email(&mut scene.site.db.read().await, "cem.example@demonstration.example").await.unwrap().unwrap().id;
        let mut tx = scene.site.db.write().await;
        copia_store::deliveries::choose(&mut tx, cem, MessageKind::Hosts, false).await.unwrap();
        tx.commit().await.unwrap();
        scene.site.advance_hours(1);
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!((post[0].to.as_str(), post[0].subject.as_str()), ("ben.example@demonstration.example", "Bring a question"));
        assert!(post[0].text.contains("wrote this to those who registered for “Reading charts”"), "{}", post[0].text);
        assert!(post[0].header("Reply-To").is_some_and(|value| value.contains("ada.example@demonstration.example")));
        let view = registrations::message(&host, &slug, id).await.unwrap();
        assert_eq!(view.message.state, BroadcastState::Sent);
        let outcomes: Vec<_> = view.outcomes.iter().map(|one| (one.state, one.messages)).collect();
        assert_eq!(outcomes, [(DeliveryState::Sent, 1), (DeliveryState::Withheld, 1)]);

        // Who gives their place up before it goes out does not get it.
        registrations::send_message(&scene.ctx(scene.ada).await, &slug, &draft("waiting")).await.unwrap();
        registrations::withdraw(&scene.ctx(dora).await, &slug).await.unwrap();
        scene.site.advance_hours(1);
        let subjects: Vec<_> = scene.post().await.into_iter().map(|letter| letter.subject).collect();
        assert!(!subjects.contains(&"Bring a question".to_owned()), "{subjects:?}");
    }

    async fn a_guest_gets_it_too_and_a_message_can_be_called_off(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.audience = "public").await;
        crate::registrations::guests::comes(&scene, &slug, &GuestInput { name: "Gail Example", email: "gail@elsewhere.example", place: "online" }).await;
        scene.post().await;
        let host = scene.ctx(scene.ada).await;
        let called_off = registrations::send_message(&host, &slug, &draft("all")).await.unwrap();
        registrations::call_off_message(&host, &slug, called_off).await.unwrap();
        assert!(matches!(registrations::call_off_message(&host, &slug, called_off).await, Err(Error::AlreadyDone)));
        let other = Draft { subject: "See you".to_owned(), ..draft("all") };
        let id = registrations::send_message(&host, &slug, &other).await.unwrap();
        scene.site.advance_hours(1);
        let post = scene.post().await;
        let got: Vec<_> = post.iter().map(|letter| (letter.to.as_str(), letter.subject.as_str())).collect();
        assert_eq!(got, [("gail@elsewhere.example", "See you")]);
        assert!(matches!(registrations::call_off_message(&host, &slug, id).await, Err(Error::NotNow("message_sent"))));
        // A message to somebody else's people is not there.
        let elsewhere = scene.site.event(scene.ada, "data", "Another").await;
        assert!(matches!(registrations::message(&host, &elsewhere, id).await, Err(Error::NotFound)));
        assert!(matches!(registrations::preview_message(&host, &elsewhere, &draft("all")).await, Err(Error::NotNow("nobody_to_write_to"))));
        let wrong = registrations::preview_message(&host, &slug, &draft("core")).await;
        assert!(matches!(wrong, Err(Error::Invalid(faults)) if faults.of("audience") == Some(Fault::NotChoice)));
    }
}
