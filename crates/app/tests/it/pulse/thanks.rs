//! The letter of thanks, who is asked, and what they are told.

use super::{SLUG, Scene, TO_THANKS};
use copia_app::{
    Error,
    pulse::{self, PulseInput, PulseLink, Shown, Stand},
    registrations::{self, GuestInput, GuestLink},
};
use copia_domain::{ids::RollEntryId, pulse::Worth};
use copia_testkit::on_both;

/// The path of the first link in a letter that begins so.
fn link(text: &str, begins: &str) -> String {
    let from = text.find(begins).unwrap_or_else(|| panic!("{begins} in {text}"));
    text[from..].split_whitespace().next().unwrap().to_owned()
}

/// The link of a letter as the page reads it.
fn pulse_link(text: &str) -> PulseLink {
    let path = link(text, "http://copia.example/pulse/");
    let mut parts = path.trim_start_matches("http://copia.example/pulse/").split('/');
    let entry = RollEntryId::parse(parts.next().unwrap()).unwrap();
    PulseLink { entry, signature: parts.next().unwrap().to_owned() }
}

on_both! {
    async fn those_who_had_a_seat_are_thanked_once_and_asked_with_the_rule(db) {
        let scene = Scene::before(db, 12).await;
        scene.site.advance_hours(TO_THANKS - 1);
        scene.site.run_jobs().await;
        let early = scene.site.take_mail();
        assert!(!early.iter().any(|letter| letter.subject.starts_with("Thank you")), "not while people walk back");
        scene.site.advance_hours(1);
        scene.site.run_jobs().await;
        let post = scene.site.take_mail();
        assert_eq!(post.len(), 12);
        for letter in &post {
            assert_eq!(letter.subject, "Thank you for coming: Reading charts");
            assert!(letter.text.contains("http://copia.example/events/reading-charts/pulse"), "{}", letter.text);
            assert!(letter.text.contains("12 people are asked, until"), "{}", letter.text);
        }
        scene.site.advance_hours(1);
        scene.site.run_jobs().await;
        assert!(scene.site.take_mail().is_empty(), "once");
        let view = pulse::look(&scene.ctx(scene.people[0]).await, SLUG).await.unwrap();
        assert_eq!((view.rule.asked, view.rule.minimum, view.rule.words_from, view.stand), (12, 10, 15, Stand::Open));
        // Somebody who had no seat is not asked, and is told of nothing.
        assert!(matches!(pulse::look(&scene.ctx(scene.ada).await, SLUG).await, Err(Error::NotFound)));
    }

    async fn so_few_that_nothing_could_be_shown_are_thanked_and_not_asked(db) {
        let scene = Scene::before(db, 9).await;
        scene.site.advance_hours(TO_THANKS);
        scene.site.run_jobs().await;
        let post = scene.site.take_mail();
        let thanks: Vec<_> = post.iter().filter(|letter| letter.subject.starts_with("Thank you")).collect();
        assert_eq!(thanks.len(), 9);
        for letter in thanks {
            assert!(letter.text.contains("We do not ask you how it was"), "{}", letter.text);
            assert!(!letter.text.contains("/pulse"), "{}", letter.text);
        }
        assert_eq!(scene.results().await.shown, Shown::NotAsked);
        assert!(matches!(pulse::look(&scene.ctx(scene.people[0]).await, SLUG).await, Err(Error::NotFound)));
    }

    async fn a_guest_answers_by_a_link_that_nobody_can_forge(db) {
        let scene = Scene::before(db, 19).await;
        let input = GuestInput { name: "Gail Example", email: "gail@elsewhere.example", place: "in_person" };
        registrations::ask_as_guest(&scene.site.visitor(), SLUG, &input).await.unwrap();
        scene.site.run_jobs().await;
        let asked = scene.site.take_mail().pop().unwrap();
        let path = link(&asked.text, "http://copia.example/guests/");
        let parts: Vec<&str> = path.trim_start_matches("http://copia.example/guests/").split('/').collect();
        let guest = GuestLink {
            asked: registrations::Asked {
                event: copia_domain::ids::EventId::parse(parts[0]).unwrap(),
                guest: copia_domain::ids::GuestId::parse(parts[1]).unwrap(),
                place: copia_domain::registrations::Place::from_word(parts[2]).unwrap(),
                at: copia_domain::time::When::from_micros(parts[3].parse().unwrap()),
            },
            signature: parts[4].to_owned(),
        };
        registrations::register_guest(&scene.site.visitor(), &guest, "").await.unwrap();
        scene.site.advance_hours(TO_THANKS);
        scene.site.run_jobs().await;
        let post = scene.site.take_mail();
        let letter = post.iter().find(|letter| letter.to == "gail@elsewhere.example" && letter.subject.starts_with("Thank you"));
        let letter = letter.expect("a guest is thanked too");
        let link = pulse_link(&letter.text);
        assert!(!letter.text.contains(parts[1]), "the link does not name the guest");

        let input = PulseInput { worth: Worth::Mostly.word(), takeaway: "" };
        let visitor = scene.site.visitor();
        for forged in [
            PulseLink { signature: "forged".to_owned(), ..link.clone() },
            PulseLink { entry: RollEntryId(uuid::Uuid::from_u128(7)), ..link.clone() },
        ] {
            assert!(matches!(pulse::look_by_link(&visitor, &forged).await, Err(Error::LinkEnded)));
            assert!(matches!(pulse::answer_by_link(&visitor, &forged, &input).await, Err(Error::LinkEnded)));
        }
        assert_eq!(pulse::look_by_link(&visitor, &link).await.unwrap().stand, Stand::Open);
        pulse::answer_by_link(&visitor, &link, &input).await.unwrap();
        assert_eq!(pulse::look_by_link(&visitor, &link).await.unwrap().stand, Stand::Received);
        assert!(matches!(pulse::answer_by_link(&visitor, &link, &input).await, Err(Error::AlreadyDone)));
    }

    async fn what_cannot_be_an_answer_is_refused_and_nothing_kept(db) {
        let scene = Scene::new(db, 10).await;
        let ctx = scene.ctx(scene.people[0]).await;
        let long = "a".repeat(1_001);
        for input in [
            PulseInput { worth: "", takeaway: "" },
            PulseInput { worth: "splendid", takeaway: "" },
            PulseInput { worth: "fully", takeaway: &long },
        ] {
            assert!(matches!(pulse::answer(&ctx, SLUG, &input).await, Err(Error::Invalid(_))));
        }
        assert_eq!(scene.stand(0).await, Stand::Open);
        let stranger = scene.site.person("Stranger Example").await;
        let input = PulseInput { worth: "fully", takeaway: "" };
        assert!(matches!(pulse::answer(&scene.ctx(stranger).await, SLUG, &input).await, Err(Error::NotFound)));
        assert!(matches!(pulse::answer(&scene.site.visitor(), SLUG, &input).await, Err(Error::Denied(_))));
        scene.site.advance_hours(14 * 24);
        assert!(matches!(pulse::answer(&ctx_now(&scene).await, SLUG, &input).await, Err(Error::NotNow("pulse-closed"))));
    }

    async fn what_people_said_is_shown_to_those_who_ran_it_once_all_is_counted(db) {
        let scene = Scene::new(db, 40).await;
        for number in 0..24 {
            let worth = if number < 5 { Worth::NotReally } else if number < 12 { Worth::Mostly } else { Worth::Fully };
            scene.answer(number, worth, if number % 2 == 0 { "A trick with colours" } else { "" }).await.unwrap();
        }
        assert_eq!(scene.results().await.shown, Shown::NotYet);
        scene.count().await;
        let Shown::Said(said) = scene.results().await.shown else { panic!("they have answered") };
        assert_eq!((said.answers, said.worthwhile), (24, (19, 19)));
        assert!((said.rate - 60.0).abs() < 0.01);
        // As statsmodels reckons it.
        let bounds = said.interval.unwrap();
        assert_eq!((bounds.low.round(), bounds.high.round()), (60.0, 91.0));
        assert_eq!(said.words.unwrap().len(), 12);
        let member = scene.ctx(scene.people[0]).await;
        assert!(matches!(pulse::results(&member, SLUG).await, Err(Error::Denied(_))));
        let manager = scene.site.person_with("Mona Example", copia_domain::role_terms::TermRole::ProgrammeManager).await;
        assert!(matches!(pulse::results(&scene.ctx(manager).await, SLUG).await.unwrap().shown, Shown::Said(_)));
    }

    async fn words_need_more_answers_than_numbers(db) {
        let scene = Scene::new(db, 14).await;
        for number in 0..14 {
            let worth = if number < 4 { Worth::Partly } else { Worth::Fully };
            scene.answer(number, worth, "A trick with colours").await.unwrap();
        }
        scene.count().await;
        let Shown::Said(said) = scene.results().await.shown else { panic!("they have answered") };
        assert_eq!((said.answers, said.words), (14, None));
    }
}

/// The first of those who are asked, at the present time.
async fn ctx_now(scene: &Scene) -> copia_app::Ctx {
    scene.ctx(scene.people[0]).await
}
