//! The organisation's settings, words, logo, rule of signing in and statement.

use bytes::Bytes;
use copia_app::{
    Ctx, Error,
    audit::{self, Asked},
    domain::{fields::Fault, organisation::AccessibilityStatement, role_terms::TermRole},
    organisation::{self, SetUp, TypedForms, TypedSettings, TypedStatement},
};
use copia_testkit::{TestApp, on_both};
use std::io::Cursor;

fn typed(version: i64) -> TypedSettings<'static> {
    TypedSettings {
        name: "Other University",
        programme_name: "Circles",
        about: "About **us**.",
        contact_name: "The team",
        contact_email: "team@demonstration.example",
        time_zone: "Europe/Paris",
        language: "en-GB",
        accent: "#7A2E4D",
        leads_are_public: false,
        version,
    }
}

async fn manager(site: &TestApp) -> Ctx {
    let manager = site.person_with("Perpetua Pryce", TermRole::ProgrammeManager).await;
    site.signed_in(manager).await
}

fn faults(result: Result<(), Error>) -> Vec<(&'static str, Fault)> {
    match result {
        Err(Error::Invalid(faults)) => faults.iter().collect(),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn an_installation_is_set_up_once_and_by_the_rules_of_the_form(db) {
        let given = SetUp { name: "Example College", contact_email: "ask@demonstration.example", ..SetUp::default() };
        let wrong = SetUp { time_zone: "Europe/Atlantis", sign_in_domains: "not a domain", ..given };
        let refused = faults(organisation::set_up(&db.db, wrong).await.map(drop));
        assert_eq!(refused, [("sign_in_domains", Fault::NotDomain), ("time_zone", Fault::NotTimeZone)]);

        assert!(organisation::set_up(&db.db, given).await.unwrap());
        assert!(!organisation::set_up(&db.db, SetUp::default()).await.unwrap());
        let mut tx = db.read().await;
        let kept = copia_store::organisation::find(&mut tx).await.unwrap().unwrap();
        let names = (kept.name.as_str(), kept.programme_name.as_str());
        assert_eq!(names, ("Example College", "Communities of practice"));
    }

    async fn settings_show_at_once_and_are_in_the_log(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        organisation::save(&ctx, typed(1)).await.unwrap();
        let shown = site.app.site();
        assert_eq!((shown.organisation.name.as_str(), shown.organisation.accent.as_str()), ("Other University", "#7a2e4d"));
        assert_eq!(shown.zone.iana_name(), Some("Europe/Paris"));
        assert_eq!(shown.organisation.sign_in_domains, "demonstration.example", "who may sign in is left alone");

        let log = audit::log(&ctx, Asked::default(), 1).await.unwrap();
        let line = &log.lines[0];
        assert_eq!(line.sentence, "Perpetua Pryce, as programme manager, changed the organisation’s settings");
        assert!(line.event.before.as_ref().unwrap().contains("Test University"));
        assert!(!line.event.after.as_ref().unwrap().contains("contact_name\":\"The programme team"));
    }

    async fn the_second_of_two_who_edit_at_once_is_told(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        organisation::save(&ctx, typed(1)).await.unwrap();
        let second = organisation::save(&ctx, TypedSettings { name: "Third", ..typed(1) }).await;
        assert!(matches!(second, Err(Error::Stale)), "{second:?}");
        assert_eq!(organisation::settings(&ctx).await.unwrap().name, "Other University");
    }

    async fn what_cannot_be_a_setting_is_said_field_by_field(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        let wrong = TypedSettings {
            name: " ",
            contact_email: "nobody",
            time_zone: "Mars/Olympus",
            language: "tlh",
            accent: "#ffee00",
            ..typed(1)
        };
        let expected = [
            ("name", Fault::Missing),
            ("contact_email", Fault::NotAddress),
            ("time_zone", Fault::NotTimeZone),
            ("language", Fault::NotChoice),
            ("accent", Fault::LowContrast),
        ];
        assert_eq!(faults(organisation::save(&ctx, wrong).await), expected);
        assert!(organisation::settings(&ctx).await.unwrap().zones.contains(&"Europe/London".to_owned()));
    }

    async fn only_some_may(db) {
        let site = TestApp::start(db).await;
        let staff = site.person("Ada Example").await;
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        for ctx in [site.visitor(), site.signed_in(staff).await, site.signed_in(auditor).await] {
            assert!(matches!(organisation::settings(&ctx).await, Err(Error::Denied(_))));
            assert!(matches!(organisation::save(&ctx, typed(1)).await, Err(Error::Denied(_))));
            assert!(matches!(organisation::vocabulary(&ctx).await, Err(Error::Denied(_))));
            assert!(matches!(organisation::set_logo(&ctx, None).await, Err(Error::Denied(_))));
            assert!(matches!(organisation::sign_in(&ctx).await, Err(Error::Denied(_))));
        }
        let administrator = site.signed_in(administrator).await;
        organisation::save(&administrator, typed(1)).await.unwrap();
        assert!(matches!(organisation::vocabulary(&administrator).await, Err(Error::Denied(_))));
    }

    async fn a_word_is_renamed_everywhere_and_back(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        let chair = TypedForms { singular: " co-chair ", plural: "co-chairs", article: "a co-chair" };
        let preview = organisation::preview_word(&ctx, "lead", chair).unwrap();
        assert!(preview.contains("Ask a co-chair. Two co-chairs decide. Co-chairs are"), "{preview}");
        assert!(!organisation::vocabulary(&ctx).await.unwrap()[1].is_own, "a preview stores nothing");

        organisation::set_word(&ctx, "lead", chair).await.unwrap();
        let words = organisation::vocabulary(&ctx).await.unwrap();
        let lead = words.iter().find(|word| word.term == "lead").unwrap();
        assert!(lead.is_own && lead.preview == preview);
        assert_eq!((lead.forms.singular.as_str(), lead.default.singular.as_str()), ("co-chair", "lead"));

        organisation::reset_word(&ctx, "lead").await.unwrap();
        let words = organisation::vocabulary(&ctx).await.unwrap();
        assert!(words.iter().all(|word| !word.is_own && word.forms == word.default));
        let log = audit::log(&ctx, Asked { action: "vocabulary.set", ..Asked::default() }, 1).await.unwrap();
        assert_eq!(log.lines[0].sentence, "Perpetua Pryce, as programme manager, changed the word for “lead”");
    }

    async fn a_word_is_only_ever_text(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        let half = TypedForms { singular: "network", plural: "networks", article: "a community" };
        assert_eq!(faults(organisation::set_word(&ctx, "community", half).await), [("article", Fault::OtherWord)]);
        let hostile = TypedForms { singular: "{ -sponsor }", plural: "<b>x</b>", article: "a } = { { -sponsor }" };
        organisation::set_word(&ctx, "community", hostile).await.unwrap();
        let words = organisation::vocabulary(&ctx).await.unwrap();
        assert_eq!(words[0].forms.singular, "{ -sponsor }");
        let wrong = TypedForms { singular: "", plural: &"x".repeat(61), article: "a\u{202e}b" };
        let expected = [("singular", Fault::Missing), ("plural", Fault::TooLong), ("article", Fault::NotText)];
        assert_eq!(faults(organisation::set_word(&ctx, "community", wrong).await), expected);
        let unknown = organisation::set_word(&ctx, "person", hostile).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn a_logo_is_looked_at_made_smaller_and_replaced(db) {
        let site = TestApp::start(db).await;
        let ctx = manager(&site).await;
        let picture = |format| {
            let mut bytes = Vec::new();
            image::RgbImage::new(2_000, 400).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
            Bytes::from(bytes)
        };
        let png = picture(image::ImageFormat::Png);
        organisation::set_logo(&ctx, Some(png.clone())).await.unwrap();
        let first = site.app.site().organisation.logo_id.unwrap();
        let stored = site.app.parts.files.get(first).await.unwrap().unwrap();
        let small = image::load_from_memory(&stored).unwrap();
        assert_eq!((small.width(), small.height()), (600, 120));

        organisation::set_logo(&ctx, Some(picture(image::ImageFormat::Jpeg))).await.unwrap();
        assert_ne!(site.app.site().organisation.logo_id, Some(first), "it is shown at once");
        assert!(site.app.parts.files.get(first).await.unwrap().is_some(), "bytes are removed by a job, which may fail");
        site.run_jobs().await;
        assert_eq!(site.app.parts.files.get(first).await.unwrap(), None, "the old one is gone");
        organisation::remove_logo(&ctx).await.unwrap();
        organisation::remove_logo(&ctx).await.unwrap();
        assert_eq!(site.app.site().organisation.logo_id, None);

        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice();
        let gif = picture(image::ImageFormat::Gif);
        let cut = &png[..60];
        for wrong in [svg, gif.as_ref(), cut, b"\x89PNG\r\n\x1a\n".as_slice()] {
            let wrong = Some(Bytes::copy_from_slice(wrong));
            assert_eq!(faults(organisation::set_logo(&ctx, wrong).await), [("logo", Fault::WrongType)]);
        }
        assert_eq!(faults(organisation::set_logo(&ctx, None).await), [("logo", Fault::Missing)]);
        let large = Some(Bytes::from(vec![0; 6 << 20]));
        assert_eq!(faults(organisation::set_logo(&ctx, large).await), [("logo", Fault::TooLarge)]);

        // A save that fails leaves no bytes behind.
        let before = site.stored_files();
        site.db.tamper("DELETE FROM organisation").await;
        assert!(organisation::set_logo(&ctx, Some(png)).await.is_err());
        assert_eq!(site.stored_files(), before);
    }

    async fn the_rule_of_signing_in_is_the_administrators(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let ctx = site.signed_in(administrator).await;
        organisation::save_sign_in(&ctx, "domains", "@New.example, other.example", 1).await.unwrap();
        assert_eq!(site.app.site().organisation.sign_in_domains, "new.example other.example");
        assert!(matches!(organisation::save_sign_in(&ctx, "domains", "x.example", 1).await, Err(Error::Stale)));
        assert_eq!(faults(organisation::save_sign_in(&ctx, "domains", " ", 2).await), [("domains", Fault::Missing)]);
        assert_eq!(
            faults(organisation::save_sign_in(&ctx, "anyone", "nonsense", 2).await),
            [("rule", Fault::NotChoice), ("domains", Fault::NotDomain)]
        );
        let manager = manager(&site).await;
        assert!(matches!(organisation::save_sign_in(&manager, "known_people", "", 2).await, Err(Error::Denied(_))));
    }

    async fn the_accessibility_statement_says_what_was_entered(db) {
        let site = TestApp::start(db).await;
        let before = organisation::statement(&site.visitor());
        assert_eq!(before.statement.contact_email, "programme@demonstration.example", "somebody can always be asked");
        let ctx = manager(&site).await;
        let typed = TypedStatement {
            conformance: "partial",
            issues: "Charts lack long descriptions.",
            answer_days: "5",
            enforced_in: "northern_ireland",
            prepared: "2026-04-01",
            reviewed: "2026-05-01",
            version: 1,
            ..TypedStatement::default()
        };
        organisation::save_accessibility(&ctx, typed).await.unwrap();
        let after = organisation::statement(&site.visitor()).statement;
        assert_eq!((after.answer_days, after.issues.as_str()), (5, "Charts lack long descriptions."));
        let wrong = TypedStatement { issues: "", prepared: "soon", answer_days: "0", reviewed: "", version: 2, ..typed };
        let expected = [("issues", Fault::Missing), ("answer_days", Fault::NotNumber), ("prepared", Fault::NotDate)];
        assert_eq!(faults(organisation::save_accessibility(&ctx, wrong).await), expected);
        let wrong = TypedStatement { enforced_in: "elsewhere", reviewed: "2026-03-01", version: 2, ..typed };
        let expected = [("enforcement", Fault::Missing), ("reviewed", Fault::EndsBeforeStart)];
        assert_eq!(faults(organisation::save_accessibility(&ctx, wrong).await), expected);
    }
}

#[test]
fn a_statement_of_an_older_version_is_read_with_defaults() {
    let read: AccessibilityStatement = serde_json::from_str(r#"{"answer_days":5}"#).unwrap();
    assert_eq!(read, AccessibilityStatement { answer_days: 5, ..AccessibilityStatement::default() });
}
