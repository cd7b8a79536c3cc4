//! People: what they say of themselves, what others see, and how they come and go.

mod belonging;

use bytes::Bytes;
use copia_app::{
    Ctx, Error, files, home, notifications, people,
    people::{Filter, ProfileForm, Seen, WelcomeForm},
    privacy, suggestions,
};
use copia_domain::{
    fields::Fault,
    ids::{FileId, PersonId},
    notifications::MessageKind,
};
use copia_testkit::{TestApp, on_both};

const FORM: ProfileForm<'_> = ProfileForm {
    version: 1,
    name: "Ada Example",
    job_title: "Analyst",
    department: "Finance",
    job_family: "Data and planning",
    interests: "Budgets\nVideo",
    about: "I build **reports**.",
    shows_email: false,
    language: "",
};

async fn seen(ctx: &Ctx, person: PersonId) -> people::Profile {
    match people::profile(ctx, person).await.unwrap() {
        Seen::Person(profile) => *profile,
        Seen::Former => panic!("still here"),
    }
}

/// A small picture.
fn picture() -> Bytes {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([10, 120, 90]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner().into()
}

/// The id and signature in the link of a letter.
fn link(text: &str) -> (copia_domain::ids::SignInTokenId, String) {
    let path = text.split("/me/address/").nth(1).expect("a link").split_whitespace().next().unwrap();
    let (id, signature) = path.split_once('/').unwrap();
    (copia_domain::ids::SignInTokenId::parse(id).unwrap(), signature.to_owned())
}

on_both! {
    async fn what_one_saves_is_what_others_see(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        let other = site.signed_in(bo).await;
        let profile = seen(&other, ada).await;
        assert_eq!(profile.about.as_deref(), Some("I build **reports**."));
        assert_eq!(profile.topics, ["Budgets", "Video"]);
        assert_eq!((profile.email, profile.is_own), (None, false));
        let edit = people::edit(&ctx).await.unwrap();
        people::save(&ctx, &ProfileForm { version: edit.person.version, shows_email: true, ..FORM }).await.unwrap();
        assert_eq!(seen(&other, ada).await.email.as_deref(), Some("ada.example@demonstration.example"));
        let visitor = people::profile(&site.visitor(), ada).await;
        assert!(matches!(visitor, Err(Error::Denied(denied)) if !denied.signed_in));
        let nobody = people::profile(&other, PersonId::from(uuid::Uuid::from_u128(9))).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }

    async fn two_tabs_do_not_overwrite_each_other(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        let second = people::save(&ctx, &ProfileForm { name: "Ada Other", ..FORM }).await;
        assert!(matches!(second, Err(Error::Stale)));
        assert_eq!(people::edit(&ctx).await.unwrap().person.name, "Ada Example");
    }

    async fn every_fault_is_named_by_its_field(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.signed_in(ada).await;
        let long = "x".repeat(121);
        let about = "y".repeat(2_001);
        let form = ProfileForm { name: " ", job_title: &long, department: "a\u{202E}b", about: &about, language: "xx", ..FORM };
        let Err(Error::Invalid(faults)) = people::save(&ctx, &form).await else { panic!("it is faulty") };
        assert_eq!(faults.of("name"), Some(Fault::Missing));
        assert_eq!(faults.of("job_title"), Some(Fault::TooLong));
        assert_eq!(faults.of("department"), Some(Fault::NotText));
        assert_eq!(faults.of("about"), Some(Fault::TooLong));
        assert_eq!(faults.of("language"), Some(Fault::NotChoice));
    }

    async fn a_picture_comes_is_replaced_and_goes(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let ctx = site.signed_in(ada).await;
        people::set_picture(&ctx, Some(picture())).await.unwrap();
        let other = site.signed_in(bo).await;
        let first = seen(&other, ada).await.picture.unwrap();
        let file = files::open(&other, first).await.unwrap();
        assert_eq!((file.media_type.as_str(), file.is_public), ("image/jpeg", false));
        assert!(matches!(files::open(&site.visitor(), first).await, Err(Error::Denied(_))));

        people::set_picture(&ctx, Some(picture())).await.unwrap();
        site.run_jobs().await;
        assert!(matches!(files::open(&other, first).await, Err(Error::NotFound)));
        assert_eq!(site.app.parts.files.get(first).await.unwrap(), None);
        let second = seen(&other, ada).await.picture.unwrap();
        people::remove_picture(&ctx).await.unwrap();
        site.run_jobs().await;
        assert_eq!(site.app.parts.files.get(second).await.unwrap(), None);
        assert_eq!(seen(&other, ada).await.picture, None);
        for bytes in [None, Some(Bytes::new()), Some(Bytes::from_static(b"<html>"))] {
            let fault = if bytes.as_ref().is_some_and(|bytes| !bytes.is_empty()) { Fault::WrongType } else { Fault::Missing };
            let Err(Error::Invalid(faults)) = people::set_picture(&ctx, bytes).await else { panic!("it is no picture") };
            assert_eq!(faults.of("picture"), Some(fault));
        }
        let nobody = FileId::from(uuid::Uuid::from_u128(1));
        assert!(matches!(files::open(&ctx, nobody).await, Err(Error::NotFound)));
    }

    async fn a_newcomer_is_asked_once(db) {
        let site = TestApp::start(db).await;
        let ctx = site.visitor();
        let id = copia_app::accounts::ask_for_link(&ctx, "new.person@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        let code = mail[0].text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()));
        let person = copia_app::accounts::sign_in_by_code(&ctx, id, code.unwrap()).await.unwrap().person;
        let ctx = site.signed_in(person).await;
        assert!(people::is_welcome_due(&ctx).await.unwrap());
        let form = WelcomeForm { department: "Estates", job_family: "", interests: "Events, Events" };
        people::answer_welcome(&ctx, &form).await.unwrap();
        let ctx = site.signed_in(person).await;
        assert!(!people::is_welcome_due(&ctx).await.unwrap());
        let (known, topics, _) = people::welcome(&ctx).await.unwrap();
        assert_eq!((known.department.as_deref(), topics), (Some("Estates"), vec!["Events".to_owned()]));
    }

    async fn an_address_changes_by_the_link_sent_to_it(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let ctx = site.signed_in(ada).await;
        people::ask_for_address(&ctx, "ada@elsewhere.example").await.unwrap();
        site.run_jobs().await;
        let mut mail = site.take_mail();
        mail.sort_by_key(|sent| sent.to.contains("elsewhere"));
        let to: Vec<_> = mail.iter().map(|sent| sent.to.as_str()).collect();
        assert!(to[0].contains("ada.example@demonstration.example") && to[1].contains("ada@elsewhere.example"), "{to:?}");
        let (id, signature) = link(&mail[1].text);
        let visitor = site.visitor();
        assert!(matches!(people::look_at_address(&visitor, id, &signature).await, Err(Error::Denied(_))));
        assert!(matches!(people::confirm_address(&visitor, id, &signature).await, Err(Error::Denied(_))));
        let other = site.signed_in(bo).await;
        let stranger = people::confirm_address(&other, id, &signature).await;
        assert!(matches!(stranger, Err(Error::LinkEnded)), "an account cannot be given to whoever reads the address");
        let seen = people::look_at_address(&ctx, id, &signature).await.unwrap();
        assert_eq!((seen.email.as_str(), seen.keeps), ("ada@elsewhere.example", false));
        let forged = people::confirm_address(&ctx, id, "aaaa").await;
        assert!(matches!(forged, Err(Error::LinkEnded)));
        people::confirm_address(&ctx, id, &signature).await.unwrap();
        assert_eq!(people::edit(&ctx).await.unwrap().person.email.as_deref(), Some("ada@elsewhere.example"));
        assert!(matches!(people::confirm_address(&ctx, id, &signature).await, Err(Error::LinkEnded)));
        // The link is not one to sign in with.
        let signed_in = copia_app::accounts::sign_in_by_link(&visitor, id, &signature).await;
        assert!(matches!(signed_in, Err(Error::LinkEnded)));
    }

    async fn the_address_so_far_can_be_kept(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let thief = site.signed_in(ada).await;
        let mut notices = Vec::new();
        for new in ["ada@elsewhere.example", "ada@further.example"] {
            people::ask_for_address(&thief, new).await.unwrap();
            site.run_jobs().await;
            let mut mail = site.take_mail();
            mail.sort_by_key(|sent| sent.to.contains(new));
            notices.push(link(&mail[0].text));
            let (id, signature) = link(&mail[1].text);
            people::confirm_address(&thief, id, &signature).await.unwrap();
        }
        let visitor = site.visitor();
        let (id, signature) = &notices[0];
        assert!(people::look_at_address(&visitor, *id, signature).await.unwrap().keeps);
        people::confirm_address(&visitor, *id, signature).await.unwrap();
        let mut tx = visitor.read().await.unwrap();
        let person = copia_store::people::find(&mut tx, ada).await.unwrap().unwrap();
        assert_eq!(person.email.as_deref(), Some("ada.example@demonstration.example"));
        drop(tx);
        let (later, signed) = &notices[1];
        let back = people::confirm_address(&visitor, *later, signed).await;
        assert!(matches!(back, Err(Error::LinkEnded)), "a notice to an address that was never hers gives it nobody");
        assert!(matches!(people::confirm_address(&visitor, *id, signature).await, Err(Error::LinkEnded)));
    }

    async fn nobody_learns_who_has_an_address(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        site.person("Bo Example").await;
        let ctx = site.signed_in(ada).await;
        people::ask_for_address(&ctx, "bo.example@demonstration.example").await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        assert_eq!(mail.len(), 2);
        let to_bo = mail.iter().find(|sent| sent.to.contains("bo.example")).unwrap();
        assert!(!to_bo.text.contains("/me/address/"));
        let own = people::own(&ctx).await.unwrap();
        assert!(own.messages.iter().all(|message| message.state == copia_domain::notifications::DeliveryState::Sent));
    }

    async fn choices_about_mail_are_kept(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.signed_in(ada).await;
        let all = notifications::preferences(&ctx).await.unwrap();
        assert!(all.iter().all(|preference| preference.is_wanted && preference.kind.is_optional()));
        notifications::choose(&ctx, &[MessageKind::Broadcast]).await.unwrap();
        let kept = notifications::preferences(&ctx).await.unwrap();
        assert!(kept.iter().all(|preference| preference.is_wanted == (preference.kind == MessageKind::Broadcast)));
        assert!(matches!(notifications::preferences(&site.visitor()).await, Err(Error::Denied(_))));
    }

    async fn the_copy_holds_what_one_wrote(db) {
        let site = TestApp::start(db).await;
        // Asked for before anybody of this address was known.
        copia_app::accounts::ask_for_link(&site.visitor(), "ada.example@demonstration.example", None).await.unwrap();
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        let copy = privacy::copy(&ctx).await.unwrap();
        let json = copy.to_json();
        assert_eq!(json["held"]["people"][0]["name"], "Ada Example");
        assert_eq!(json["held"]["person_topics"][1]["label"], "Video");
        assert_eq!(json["held"]["audit_events"][0]["action"], "person.edit_profile");
        assert_eq!(json["held"]["people"][0]["created_at"], "2026-05-04T09:00:00Z");
        assert_eq!(json["held"]["sign_in_tokens"][0]["email"], "ada.example@demonstration.example");
        let other = privacy::copy(&site.signed_in(bo).await).await.unwrap().to_json();
        assert!(!other.to_string().contains("Ada"));
        assert!(matches!(privacy::copy(&site.visitor()).await, Err(Error::Denied(_))));
    }

    async fn people_are_listed_by_name_and_department(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        site.person("Émile de Example").await;
        site.person("Zo 50%_ Example").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        let names = async |filter: Filter| {
            let list = people::list(&ctx, &filter, 1).await.unwrap();
            list.people.into_iter().map(|person| person.name).collect::<Vec<_>>()
        };
        let name = |name: &str| Filter { name: Some(name.to_owned()), ..Filter::default() };
        assert_eq!(names(Filter::default()).await, ["Ada Example", "Émile de Example", "Zo 50%_ Example"]);
        assert_eq!(names(name("emi")).await, ["Émile de Example"]);
        assert_eq!(names(name("exa")).await.len(), 3);
        assert_eq!(names(name("50%_")).await, ["Zo 50%_ Example"]);
        assert_eq!(names(name("%")).await, Vec::<String>::new());
        let finance = Filter { department: Some("FINANCE".to_owned()), ..Filter::default() };
        assert_eq!(names(finance).await, ["Ada Example"]);
        assert_eq!(people::list(&ctx, &Filter::default(), 1).await.unwrap().departments, ["Finance"]);
        let elsewhere = Filter { community: Some("nowhere".to_owned()), ..Filter::default() };
        assert!(names(elsewhere).await.is_empty());
        assert!(matches!(people::list(&site.visitor(), &Filter::default(), 1).await, Err(Error::Denied(_))));
    }

    async fn pages_ask_little_of_the_database(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.signed_in(ada).await;
        people::save(&ctx, &FORM).await.unwrap();
        // The session is one more.
        let fresh = async || Ctx { meter: copia_app::Meter::default(), ..site.signed_in(ada).await };
        let ctx = fresh().await;
        home::home(&ctx).await.unwrap();
        assert!(ctx.meter.statements() <= 6, "home: {}", ctx.meter.statements());
        let ctx = fresh().await;
        people::profile(&ctx, ada).await.unwrap();
        assert!(ctx.meter.statements() <= 4, "profile: {}", ctx.meter.statements());
        let ctx = fresh().await;
        people::list(&ctx, &Filter::default(), 1).await.unwrap();
        assert!(ctx.meter.statements() <= 2, "people: {}", ctx.meter.statements());
        let ctx = fresh().await;
        people::own(&ctx).await.unwrap();
        assert!(ctx.meter.statements() <= 5, "own page: {}", ctx.meter.statements());
    }

    async fn nothing_is_suggested_to_somebody_who_said_nothing(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.signed_in(ada).await;
        let found = suggestions::suggest(&ctx, 6).await.unwrap();
        assert!(found.communities.is_empty() && !found.has_stated);
        assert!(matches!(suggestions::suggest(&site.visitor(), 6).await, Err(Error::Denied(_))));
    }
}
