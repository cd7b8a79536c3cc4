//! What hosts change: calendars hear of it once, in order, and nobody's answer is reset.

use super::{Scene, brought, line};
use copia_app::{Error, events, registrations};
use copia_domain::registrations::{Place, State};
use copia_mail::SendError;
use copia_testkit::{event_input, on_both};

on_both! {
    async fn calendar_rule_16_words_alone_tell_nobody_and_a_move_tells_everybody_once(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let first = scene.post().await;
        let uid = line(&first[0].invitation.as_ref().unwrap().text, "UID:").to_owned();
        let ada = scene.ctx(scene.ada).await;

        let mut input = event_input("data", "Reading charts and tables");
        input.version = 2;
        assert_eq!(events::save(&ada, &slug, &input).await.unwrap(), events::Saved::Done { is_told: false });
        assert!(scene.post().await.is_empty(), "words alone are nobody's news");

        input.version = 3;
        input.date = "2026-05-13";
        assert_eq!(events::save(&ada, &slug, &input).await.unwrap(), events::Saved::Done { is_told: true });
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!(brought(&post[0]), Some(("REQUEST".to_owned(), 1)), "calendar rule 2: SEQUENCE is raised");
        let object = &post[0].invitation.as_ref().unwrap().text;
        assert_eq!(line(object, "UID:"), uid, "calendar rule 1: the UID stays");
        assert!(object.contains("DTSTART;TZID=Europe/London:20260513T123000"));
        assert_eq!(scene.state(&slug, ben).await, State::Confirmed, "the answer stands");
        assert!(scene.post().await.is_empty());

        input.version = 3;
        assert!(matches!(events::save(&ada, &slug, &input).await, Err(Error::Stale)), "somebody else was faster");
    }

    async fn calendar_rule_16_a_cancel_never_overtakes_a_request_while_the_mail_server_is_down_for_a_day(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let ben = scene.site.person("Ben Example").await;
        scene.site.break_mail(Some(SendError::Retry("away".to_owned().into())));
        let ctx = scene.ctx(ben).await;
        registrations::register(&ctx, &slug, Place::InPerson, "").await.unwrap();
        scene.post().await;
        registrations::withdraw(&ctx, &slug).await.unwrap();
        registrations::register(&ctx, &slug, Place::InPerson, "").await.unwrap();
        for _ in 0..6 {
            scene.site.advance_hours(4);
            assert!(scene.post().await.is_empty());
        }
        scene.site.break_mail(None);
        let mut post = Vec::new();
        for _ in 0..6 {
            scene.site.advance_hours(7);
            post.extend(scene.post().await);
        }
        let brought: Vec<_> = post.iter().filter_map(brought).collect();
        let expected = [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)].map(|(method, sequence)| (method.to_owned(), sequence));
        assert_eq!(brought, expected);
    }

    async fn calendar_rule_04_calling_off_tells_everybody_with_the_reason_and_takes_the_entry_out(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.seats = "1").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        assert!(matches!(events::call_off(&ada, &slug, " ", "").await, Err(Error::Invalid(_))));
        events::call_off(&ada, &slug, "The speaker is ill.", "").await.unwrap();
        let post = scene.post().await;
        assert_eq!(post.len(), 2);
        assert!(post.iter().all(|letter| letter.text.contains("The speaker is ill.")));
        let entries: Vec<_> = post.iter().filter_map(brought).collect();
        assert_eq!(entries, [("CANCEL".to_owned(), 2)], "one had a seat; the event's and the person's change raise it");
        let object = post.iter().find_map(|letter| letter.invitation.as_ref()).unwrap();
        assert!(object.text.contains("STATUS:CANCELLED") && object.text.contains("METHOD:CANCEL"));
        assert_eq!((scene.state(&slug, ben).await, scene.state(&slug, cem).await), (State::CalledOff, State::CalledOff));
        assert!(matches!(events::call_off(&ada, &slug, "Again", "").await, Err(Error::AlreadyDone)));
        scene.site.advance_hours(24 * 8);
        assert!(scene.post().await.is_empty(), "nobody is reminded of what is off");
    }

    async fn waiting_rule_6_fewer_seats_ask_first_and_more_seats_give(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        let (dora, _) = scene.newcomer(&slug, "Dora Example").await;
        scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        let mut input = event_input("data", "Reading charts");
        input.version = 2;
        input.seats = "1";
        assert_eq!(events::save(&ada, &slug, &input).await.unwrap(), events::Saved::Sure { people: 1 });
        assert_eq!(scene.state(&slug, cem).await, State::Confirmed, "nothing is saved until it is meant");
        input.is_sure = true;
        events::save(&ada, &slug, &input).await.unwrap();
        assert_eq!((scene.state(&slug, ben).await, scene.state(&slug, cem).await), (State::Confirmed, State::Waiting));
        let post = scene.post().await;
        assert_eq!(post.iter().map(brought).collect::<Vec<_>>(), [Some(("CANCEL".to_owned(), 1))]);
        input.version = 3;
        input.seats = "";
        events::save(&ada, &slug, &input).await.unwrap();
        assert_eq!((scene.state(&slug, cem).await, scene.state(&slug, dora).await), (State::Confirmed, State::Confirmed));
        let methods: Vec<_> = scene.post().await.iter().filter_map(brought).map(|it| it.0).collect();
        assert_eq!(methods, ["REQUEST", "REQUEST"]);
    }

    async fn reminders_come_a_day_and_an_hour_before_and_move_with_the_event(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.preparation = "Bring a *chart*.").await;
        let (_ben, _) = scene.newcomer(&slug, "Ben Example").await;
        scene.post().await;
        let mut input = event_input("data", "Reading charts");
        input.preparation = "Bring a *chart*.";
        input.date = "2026-05-13";
        input.version = 2;
        events::save(&scene.ctx(scene.ada).await, &slug, &input).await.unwrap();
        scene.post().await;
        // A day before the first date: nothing, because it has moved.
        scene.site.advance_hours(24 * 7 + 4);
        assert!(scene.post().await.is_empty());
        scene.site.advance_hours(24);
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!(post[0].subject, "Tomorrow: Reading charts");
        assert!(post[0].text.contains("Bring a chart."));
        scene.site.advance_hours(22);
        assert_eq!(scene.post().await.iter().map(|letter| letter.subject.as_str()).collect::<Vec<_>>(), ["In an hour: Reading charts"]);
        scene.site.advance_hours(3);
        assert!(scene.post().await.is_empty());
    }

    async fn whoever_leaves_the_site_gives_their_seats_back(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.seats = "1").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        copia_app::people::leave_site(&scene.ctx(ben).await).await.unwrap();
        assert_eq!(scene.state(&slug, cem).await, State::Confirmed);
    }
}
