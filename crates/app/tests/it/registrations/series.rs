//! Series: each session has its own seats, whoever comes to all of it has one object in their calendar, and what is
//! changed for some sessions resets nobody's answer.

use super::{Scene, brought, line, refused};
use copia_app::{
    Error,
    events::{self, EventInput, Saved, SpeakerInput},
    registrations::{self, Seats},
};
use copia_domain::{
    fields::Fault,
    ids::PersonId,
    registrations::{Place, Refusal, State},
    role_terms::TermRole,
};
use copia_mail::Sent;
use copia_testkit::{event_input, on_both};

/// Three Tuesdays at lunch, each with so many seats, published; the addresses of the sessions.
async fn series(scene: &Scene, seats: &str) -> Vec<String> {
    let ada = scene.ctx(scene.ada).await;
    let mut input = weekly("3");
    input.seats = seats;
    let first = events::create(&ada, &input).await.unwrap().to_string();
    assert_eq!(events::publish_series(&ada, &first).await.unwrap(), 3);
    let page = events::series_page(&ada, &first).await.unwrap();
    page.sessions.iter().map(|session| session.slug.to_string()).collect()
}

fn weekly(count: &str) -> EventInput<'_> {
    let mut input = event_input("data", "Reading charts");
    input.repeat = "weekly";
    input.ends_after = count;
    input
}

/// An edit of a published session, as it stands.
fn edit<'a>(date: &'a str, reach: &'a str) -> EventInput<'a> {
    let mut input = event_input("data", "Reading charts");
    (input.date, input.reach, input.version) = (date, reach, 2);
    input
}

/// Somebody new who comes to the whole series.
async fn comes(scene: &Scene, slug: &str, name: &str) -> (PersonId, Seats) {
    let person = scene.site.person(name).await;
    let seats = registrations::come_to_series(&scene.ctx(person).await, slug, Place::InPerson).await.unwrap();
    (person, seats)
}

async fn states(scene: &Scene, slugs: &[String], person: PersonId) -> Vec<State> {
    let mut states = Vec::new();
    for slug in slugs {
        states.push(scene.state(slug, person).await);
    }
    states
}

/// What a letter's object says of itself: method, SEQUENCE and UID.
fn object(letter: &Sent) -> (String, u32, String) {
    let (method, sequence) = brought(letter).expect("an object");
    (method, sequence, line(&letter.invitation.as_ref().unwrap().text, "UID:").to_owned())
}

fn text(letter: &Sent) -> String {
    letter.invitation.as_ref().unwrap().text.replace("\r\n ", "")
}

const SEAT: State = State::Confirmed;
const LINE: State = State::Waiting;

