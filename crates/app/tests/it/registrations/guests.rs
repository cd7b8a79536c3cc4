//! Guests: a link proves the address, once.

use super::{Scene, brought, refused};
use copia_app::{
    Error,
    registrations::{self, Asked, GuestInput, GuestLink},
};
use copia_domain::{
    ids::{EventId, GuestId},
    registrations::{Place, Refusal, State},
    time::When,
};
use copia_mail::Sent;
use copia_testkit::on_both;

const GAIL: GuestInput<'static> =
    GuestInput { name: "Gail Example", email: "gail@elsewhere.example", place: "in_person" };

fn link(letter: &Sent) -> GuestLink {
    let url = letter.text.split_whitespace().find(|word| word.contains("/guests/")).unwrap();
    let parts: Vec<&str> = url.split('/').collect();
    let asked = Asked {
        event: EventId::parse(parts[4]).unwrap(),
        guest: GuestId::parse(parts[5]).unwrap(),
        place: Place::from_word(parts[6]).unwrap(),
        at: When::from_micros(parts[7].parse().unwrap()),
    };
    GuestLink { asked, signature: parts[8].to_owned() }
}

/// A guest asks, follows the link, and comes.
pub(super) async fn comes(scene: &Scene, slug: &str, input: &GuestInput<'_>) {
    let visitor = scene.site.visitor();
    registrations::ask_as_guest(&visitor, slug, input).await.unwrap();
    let post = scene.post().await;
    let letter = post.iter().find(|letter| letter.to == input.email).unwrap();
    registrations::register_guest(&visitor, &link(letter), "").await.unwrap();
}

on_both! {
    async fn a_guest_registers_by_the_link_once_and_looks_after_the_place(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.audience = "public").await;
        let visitor = scene.site.visitor();
        registrations::ask_as_guest(&visitor, &slug, &GAIL).await.unwrap();
        let post = scene.post().await;
        assert_eq!((post[0].to.as_str(), post[0].subject.as_str()), ("gail@elsewhere.example", "Register for Reading charts"));
        let link = link(&post[0]);
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        assert!(given.rows.is_empty(), "asking gives no place");
        registrations::look_at_guest(&visitor, &link).await.unwrap();

        let (place, state) = registrations::register_guest(&visitor, &link, "A seat at the front").await.unwrap();
        assert_eq!(state, State::Confirmed);
        assert_eq!(refused(registrations::register_guest(&visitor, &link, "").await), Refusal::AlreadyDone);
        let post = scene.post().await;
        assert_eq!(brought(&post[0]), Some(("REQUEST".to_owned(), 0)));
        assert!(post[0].invitation.as_ref().unwrap().text.contains("mailto:gail@elsewhere.example"));
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        assert_eq!((given.rows[0].name.as_str(), given.rows[0].guest_email.as_deref()), ("Gail Example", Some("gail@elsewhere.example")));
        registrations::withdraw_by_link(&visitor, &place).await.unwrap();
        let post = scene.post().await;
        assert_eq!(brought(&post[0]), Some(("CANCEL".to_owned(), 1)));

        scene.site.advance_hours(24 * (8 + 15));
        copia_app::outbox::schedule(&scene.site.app.system()).await.unwrap();
        scene.post().await;
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        assert_eq!((given.rows[0].name.as_str(), given.rows[0].guest_email.as_deref()), ("", Some("")), "forgotten");
    }

    async fn a_link_that_is_forged_or_old_gives_nothing_and_nobody_is_flooded(db) {
        let scene = Scene::new(db).await;
        let open = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.audience = "public").await;
        let staff = scene.site.event(scene.ada, "data", "For staff").await;
        let visitor = scene.site.visitor();
        assert!(matches!(registrations::ask_as_guest(&visitor, &staff, &GAIL).await, Err(Error::NotFound)));
        let wrong = GuestInput { name: " ", email: "nobody", place: "somewhere" };
        let Err(Error::Invalid(faults)) = registrations::ask_as_guest(&visitor, &open, &wrong).await else { panic!() };
        assert_eq!(faults.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "email", "place"]);
        for _ in 0..8 {
            registrations::ask_as_guest(&visitor, &open, &GAIL).await.unwrap();
        }
        let post = scene.post().await;
        assert_eq!(post.len(), 5, "five a day");
        let mut forged = link(&post[0]);
        forged.asked.place = Place::Online;
        assert!(matches!(registrations::register_guest(&visitor, &forged, "").await, Err(Error::LinkEnded)));
        scene.site.advance_hours(24);
        let later = scene.site.visitor();
        assert!(matches!(registrations::register_guest(&later, &link(&post[0]), "").await, Err(Error::LinkEnded)));
    }

    async fn waiting_rule_3_a_colleague_who_comes_as_a_guest_has_one_place(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.audience = "public").await;
        let (ben, _) = scene.newcomer(&slug, "Ben Example").await;
        scene.post().await;
        let visitor = scene.site.visitor();
        let as_ben = GuestInput { email: "ben.example@demonstration.example", ..GAIL };
        registrations::ask_as_guest(&visitor, &slug, &as_ben).await.unwrap();
        let post = scene.post().await;
        assert_eq!(refused(registrations::register_guest(&visitor, &link(&post[0]), "").await), Refusal::AlreadyDone);
        assert_eq!(scene.state(&slug, ben).await, State::Confirmed);
    }
}
