//! Reading the audit log, narrowing it, and taking it away.

use copia_app::{
    Act, Ctx, Error,
    audit::{self, Asked, Format},
    domain::{fields::Fault, memberships::Event, policy::Role, role_terms::TermRole},
    memberships,
};
use copia_testkit::{TestApp, on_both};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

on_both! {
    async fn the_log_is_narrowed_by_name_action_and_day(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ben = site.person("Ben Example").await;
        for (person, days) in [(ada, 0), (ben, 0), (ada, 1)] {
            let mut ctx = site.signed_in(person).await;
            ctx.now = ctx.now.plus_days(days);
            let mut tx = ctx.write().await.unwrap();
            ctx.audit(&mut tx, Act::by(Role::Staff, "account.sign_in").about(person)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let ctx = site.signed_in(auditor).await;
        let total = |asked: Asked<'static>| {
            let ctx = ctx.clone();
            async move { audit::log(&ctx, asked, 1).await.unwrap().lines.len() }
        };
        assert_eq!(total(Asked::default()).await, 3);
        assert_eq!(total(Asked { who: "ada  EXAMPLE", ..Asked::default() }).await, 2);
        assert_eq!(total(Asked { about: "ben.example@demonstration.example", ..Asked::default() }).await, 1);
        assert_eq!(total(Asked { until: "2026-05-04", ..Asked::default() }).await, 2);
        assert_eq!(total(Asked { from: "2026-05-05", until: "2026-05-05", ..Asked::default() }).await, 1);
        assert_eq!(total(Asked { action: "no.such", ..Asked::default() }).await, 0);
        let newest = audit::log(&ctx, Asked::default(), 1).await.unwrap();
        assert_eq!(newest.lines[0].sentence, "Ada Example signed in");
        assert!(newest.lines[0].event.at > newest.lines[2].event.at);
        assert!(audit::log(&ctx, Asked::default(), 2).await.unwrap().lines.is_empty());

        let wrong = Asked { who: "Nobody", from: "yesterday", community: "x", ..Asked::default() };
        let Err(Error::Invalid(faults)) = audit::log(&ctx, wrong, 1).await else { panic!() };
        let expected = [("who", Fault::Unknown), ("community", Fault::NotChoice), ("from", Fault::NotDate)];
        assert_eq!(faults.iter().collect::<Vec<_>>(), expected);
        assert!(audit::choices(&ctx).await.unwrap().actions.contains(&"account.sign_in"));
    }

    async fn pages_follow_without_a_count(db) {
        let site = TestApp::start(db).await;
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let ctx = site.signed_in(auditor).await;
        let mut tx = ctx.write().await.unwrap();
        for _ in 0..=audit::PAGE {
            ctx.audit(&mut tx, Act::by(Role::Staff, "account.sign_in").about(auditor)).await.unwrap();
        }
        tx.commit().await.unwrap();
        for asked in [Asked::default(), Asked { who: "Odo Example", action: "account.sign_in", ..Asked::default() }] {
            let first = audit::log(&ctx, asked, 1).await.unwrap();
            assert_eq!((first.lines.len(), first.has_next), (50, true));
            let second = audit::log(&ctx, asked, 2).await.unwrap();
            assert_eq!((second.lines.len(), second.has_next), (1, false));
        }
    }

    async fn who_belongs_to_a_sensitive_community_is_not_for_the_auditor(db) {
        let site = TestApp::start(db).await;
        let data = site.community_with("Data", |community| community.sensitive = true).await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, data, TermRole::Lead).await;
        let ben = site.person("Ben Example").await;
        memberships::join(&site.signed_in(ben).await, "data", "").await.unwrap();
        let lead = site.signed_in(ada).await;
        let members = memberships::members(&lead, "data", &memberships::Selection::default(), 1).await.unwrap();
        let id = members.members[0].details.as_ref().unwrap().membership;
        memberships::remove(&lead, "data", id, "They asked for it.").await.unwrap();

        let manager = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let sentences = async |ctx: &Ctx, asked: Asked<'static>| {
            let log = audit::log(ctx, asked, 1).await.unwrap();
            let mut said: Vec<String> = log.lines.into_iter().map(|line| line.sentence).collect();
            said.sort();
            said
        };
        let about = Asked { about: "Ben Example", ..Asked::default() };
        let by = Asked { who: "Ben Example", ..Asked::default() };
        let manager = site.signed_in(manager).await;
        let named = ["Ada Example, as lead, removed Ben Example from Data", "Ben Example joined Data"];
        assert_eq!(sentences(&manager, Asked::default()).await, named);
        assert_eq!((sentences(&manager, about).await.len(), sentences(&manager, by).await.len()), (2, 1));

        let auditor = site.signed_in(auditor).await;
        let unnamed = [
            "Ada Example, as lead, removed somebody whose name is not shown here from Data",
            "Somebody whose name is not shown here joined Data",
        ];
        assert_eq!(sentences(&auditor, Asked::default()).await, unnamed);
        assert_eq!((sentences(&auditor, about).await.len(), sentences(&auditor, by).await.len()), (0, 0));
        for format in [Format::Csv, Format::Jsonl] {
            let file = audit::download(&auditor, Asked::default(), format).await.unwrap();
            let text = String::from_utf8(file.bytes).unwrap();
            assert!(text.contains("joined Data") && !text.contains("Ben") && !text.contains(&ben.to_string()), "{text}");
        }
    }

    async fn taking_the_log_away_is_in_the_log(db) {
        let site = TestApp::start(db).await;
        let eve = site.person("=cmd|'calc'").await;
        let ctx = site.signed_in(eve).await;
        let mut tx = ctx.write().await.unwrap();
        ctx.audit(&mut tx, Act::by(Role::Staff, "account.sign_in").about(eve).after(&"x")).await.unwrap();
        tx.commit().await.unwrap();
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let ctx = site.signed_in(auditor).await;

        let csv = audit::download(&ctx, Asked::default(), Format::Csv).await.unwrap();
        let text = String::from_utf8(csv.bytes).unwrap();
        assert_eq!(csv.name, "audit-2026-05-04.csv");
        assert!(text.starts_with("\u{feff}at,sentence,"), "spreadsheets know the encoding: {text}");
        assert!(text.lines().nth(1).unwrap().contains("'=cmd|"), "no cell is a formula: {text}");

        let jsonl = audit::download(&ctx, Asked::default(), Format::Jsonl).await.unwrap();
        let text = String::from_utf8(jsonl.bytes).unwrap();
        let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        // The clock stands, so the two rows have no order.
        let taken = rows.iter().find(|row| row["action"] == "audit.download").unwrap();
        assert_eq!(taken["sentence"], "Odo Example, as auditor, downloaded the audit log");
        assert_eq!(taken["after"]["rows"], 1);
        let asked = Asked { who: "ODO example", ..Asked::default() };
        audit::download(&ctx, asked, Format::Csv).await.unwrap();
        let log = audit::log(&ctx, Asked { action: "audit.download", ..Asked::default() }, 1).await.unwrap();
        let entries: Vec<_> = log.lines.into_iter().filter_map(|line| line.event.after).collect();
        assert!(entries.iter().any(|entry| entry.contains(&auditor.to_string())), "{entries:?}");
        assert!(entries.iter().all(|entry| !entry.to_lowercase().contains("example")), "{entries:?}");
        let signed_in = rows.iter().find(|row| row["action"] == "account.sign_in").unwrap();
        assert_eq!((&signed_in["after"], rows.len()), (&serde_json::json!("x"), 2));
    }

    async fn only_the_manager_and_the_auditor_read_it(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let staff = site.person("Ada Example").await;
        for ctx in [site.visitor(), site.signed_in(staff).await, site.signed_in(administrator).await] {
            assert!(matches!(audit::log(&ctx, Asked::default(), 1).await, Err(Error::Denied(_))));
            assert!(matches!(audit::choices(&ctx).await, Err(Error::Denied(_))));
            assert!(matches!(audit::download(&ctx, Asked::default(), Format::Csv).await, Err(Error::Denied(_))));
        }
    }
}