on_both! {
    async fn waiting_rule_8_each_session_of_a_series_has_its_own_seats_and_line(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "1").await;
        let (ben, seats) = comes(&scene, &slugs[0], "Ben Example").await;
        assert_eq!(seats, Seats { confirmed: 3, waiting: 0 });
        let (cem, seats) = comes(&scene, &slugs[0], "Cem Example").await;
        assert_eq!(seats, Seats { confirmed: 0, waiting: 3 });
        let (dora, state) = scene.newcomer(&slugs[1], "Dora Example").await;
        assert_eq!(state, LINE);
        registrations::withdraw(&scene.ctx(ben).await, &slugs[1]).await.unwrap();
        assert_eq!(states(&scene, &slugs, ben).await, [SEAT, State::Withdrawn, SEAT]);
        assert_eq!(states(&scene, &slugs, cem).await, [LINE, SEAT, LINE], "one session's seat moves one session's line");
        assert_eq!(scene.state(&slugs[1], dora).await, LINE);
        registrations::leave_series(&scene.ctx(ben).await, &slugs[0]).await.unwrap();
        assert_eq!(states(&scene, &slugs, cem).await, [SEAT, SEAT, SEAT]);
        let page = events::series_page(&scene.ctx(scene.ada).await, &slugs[0]).await.unwrap();
        let counts: Vec<_> = page.sessions.iter().map(|one| one.counts(Place::InPerson)).collect();
        assert_eq!(counts, [(1, 0), (1, 1), (1, 0)]);
    }

    async fn whoever_comes_to_a_series_has_one_object_with_its_rule_and_exceptions(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "2").await;
        let (ben, _) = comes(&scene, &slugs[1], "Ben Example").await;
        let post = scene.post().await;
        assert_eq!(post.len(), 1, "one letter for all sessions");
        let (method, sequence, uid) = object(&post[0]);
        assert_eq!((method.as_str(), sequence), ("REQUEST", 0));
        let whole = text(&post[0]);
        assert!(whole.contains("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20260526T113000Z"), "{whole}");
        assert!(!whole.contains("EXDATE") && !whole.contains("RECURRENCE-ID"), "{whole}");
        assert_eq!(refused(registrations::come_to_series(&scene.ctx(ben).await, &slugs[0], Place::InPerson).await), Refusal::AlreadyDone);

        registrations::withdraw(&scene.ctx(ben).await, &slugs[1]).await.unwrap();
        let post = scene.post().await;
        assert_eq!(object(&post[0]), ("REQUEST".to_owned(), 1, uid.clone()));
        assert!(text(&post[0]).contains("EXDATE;TZID=Europe/London:20260519T123000"));

        // Once more for this session: it is part of the series still.
        registrations::register(&scene.ctx(ben).await, &slugs[1], Place::InPerson, "").await.unwrap();
        let post = scene.post().await;
        assert_eq!(object(&post[0]), ("REQUEST".to_owned(), 2, uid.clone()));
        assert!(!text(&post[0]).contains("EXDATE"));

        registrations::leave_series(&scene.ctx(ben).await, &slugs[0]).await.unwrap();
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!(object(&post[0]), ("CANCEL".to_owned(), 3, uid.clone()));

        // Back to one session alone: that is an object of its own.
        registrations::register(&scene.ctx(ben).await, &slugs[1], Place::InPerson, "").await.unwrap();
        let (method, _, own) = object(&scene.post().await[0]);
        assert_eq!(method, "REQUEST");
        assert_ne!(own, uid);
    }

    async fn one_session_that_moves_is_an_exception_of_the_object(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let (ben, _) = comes(&scene, &slugs[0], "Ben Example").await;
        let (_, state) = scene.newcomer(&slugs[1], "Dora Example").await;
        assert_eq!(state, SEAT);
        let before = scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        assert_eq!(events::save(&ada, &slugs[1], &edit("2026-05-20", "this")).await.unwrap(), Saved::Done { is_told: true });
        let post = scene.post().await;
        assert_eq!(post.len(), 2);
        assert_eq!(object(&post[0]), ("REQUEST".to_owned(), 1, object(&before[0]).2));
        let moved = text(&post[0]);
        assert!(moved.contains("RECURRENCE-ID;TZID=Europe/London:20260519T123000"), "{moved}");
        assert!(moved.contains("DTSTART;TZID=Europe/London:20260520T123000"), "{moved}");
        assert_eq!(object(&post[1]), ("REQUEST".to_owned(), 1, object(&before[1]).2), "one session alone keeps its own UID");
        assert!(!text(&post[1]).contains("FREQ=WEEKLY"));
        assert_eq!(states(&scene, &slugs, ben).await, [SEAT, SEAT, SEAT]);
    }

    async fn this_and_following_ends_the_old_object_and_begins_a_new_one_and_carries_everybody_over(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let (ben, _) = comes(&scene, &slugs[0], "Ben Example").await;
        scene.newcomer(&slugs[2], "Dora Example").await;
        let before = scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        let mut input = edit("2026-05-19", "following");
        (input.starts, input.ends) = ("13:00", "14:00");
        assert_eq!(events::save(&ada, &slugs[1], &input).await.unwrap(), Saved::Many { sessions: 2, is_told: true });
        let post = scene.post().await;
        assert_eq!(post.len(), 3);
        let old = object(&before[0]).2;
        let ended = post[..2].iter().find(|letter| object(letter).2 == old).expect("the old object");
        assert_eq!((object(ended).0.as_str(), object(ended).1), ("REQUEST", 1));
        assert!(text(ended).contains("UNTIL=20260512T113000Z"), "{}", text(ended));
        let begun = post[..2].iter().find(|letter| object(letter).2 != old).expect("the new object");
        assert_eq!((object(begun).0.as_str(), object(begun).1), ("REQUEST", 0));
        assert!(text(begun).contains("DTSTART;TZID=Europe/London:20260519T130000"), "{}", text(begun));
        assert!(text(begun).contains("UNTIL=20260526T120000Z"), "{}", text(begun));
        assert_eq!(object(&post[2]), ("REQUEST".to_owned(), 1, object(&before[1]).2), "one session alone keeps its own UID");
        assert_eq!(states(&scene, &slugs, ben).await, [SEAT, SEAT, SEAT]);
        let page = events::series_page(&ada, &slugs[0]).await.unwrap();
        assert_eq!(page.segments.len(), 2);
        assert!(scene.post().await.is_empty(), "nobody is told twice");
    }

    async fn all_that_is_to_come_keeps_the_object_and_what_was_said_of_one_session_alone(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let (_ben, _) = comes(&scene, &slugs[0], "Ben Example").await;
        let before = scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        let mut alone = edit("2026-05-19", "this");
        alone.title = "Reading maps";
        assert_eq!(events::save(&ada, &slugs[1], &alone).await.unwrap(), Saved::Done { is_told: false });
        let mut input = edit("2026-05-14", "all");
        input.summary = "Now on Thursdays.";
        assert_eq!(events::save(&ada, &slugs[0], &input).await.unwrap(), Saved::Many { sessions: 3, is_told: true });
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!(object(&post[0]), ("REQUEST".to_owned(), 1, object(&before[0]).2));
        let whole = text(&post[0]);
        assert!(whole.contains("BYDAY=TH") && whole.contains("DTSTART;TZID=Europe/London:20260514T123000"), "{whole}");
        let page = events::series_page(&ada, &slugs[0]).await.unwrap();
        let days: Vec<_> = page.sessions.iter().map(|one| one.local_start.0.date().to_string()).collect();
        assert_eq!(days, ["2026-05-14", "2026-05-21", "2026-05-28"]);
        let said: Vec<_> = page.sessions.iter().map(|one| (one.title.as_str(), one.summary.as_str())).collect();
        assert_eq!(said[1], ("Reading maps", "Now on Thursdays."));
        assert_eq!(page.segments.len(), 1);
    }

    async fn who_holds_a_series_and_who_speaks_at_it_reaches_every_session(db) {
        let scene = Scene::new(db).await;
        let maps = scene.site.community("Maps").await;
        scene.site.appoint(scene.ada, maps, TermRole::Lead).await;
        let slugs = series(&scene, "5").await;
        let ada = scene.ctx(scene.ada).await;
        let mut input = edit("2026-05-12", "all");
        input.communities.push("maps");
        input.speakers = vec![SpeakerInput { name: "Sol Example", ..SpeakerInput::default() }];
        assert_eq!(events::save(&ada, &slugs[0], &input).await.unwrap(), Saved::Many { sessions: 3, is_told: false });
        for slug in &slugs {
            let page = events::page(&ada, slug).await.unwrap();
            let holders: Vec<_> = page.holders.iter().map(|one| one.slug.as_str()).collect();
            let speakers: Vec<_> = page.speakers.iter().map(|one| one.name.as_str()).collect();
            assert_eq!((holders, speakers), (vec!["data", "maps"], vec!["Sol Example"]), "{slug}");
        }
    }

    async fn a_session_that_is_added_has_a_place_for_whoever_comes_to_the_series(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "1").await;
        let (ben, _) = comes(&scene, &slugs[0], "Ben Example").await;
        let (cem, _) = comes(&scene, &slugs[0], "Cem Example").await;
        let (dora, _) = comes(&scene, &slugs[0], "Dora Example").await;
        registrations::leave_series(&scene.ctx(dora).await, &slugs[0]).await.unwrap();
        let before = scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        let added = events::add_session(&ada, &slugs[0], "2026-06-04").await.unwrap().to_string();
        events::publish(&ada, &added, 1).await.unwrap();
        let post = scene.post().await;
        assert_eq!((scene.state(&added, ben).await, scene.state(&added, cem).await), (SEAT, LINE));
        assert_eq!(post.iter().filter_map(brought).collect::<Vec<_>>(), [("REQUEST".to_owned(), 1)]);
        let own = post.iter().find(|letter| letter.invitation.is_some()).unwrap();
        assert_ne!(object(own).2, object(&before[0]).2, "programs that many people use leave out the extra days of a rule");
        let ctx = scene.ctx(dora).await;
        let mut tx = scene.site.db.read().await;
        let (found, _) = events::visible(&ctx, &mut tx, &added).await.unwrap();
        assert_eq!(found.my_state, None, "whoever left the series is not put on the list");
    }

    async fn calling_off_several_sessions_tells_each_person_once(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let (ben, _) = comes(&scene, &slugs[0], "Ben Example").await;
        scene.newcomer(&slugs[2], "Dora Example").await;
        scene.post().await;
        let ada = scene.ctx(scene.ada).await;
        events::call_off(&ada, &slugs[1], "The room is flooded.", "following").await.unwrap();
        let post = scene.post().await;
        assert_eq!(post.len(), 2);
        let (method, _, _) = object(&post[0]);
        assert_eq!(method, "REQUEST", "the first session stands");
        assert!(text(&post[0]).contains("EXDATE;TZID=Europe/London:20260519T123000,20260526T123000"), "{}", text(&post[0]));
        assert_eq!(object(&post[1]).0, "CANCEL");
        assert!(post[1].text.contains("The room is flooded."));
        assert_eq!(states(&scene, &slugs, ben).await, [SEAT, State::CalledOff, State::CalledOff]);
        events::call_off(&ada, &slugs[0], "The room is still flooded.", "").await.unwrap();
        let post = scene.post().await;
        assert_eq!(object(&post[0]).0, "CANCEL", "nothing is left");
    }

    async fn a_series_that_cannot_be_is_refused_at_its_field(db) {
        let scene = Scene::new(db).await;
        let ada = scene.ctx(scene.ada).await;
        let cases: [(&str, &str, &str, &str, &str, &str, Fault); 9] = [
            ("weekly", "", "", "", "2026-05-12", "ends_after", Fault::NoEnd),
            ("weekly", "", "3", "2026-06-12", "2026-05-12", "ends_after", Fault::TwoEnds),
            ("weekly", "0", "3", "", "2026-05-12", "every", Fault::OutOfRange),
            ("weekly", "", "101", "", "2026-05-12", "ends_after", Fault::TooManyDates),
            ("weekly", "", "0", "", "2026-05-12", "ends_after", Fault::TooManyDates),
            ("weekly", "", "", "2026-05-11", "2026-05-12", "ends_on", Fault::EndsBeforeStart),
            ("monthly_day", "", "3", "", "2026-05-31", "repeat", Fault::NotEveryMonth),
            ("monthly_last_weekday", "", "3", "", "2026-05-12", "repeat", Fault::OtherDay),
            ("fortnightly", "", "3", "", "2026-05-12", "repeat", Fault::NotChoice),
        ];
        for (repeat, every, after, on, date, field, fault) in cases {
            let mut input = event_input("data", "Reading charts");
            (input.repeat, input.every, input.ends_after, input.ends_on, input.date) = (repeat, every, after, on, date);
            match events::create(&ada, &input).await {
                Err(Error::Invalid(faults)) => assert_eq!(faults.of(field), Some(fault), "{repeat} {after} {on} {date}"),
                other => panic!("{repeat} {after} {on} {date}: {other:?}"),
            }
        }
        let single = scene.site.event(scene.ada, "data", "Alone").await;
        assert!(matches!(events::series_page(&ada, &single).await, Err(Error::NotFound)));
        let slugs = series(&scene, "5").await;
        for (date, fault) in [("", Fault::Missing), ("soon", Fault::NotDate), ("2026-01-01", Fault::InPast), ("2026-05-19", Fault::Taken)] {
            match events::add_session(&ada, &slugs[0], date).await {
                Err(Error::Invalid(faults)) => assert_eq!(faults.of("date"), Some(fault)),
                other => panic!("{date}: {other:?}"),
            }
        }
    }

    async fn whoever_runs_one_session_alone_changes_that_one_alone(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let ada = scene.ctx(scene.ada).await;
        let host = scene.site.person("Hal Example").await;
        events::add_runner(&ada, &slugs[1], "Hal Example", "host", false).await.unwrap();
        let hal = scene.ctx(host).await;
        match events::save(&hal, &slugs[1], &edit("2026-05-20", "following")).await {
            Err(Error::Invalid(faults)) => assert_eq!(faults.of("reach"), Some(Fault::NotYours)),
            other => panic!("{other:?}"),
        }
        match events::call_off(&hal, &slugs[1], "The room is flooded.", "all").await {
            Err(Error::Invalid(faults)) => assert_eq!(faults.of("reach"), Some(Fault::NotYours)),
            other => panic!("{other:?}"),
        }
        events::save(&hal, &slugs[1], &edit("2026-05-20", "this")).await.unwrap();
        events::add_runner(&ada, &slugs[0], "Hal Example", "host", true).await.unwrap();
        let added = events::add_session(&hal, &slugs[1], "2026-06-04").await.unwrap().to_string();
        let team = events::team(&hal, &added).await.unwrap();
        assert_eq!(team.runners.len(), 2, "whoever ran the session that it is like");
        assert!(matches!(events::save(&hal, &slugs[2], &edit("2026-05-27", "following")).await, Ok(Saved::Many { sessions: 2, .. })));
    }

    async fn a_feed_says_nothing_of_a_series_of_which_it_may_show_a_part(db) {
        let scene = Scene::new(db).await;
        let slugs = series(&scene, "5").await;
        let ada = scene.ctx(scene.ada).await;
        let visitor = scene.site.visitor();
        let mut open = edit("2026-05-19", "this");
        (open.title, open.audience) = ("Open to all", "public");
        events::save(&ada, &slugs[1], &open).await.unwrap();
        let text = events::public_feed(&visitor).await.unwrap().text;
        assert!(text.contains("Open to all"), "{text}");
        assert!(!text.contains("Reading charts") && !text.contains("20260512T") && !text.contains("20260526T"), "{text}");
        for slug in [&slugs[0], &slugs[2]] {
            let mut open = edit(if *slug == slugs[0] { "2026-05-12" } else { "2026-05-26" }, "this");
            open.audience = "public";
            events::save(&ada, slug, &open).await.unwrap();
        }
        let text = events::public_feed(&visitor).await.unwrap().text;
        assert!(text.contains("RRULE:FREQ=WEEKLY") && text.contains("Reading charts"), "{text}");
    }

    async fn the_hours_of_a_series_stay_over_a_change_of_the_clocks(db) {
        let scene = Scene::new(db).await;
        let ada = scene.ctx(scene.ada).await;
        let mut input = weekly("3");
        input.date = "2026-10-20";
        let first = events::create(&ada, &input).await.unwrap().to_string();
        let page = events::series_page(&ada, &first).await.unwrap();
        let starts: Vec<_> = page.sessions.iter().map(|one| one.starts_at.timestamp().to_string()).collect();
        assert_eq!(starts, ["2026-10-20T11:30:00Z", "2026-10-27T12:30:00Z", "2026-11-03T12:30:00Z"]);
    }
}
