//! Seats, lines and offers, through the use cases. The checks bear the numbers of the rules of waiting lists.

use super::{Scene, brought, refused};
use copia_app::registrations;
use copia_domain::registrations::{Place, Refusal, State};
use copia_testkit::on_both;

on_both! {
    async fn one_click_gives_a_seat_a_letter_and_an_entry(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let (ben, state) = scene.newcomer(&slug, "Ben Example").await;
        assert_eq!(state, State::Confirmed);
        let post = scene.post().await;
        assert_eq!(post.len(), 1);
        assert_eq!((post[0].to.as_str(), post[0].subject.as_str()), ("ben.example@demonstration.example", "You have a seat: Reading charts"));
        let object = post[0].invitation.clone().unwrap();
        assert_eq!(object.method, "REQUEST");
        for part in [
            "METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART;TZID=Europe/London:20260512T123000",
            "BEGIN:VTIMEZONE", "mailto:ben.example@demonstration.example", "URL:http://copia.example/events/reading-charts",
        ] {
            assert!(object.text.contains(part), "{part} in {}", object.text);
        }
        assert!(!object.text.contains("meet.demonstration.example"), "the joining link is for those who join");
        assert_eq!(scene.registration(&slug, ben).await.told_sequence, Some(0));
        let again = registrations::register(&scene.ctx(ben).await, &slug, Place::Online, "").await;
        assert_eq!(refused(again), Refusal::AlreadyDone);
    }

    async fn waiting_rule_2_the_line_moves_in_the_order_of_coming_and_each_is_told_once(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        scene.newcomer(&slug, "Cem Example").await;
        let (dora, waits) = scene.newcomer(&slug, "Dora Example").await;
        let (eli, _) = scene.newcomer(&slug, "Eli Example").await;
        assert_eq!(waits, State::Waiting);
        let post = scene.post().await;
        assert_eq!(post.iter().filter(|letter| brought(letter).is_some()).count(), 2, "those in line have no entry");
        assert!(post[3].text.contains("Your place in line: 2."), "{}", post[3].text);

        registrations::withdraw(&scene.ctx(ben).await, &slug).await.unwrap();
        assert_eq!((scene.state(&slug, dora).await, scene.state(&slug, eli).await), (State::Confirmed, State::Waiting));
        let post = scene.post().await;
        let told: Vec<_> = post.iter().map(|letter| (letter.to.split('.').next().unwrap(), brought(letter).map(|it| it.0))).collect();
        assert_eq!(told, [("ben", Some("CANCEL".to_owned())), ("dora", Some("REQUEST".to_owned()))]);
        let ben_again = registrations::register(&scene.ctx(ben).await, &slug, Place::InPerson, "").await.unwrap();
        assert_eq!(ben_again, State::Waiting);
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        let line: Vec<_> = given.in_state(State::Waiting).map(|row| (row.name.as_str(), row.in_line)).collect();
        assert_eq!(line, [("Eli Example", Some(1)), ("Ben Example", Some(2))], "whoever comes again is last");
        assert_eq!(given.fates.len(), 1, "(5) the freed seat has its fate");
        assert_eq!(given.fates[0].name, "Dora Example");
    }

    async fn the_hosts_list_has_pages_and_a_place_in_line_is_that_of_the_whole_line(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let online = scene.site.person("Zoe Example").await;
        registrations::register(&scene.ctx(online).await, &slug, Place::Online, "").await.unwrap();
        for number in 0..60 {
            scene.newcomer(&slug, &format!("Person{number} Example")).await;
        }
        let ada = scene.ctx(scene.ada).await;
        let (first, second) = (registrations::roster(&ada, &slug, 1).await.unwrap(), registrations::roster(&ada, &slug, 2).await.unwrap());
        assert_eq!((first.rows.len(), first.has_next, second.rows.len(), second.has_next), (50, true, 11, false));
        let names: Vec<_> = first.in_state(State::Confirmed).map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Person0 Example", "Person1 Example", "Zoe Example"]);
        let line: Vec<_> = first.rows.iter().chain(&second.rows).filter_map(|row| row.in_line).collect();
        assert_eq!(line, (1..=58).collect::<Vec<i64>>());
        for page in [&first, &second] {
            assert_eq!((page.count(State::Confirmed), page.count(State::Waiting), page.needs()), (3, 58, 0));
        }
        assert!(registrations::roster(&ada, &slug, 3).await.unwrap().rows.is_empty());
        let (_, sheet) = registrations::sheet(&ada, &slug).await.unwrap();
        assert_eq!(sheet.len(), 2, "those with a seat in the room");
    }

    async fn waiting_rule_5_an_offer_ends_and_goes_to_the_next_and_a_seat_that_nobody_wants_says_so(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| {
            input.policy = "offers";
            input.offer_hours = "5";
            input.seats = "1";
        }).await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        let (dora, _) = scene.newcomer(&slug, "Dora Example").await;
        scene.post().await;
        registrations::withdraw(&scene.ctx(ben).await, &slug).await.unwrap();
        assert_eq!(scene.state(&slug, cem).await, State::Offered);
        let subjects: Vec<_> = scene.post().await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects, ["Given back: Reading charts", "A seat is held for you: Reading charts"]);
        let eli = scene.newcomer(&slug, "Eli Example").await.1;
        assert_eq!(eli, State::Waiting, "(1) a seat that is held is nobody else's");

        scene.site.advance_hours(5);
        let late = registrations::accept(&scene.ctx(cem).await, &slug).await;
        assert_eq!(refused(late), Refusal::OfferEnded);
        let subjects: Vec<_> = scene.post().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
        assert_eq!(scene.state(&slug, cem).await, State::Lapsed);
        assert_eq!(scene.state(&slug, dora).await, State::Offered);
        assert!(subjects.contains(&("cem.example@demonstration.example".to_owned(), "Your offer has ended: Reading charts".to_owned())));
        registrations::accept(&scene.ctx(dora).await, &slug).await.unwrap();
        let entry = scene.post().await;
        assert_eq!(entry.iter().map(brought).collect::<Vec<_>>().len(), 1);
        assert_eq!(brought(&entry[0]).unwrap().0, "REQUEST");
    }

    async fn waiting_rule_4_nobody_is_promoted_in_the_last_hour_and_those_in_line_are_told(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.seats = "1").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        scene.post().await;
        // The event starts at 11:30 UTC; the clock stands at 09:00 eight days before.
        scene.site.advance_hours(8 * 24 + 2);
        registrations::withdraw(&scene.ctx(ben).await, &slug).await.unwrap();
        assert_eq!(scene.state(&slug, cem).await, State::Waiting);
        let subjects: Vec<_> = scene.post().await.into_iter().map(|letter| letter.subject).collect();
        assert!(subjects.contains(&"No seat came free: Reading charts".to_owned()), "{subjects:?}");
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        assert_eq!(given.fates[0].unfilled, Some(copia_domain::registrations::Unfilled::TooLate));
        assert!(scene.post().await.is_empty(), "nobody is told twice");
    }

    async fn a_host_takes_somebody_off_with_a_reason_and_lets_nobody_overtake(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.seats = "1").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        scene.site.person("Dora Example").await;
        let ada = scene.ctx(scene.ada).await;
        let let_in = registrations::let_in(&ada, &slug, "Dora Example", Place::InPerson).await.unwrap();
        assert_eq!(let_in, State::Waiting);
        let id = scene.registration(&slug, ben).await.id;
        assert_eq!(refused(registrations::remove(&ada, &slug, id, " ").await), Refusal::ReasonNeeded);
        registrations::remove(&ada, &slug, id, "It is for beginners.").await.unwrap();
        assert_eq!(scene.state(&slug, cem).await, State::Confirmed);
        let post = scene.post().await;
        let off = post.iter().find(|letter| letter.subject.starts_with("You were taken off")).unwrap();
        assert!(off.text.contains("It is for beginners."));
        assert_eq!(brought(off), Some(("CANCEL".to_owned(), 1)));
        let again = registrations::register(&scene.ctx(ben).await, &slug, Place::InPerson, "").await;
        assert_eq!(refused(again), Refusal::WasRemoved);
    }

    async fn the_other_way_of_taking_part_is_changed_to_without_losing_the_seat(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| {
            input.seats = "1";
            input.online_seats = "1";
        }).await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let (cem, _) = scene.newcomer(&slug, "Cem Example").await;
        let dora = scene.site.person("Dora Example").await;
        registrations::register(&scene.ctx(dora).await, &slug, Place::Online, "").await.unwrap();
        let full = registrations::change_place(&scene.ctx(ben).await, &slug, Place::Online).await;
        assert_eq!(refused(full), Refusal::OtherPlaceFull);
        registrations::withdraw(&scene.ctx(dora).await, &slug).await.unwrap();
        scene.post().await;
        registrations::change_place(&scene.ctx(ben).await, &slug, Place::Online).await.unwrap();
        assert_eq!(scene.state(&slug, cem).await, State::Confirmed, "the seat in the room goes to the next in line");
        let post = scene.post().await;
        let changed = post.iter().find(|letter| letter.subject.starts_with("Changed")).unwrap();
        assert_eq!(brought(changed), Some(("REQUEST".to_owned(), 1)));
        assert!(changed.invitation.as_ref().unwrap().text.replace("\r\n ", "").contains("https://meet.demonstration.example/room"));
    }

    async fn what_people_need_is_read_by_those_who_run_the_event_and_forgotten(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let ben = scene.site.person("Ben Example").await;
        registrations::register(&scene.ctx(ben).await, &slug, Place::InPerson, "A step-free way").await.unwrap();
        let (_, needs) = registrations::read_needs(&scene.ctx(scene.ada).await, &slug).await.unwrap();
        assert_eq!(needs[0].needs, "A step-free way");
        let manager = scene.site.person_with("Mo Example", copia_domain::role_terms::TermRole::ProgrammeManager).await;
        assert!(registrations::read_needs(&scene.ctx(manager).await, &slug).await.is_err(), "it is the hosts' to arrange");
        scene.site.advance_hours(24 * (8 + 15));
        copia_app::outbox::schedule(&scene.site.app.system()).await.unwrap();
        scene.post().await;
        let (_, needs) = registrations::read_needs(&scene.ctx(scene.ada).await, &slug).await.unwrap();
        assert!(needs.is_empty());
    }

    async fn the_link_in_a_letter_shows_the_place_and_posting_changes_it(db) {
        use copia_app::registrations::PlaceLink;
        let scene = Scene::new(db).await;
        let slug = scene.site.event(scene.ada, "data", "Reading charts").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        let post = scene.post().await;
        let path = post[0].text.split_whitespace().find(|word| word.contains("/places/")).unwrap();
        let parts: Vec<&str> = path.split('/').collect();
        let id = copia_domain::ids::RegistrationId::parse(parts[4]).unwrap();
        let link = PlaceLink { registration: id, signature: parts[5].to_owned() };
        let visitor = scene.site.visitor();
        let seen = registrations::look_at_place(&visitor, &link).await.unwrap();
        assert_eq!(seen.given.row.state, State::Confirmed);
        assert_eq!(scene.state(&slug, ben).await, State::Confirmed, "looking changes nothing");
        let forged = PlaceLink { registration: id, signature: "a".repeat(26) };
        assert!(registrations::withdraw_by_link(&visitor, &forged).await.is_err());
        registrations::withdraw_by_link(&visitor, &link).await.unwrap();
        assert_eq!(scene.state(&slug, ben).await, State::Withdrawn);
        assert_eq!(refused(registrations::withdraw_by_link(&visitor, &link).await), Refusal::AlreadyDone);
    }
}