/// The words in quotes in the sources that look like an action: two words and a point between them.
fn actions_in(folder: &Path, found: &mut BTreeSet<String>) {
    const FILES: [&str; 11] = ["csv", "xlsx", "json", "html", "png", "txt", "css", "js", "md", "svg", "ics"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            actions_in(&path, found);
            continue;
        }
        for literal in std::fs::read_to_string(&path).unwrap().split('"').skip(1).step_by(2) {
            let Some((record, verb)) = literal.split_once('.') else { continue };
            let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if is_word(record) && is_word(verb) && !FILES.contains(&verb) {
                found.insert(literal.to_owned());
            }
        }
    }
}

#[test]
fn every_action_has_its_sentence() {
    let mut written = BTreeSet::new();
    actions_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut written);
    // The membership machine's events are written by their words.
    written.extend(Event::ALL.iter().map(|event| format!("membership.{event}")));
    written.extend(copia_domain::registrations::Event::ALL.iter().map(|event| format!("registration.{event}")));
    let moderated =
        copia_domain::questions::Event::ALL.iter().filter(|event| !matches!(event.word(), "ask" | "withdraw"));
    written.extend(moderated.map(|event| format!("question.{event}")));
    let known: BTreeSet<String> = audit::ACTIONS.iter().map(|(action, _)| (*action).to_owned()).collect();
    let lacking: Vec<_> = written.difference(&known).collect();
    assert!(lacking.is_empty(), "add to app/src/audit/sentence.rs and locales/en-GB/audit.ftl: {lacking:#?}");
    let order: Vec<_> = audit::ACTIONS.iter().map(|(action, _)| *action).collect();
    assert!(order.is_sorted(), "the list is in order");
}
