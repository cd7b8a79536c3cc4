//! A record is taken in whole and once, on both databases, and keeps every date and qualifier as published.

use copia_app::{
    domain::{
        communities::Stage,
        published::{PublishedDate, Qualifier},
    },
    impact,
    imports::{self, Outcome, Refused, Report, record::Record},
};
use copia_testkit::{TestApp, on_both};
use proptest::prelude::*;

/// The text of one of the files in `demo/record`.
pub fn file(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/record/");
    std::fs::read_to_string(format!("{folder}{name}")).ok()
}

/// The real record.
pub fn record() -> Record {
    Record::parse(&file).unwrap()
}

/// The real record with one file changed.
fn with(name: &str, from: &str, to: &str) -> Record {
    Record::parse(&|file_name| {
        let text = file(file_name)?;
        Some(if file_name == name { text.replacen(from, to, 1) } else { text })
    })
    .unwrap()
}

/// A site that has taken the real record in.
pub async fn site(db: copia_testkit::testing::TestDb) -> TestApp {
    let site = TestApp::start(db).await;
    imports::take_over(&site.app.system(), &record()).await.unwrap();
    site
}

const ALL: Report = Report {
    sources: 11,
    service_areas: 6,
    communities: 11,
    counts: 19,
    percentages: 14,
    quotes: 4,
    recognitions: 2,
    news: 6,
};

on_both! {
    async fn the_real_record_is_taken_in_once(db) {
        let site = TestApp::start(db).await;
        let ctx = site.app.system();
        assert_eq!(imports::take_over(&ctx, &record()).await.unwrap(), Outcome::TakenIn(ALL));
        assert_eq!(imports::take_over(&ctx, &record()).await.unwrap(), Outcome::Unchanged);

        let mut tx = site.db.read().await;
        let rows = copia_store::imports::rows(&mut tx).await.unwrap();
        assert_eq!(rows.len(), 11 + 6 + 11 + 19 + 14 + 4 + 2 + 6);
        let claims = copia_store::impact::claims(&mut tx, true).await.unwrap();
        let taken: Vec<_> = claims.iter().filter(|claim| claim.definition.is_none()).collect();
        assert_eq!(taken.len(), 19 + 14);
        assert!(taken.iter().all(|claim| claim.recorded_at == ctx.now));
        assert!(taken.iter().all(|claim| claim.decision_note.as_deref() == Some("Taken over as published.")));
        let evidence = copia_store::impact::evidence(&mut tx, None).await.unwrap();
        for claim in taken {
            let behind = evidence.iter().find(|evidence| evidence.claim_id == claim.id).unwrap();
            assert!(behind.source_address.as_deref().unwrap().starts_with("https://www.ucl.ac.uk/"));
            assert!(behind.record_row_id.is_some());
        }
        let filter = copia_store::audit::Filter::default();
        let permit = copia_app::domain::policy::Permit::of_the_system(
            copia_app::domain::policy::Scope::Site,
            "a test reads the log",
        );
        let log = copia_store::audit::list(&mut tx, &permit, &filter, 10, 0).await.unwrap();
        assert_eq!(log.iter().filter(|event| event.action == "record.import").count(), 1);
    }

    async fn communities_are_what_pages_said_of_them(db) {
        let site = site(db).await;
        let visitor = site.visitor();
        let mut tx = site.db.read().await;
        let mut seen = Vec::new();
        for slug in ["student-recruitment", "widening-participation", "technical-staff"] {
            let slug = copia_app::domain::slug::Slug::parse(slug).unwrap();
            let found = copia_store::communities::find_visible(&mut tx, &visitor.viewer, &slug, visitor.today());
            let found = found.await.unwrap().unwrap();
            let sightings = copia_store::imports::sightings(&mut tx, [found.id]).await.unwrap();
            assert_eq!(sightings.len(), 1);
            seen.push((found.stage, found.summary, sightings[0].seen_as.word(), sightings[0].as_of.to_string()));
        }
        let expected = [
            (Stage::Active, "Named by a published page as a current community, as of 2020. Nothing later is known of it.", "current", "2020"),
            (Stage::Forming, "Announced by a published page, as of March 2019. Nothing is known of a launch.", "announced", "2019-03"),
            (Stage::Forming, "Planned, as of January 2018. Nothing is known of it today.", "planned", "2018-01"),
        ];
        let expected = expected.map(|(stage, words, kind, date)| (stage, words.to_owned(), kind, date.to_owned()));
        assert_eq!(seen, expected);
    }

    async fn another_record_is_refused_with_what_differs(db) {
        let site = site(db).await;
        let other = with("programme-history.csv", "2018-08,communities,7,", "2018-08,communities,8,");
        let refused = imports::take_over(&site.app.system(), &other).await.unwrap_err();
        let Refused::Differs(differences) = refused else { panic!("{refused}") };
        let told: Vec<_> =
            differences.iter().map(|d| (d.file.as_str(), d.line, d.is_new, d.content.contains("\"8\""))).collect();
        assert_eq!(told, [("programme-history.csv", 2, false, false), ("programme-history.csv", 2, true, true)]);
    }

    async fn a_row_that_only_moved_is_no_difference(db) {
        let site = site(db).await;
        let row = "2018-08,service areas,3,exactly,U5\n";
        let moved = Record::parse(&|name| {
            let text = file(name)?;
            Some(if name == "programme-history.csv" { text.replace(row, "") + row } else { text })
        });
        let outcome = imports::take_over(&site.app.system(), &moved.unwrap()).await.unwrap();
        assert_eq!(outcome, Outcome::Unchanged);
    }

    async fn an_installation_that_is_in_use_is_refused(db) {
        let site = TestApp::start(db).await;
        let mut tx = site.db.write().await;
        let ctx = site.app.system();
        let area = copia_store::service_areas::ServiceArea {
            id: ctx.id(copia_app::domain::ids::ServiceAreaId::new),
            slug: copia_app::domain::slug::Slug::parse("estates").unwrap(),
            name: "Estates".to_owned(),
            description: String::new(),
            hue: 0,
            position: 1,
            created_at: ctx.now,
            retired_on: None,
            version: 1,
        };
        let permit = copia_app::domain::policy::Permit::of_the_system(
            copia_app::domain::policy::Scope::Site,
            "a test sets the scene",
        );
        copia_store::service_areas::create(&mut tx, permit, &area).await.unwrap();
        tx.commit().await.unwrap();
        let refused = imports::take_over(&ctx, &record()).await.unwrap_err();
        assert!(matches!(refused, Refused::NotEmpty { service_areas: 1, communities: 0, .. }), "{refused}");
        let mut tx = site.db.read().await;
        assert!(copia_store::imports::rows(&mut tx).await.unwrap().is_empty());
    }

    async fn the_record_of_the_demonstration_is_taken_in_too(db) {
        let site = TestApp::start(db).await;
        let record = Record::parse(&copia_demonstration::published_file).unwrap();
        imports::take_over(&site.app.system(), &record).await.unwrap();
        let checked = impact::doctor(&site.db.db).await.unwrap();
        assert!(checked.iter().all(|checked| checked.finding == copia_app::domain::claims::Finding::Equal));
    }
}

#[test]
fn a_fault_is_named_by_file_row_and_column() {
    let faults = Record::parse(&|name| {
        let text = file(name)?;
        Some(if name == "surveys.csv" { text.replacen("individual,76", "individual,176", 1) } else { text })
    })
    .unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("surveys.csv, row 2, column percent_agree: \"176\" is not"), "{told:?}");
}

fn dates() -> impl Strategy<Value = PublishedDate> {
    (1990_i16..2030, 1_i8..=12, 1_i8..=28, 0..3).prop_map(|(year, month, day, precision)| match precision {
        0 => PublishedDate::Year(year),
        1 => PublishedDate::Month(year, month),
        _ => PublishedDate::Day(jiff::civil::date(year, month, day)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn every_date_and_qualifier_survives(
        counts in prop::collection::vec((prop::option::of(dates()), 0_u32.., 0_usize..3), 1..20),
    ) {
        let rows: Vec<String> = counts
            .iter()
            .map(|(as_of, value, qualifier)| {
                let as_of = as_of.map(|date| date.to_string()).unwrap_or_default();
                let qualifier = ["exactly", "about", "more than"][*qualifier];
                format!("{as_of},members,{value},{qualifier},U1\n")
            })
            .collect();
        let text = format!("as_of,what,value,qualifier,source\n{}", rows.concat());
        let record = Record::parse(&|name| if name == "programme-history.csv" { Some(text.clone()) } else { file(name) });
        let kept = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let site = TestApp::start(copia_testkit::testing::TestDb::sqlite().await).await;
            imports::take_over(&site.app.system(), &record.unwrap()).await.unwrap();
            let mut tx = site.db.read().await;
            copia_store::impact::claims(&mut tx, false).await.unwrap()
        });
        let kept: Vec<_> = kept
            .iter()
            .filter(|claim| claim.statement == "members")
            .map(|claim| (claim.as_of, u32::try_from(claim.value.unwrap()).unwrap(), claim.qualifier.unwrap()))
            .collect();
        let given: Vec<_> =
            counts.iter().map(|(as_of, value, qualifier)| (*as_of, *value, Qualifier::ALL[*qualifier])).collect();
        prop_assert_eq!(kept, given);
    }
}
