//! What the pages on impact show, and the check of everything that they show.

use crate::imports;
use copia_app::{
    Error,
    domain::{
        claims::{ClaimState, Finding},
        role_terms::TermRole,
    },
    impact::{self, Form},
};
use copia_testkit::{TestApp, on_both};

/// The keys of what does not equal its evidence.
async fn wrong(site: &TestApp) -> Vec<String> {
    let checked = impact::doctor(&site.db.db).await.unwrap();
    checked.into_iter().filter(|c| c.finding != Finding::Equal).map(|c| c.key).collect()
}

on_both! {
    async fn the_page_shows_what_was_published_and_what_is_missing(db) {
        let site = imports::site(db).await;
        let page = impact::impact_page(&site.visitor()).await.unwrap();
        assert!(page.counters.is_empty(), "nothing is counted where nobody is a member");
        let [latest, earlier] = page.surveys.as_slice() else { panic!("{:?}", page.surveys) };
        assert_eq!((latest.name.as_str(), earlier.name.as_str()), ("Impact survey 2021", "Impact survey 2018"));
        let themes: Vec<_> = latest
            .themes
            .iter()
            .map(|theme| {
                let figures: Vec<i64> = theme.claims.iter().filter_map(|claim| claim.value).collect();
                (theme.name.as_deref().unwrap(), figures, theme.quotes.len())
            })
            .collect();
        assert_eq!(themes, [
            ("Bring people together", vec![92, 90], 1),
            ("Help you learn new skills", vec![84, 79], 1),
            ("Help make the organisation a better place to work", vec![89, 88, 83], 1),
            ("Help improve how things work", vec![80, 84], 1),
        ]);
        assert!(latest.lacks_base && latest.is_paraphrased);
        let figures: Vec<i64> = earlier.themes[0].claims.iter().filter_map(|claim| claim.value).collect();
        assert_eq!(figures, [76, 72, 70, 70, 61]);
        let claims = page.surveys.iter().flat_map(|survey| &survey.themes).flat_map(|theme| &theme.claims);
        for claim in claims {
            assert_eq!((claim.form, claim.interval, claim.answers), (Form::Elsewhere, None, None));
            assert!(claim.source.is_some());
        }
        let latest: Vec<_> = page
            .latest
            .iter()
            .map(|claim| {
                let as_of = claim.as_of.map(|date| date.to_string()).unwrap_or_default();
                (claim.statement.as_str(), claim.value.unwrap(), claim.qualifier.unwrap().word(), as_of, claim.at_odds)
            })
            .collect();
        assert_eq!(latest, [
            ("communities", 22, "exactly", "2023-01".to_owned(), false),
            ("service areas", 9, "exactly", "2020-05-04".to_owned(), false),
            ("service areas", 10, "exactly", String::new(), false),
            ("projects", 80, "about", "2022-02".to_owned(), false),
            ("members", 2000, "about", "2022-05".to_owned(), true),
            ("members", 3500, "more_than", "2022-04".to_owned(), true),
            ("lunch and learns since 2017", 200, "about", String::new(), false),
        ]);
        let held: Vec<_> = page.recognitions.iter().map(|r| (r.held.to_string(), r.note.is_some())).collect();
        assert_eq!(held, [("2020-04-23".to_owned(), true), ("2019".to_owned(), false)]);
    }

    async fn contradicting_counts_stand_side_by_side(db) {
        let site = imports::site(db).await;
        let page = impact::history(&site.visitor()).await.unwrap();
        let members = page.series.iter().find(|series| series.what == "members").unwrap();
        let told: Vec<_> = members
            .counts
            .iter()
            .map(|c| (c.as_of.unwrap().to_string(), c.value.unwrap(), c.qualifier.unwrap().word(), c.at_odds))
            .collect();
        let told: Vec<_> = told.iter().map(|(date, value, qualifier, odds)| (date.as_str(), *value, *qualifier, *odds)).collect();
        assert_eq!(told, [
            ("2020", 2000, "more_than", false),
            ("2020-05-04", 2500, "more_than", false),
            ("2021-09", 3500, "more_than", false),
            ("2022-04", 3500, "more_than", true),
            ("2022-05", 2000, "about", true),
        ]);
        let communities = page.series.iter().find(|series| series.what == "communities").unwrap();
        let odd: Vec<_> = communities.counts.iter().filter(|c| c.at_odds).filter_map(|c| c.value).collect();
        assert_eq!(odd, [19, 20]);
        let areas = page.series.iter().find(|series| series.what == "service areas").unwrap();
        assert_eq!(areas.counts.last().unwrap().as_of, None, "what has no date stands last");
    }

    async fn a_claim_says_how_it_is_known(db) {
        let site = imports::site(db).await;
        let visitor = site.visitor();
        let page = impact::history(&visitor).await.unwrap();
        let members = page.series.iter().find(|series| series.what == "members").unwrap();
        let spring = members.counts.iter().find(|c| c.as_of.unwrap().to_string() == "2022-04").unwrap();
        let claim = impact::claim(&visitor, &spring.id.to_string()).await.unwrap();
        let [evidence] = claim.evidence.as_slice() else { panic!("{:?}", claim.evidence) };
        assert_eq!(evidence.row, Some(("programme-history.csv".to_owned(), 15)));
        let cells: Vec<_> = evidence.cells.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect();
        assert_eq!(cells, [
            ("as_of", "2022-04"), ("what", "members"), ("value", "3500"), ("qualifier", "more than"), ("source", "U2"),
        ]);
        let odds: Vec<_> = claim.odds.iter().filter_map(|other| other.value).collect();
        assert_eq!(odds, [2000]);
        assert!(!claim.may_decide && !claim.was_decided);
        assert_eq!(claim.recorded_at, visitor.now);
        for unknown in ["", "x", "018f0000-0000-7000-8000-000000000000"] {
            assert!(matches!(impact::claim(&visitor, unknown).await, Err(Error::NotFound)));
        }
    }

    async fn a_share_with_its_base_has_an_interval(db) {
        let site = TestApp::start(db).await;
        let record = copia_app::imports::record::Record::parse(&copia_demonstration::published_file).unwrap();
        copia_app::imports::take_over(&site.app.system(), &record).await.unwrap();
        let page = impact::impact_page(&site.visitor()).await.unwrap();
        let mut shares = 0;
        for claim in page.surveys.iter().flat_map(|survey| &survey.themes).flat_map(|theme| &theme.claims) {
            let (interval, percent) = (claim.interval.unwrap(), claim.value.unwrap());
            let percent = f64::from(u32::try_from(percent).unwrap());
            assert!(interval.low < percent && percent < interval.high);
            assert!(claim.answers.unwrap() <= claim.base_n.unwrap());
            assert_eq!(claim.form, Form::Share);
            shares += 1;
        }
        assert_eq!(shares, record.surveys.len());
    }

    async fn a_claim_is_taken_back_and_shown_again_by_an_editor(db) {
        let site = imports::site(db).await;
        let editor = site.person_with("Edna Example", TermRole::Editor).await;
        let editor = site.signed_in(editor).await;
        let visitor = site.visitor();
        let id = impact::impact_page(&visitor).await.unwrap().surveys[0].themes[0].claims[0].id.to_string();

        assert!(matches!(impact::withdraw(&visitor, &id, "no").await, Err(Error::Denied(_))));
        assert!(matches!(impact::withdraw(&editor, &id, " ").await, Err(Error::Invalid(_))));
        impact::withdraw(&editor, &id, "The page was corrected.").await.unwrap();
        assert!(matches!(impact::withdraw(&editor, &id, "Again.").await, Err(Error::AlreadyDone)));

        let page = impact::impact_page(&visitor).await.unwrap();
        assert_eq!(page.surveys[0].themes[0].claims.len(), 1);
        assert!(page.withdrawn.is_empty());
        let seen = impact::claim(&visitor, &id).await.unwrap();
        assert_eq!((seen.claim.state, seen.claim.value), (ClaimState::Withdrawn, None));
        assert_eq!((seen.reason.as_deref(), seen.decided_by), (Some("The page was corrected."), None));
        let seen = impact::claim(&editor, &id).await.unwrap();
        assert_eq!((seen.claim.value, seen.decided_by.as_deref()), (Some(92), Some("Edna Example")));
        assert_eq!(impact::impact_page(&editor).await.unwrap().withdrawn.len(), 1);

        impact::restore(&editor, &id, "It was right.").await.unwrap();
        assert_eq!(impact::impact_page(&visitor).await.unwrap().surveys[0].themes[0].claims.len(), 2);
        assert!(wrong(&site).await.is_empty(), "deciding on a claim does not change what it says");

        let auditor = site.person_with("Ada Auditor", TermRole::Auditor).await;
        let auditor = site.signed_in(auditor).await;
        assert!(matches!(impact::withdraw(&auditor, &id, "no").await, Err(Error::Denied(_))));
    }

    async fn counters_are_claims_once_somebody_is_a_member(db) {
        let site = imports::site(db).await;
        site.db.tamper("UPDATE counters SET value = 3 WHERE counter = 'people'").await;
        let page = impact::impact_page(&site.visitor()).await.unwrap();
        assert_eq!(page.counters.len(), copia_app::domain::counters::Counter::ALL.len());
        assert!(page.counters.iter().all(|claim| claim.form == Form::Counter && claim.counted_at.is_some()));
        assert_eq!(wrong(&site).await, ["counter:people:1"], "the doctor counts anew");
    }

    async fn every_change_of_a_record_is_found(db) {
        let site = imports::site(db).await;
        assert!(wrong(&site).await.is_empty());
        let mut tx = site.db.read().await;
        let rows = copia_store::imports::rows(&mut tx).await.unwrap();
        drop(tx);
        for row in rows {
            // One letter more in the first cell, and the seal put right again or not.
            let changed = row.content.replacen("\":\"", "\":\"x", 1);
            let id = match site.db.db.kind() {
                "sqlite" => format!("X'{}'", row.id.0.simple()),
                _ => format!("'{}'", row.id),
            };
            let set = |content: &str| {
                let content = content.replace('\'', "''");
                format!("UPDATE record_rows SET content = '{content}' WHERE id = {id}")
            };
            site.db.tamper(&set(&changed)).await;
            assert!(!wrong(&site).await.is_empty(), "{} {}", row.file, row.line);
            site.db.tamper(&set(&row.content)).await;
        }
        assert!(wrong(&site).await.is_empty());
    }

    async fn every_change_of_what_is_kept_is_found(db) {
        let site = imports::site(db).await;
        let changes = [
            ("UPDATE claims SET value = value + 1 WHERE key = 'surveys:7'", "UPDATE claims SET value = value - 1 WHERE key = 'surveys:7'"),
            ("UPDATE claims SET qualifier = 'exactly' WHERE key = 'programme-history:4'", "UPDATE claims SET qualifier = 'about' WHERE key = 'programme-history:4'"),
            ("UPDATE claims SET base_n = 50 WHERE key = 'surveys:7'", "UPDATE claims SET base_n = NULL WHERE key = 'surveys:7'"),
            ("UPDATE claims SET as_of = '2019' WHERE key = 'programme-history:2'", "UPDATE claims SET as_of = '2018-08' WHERE key = 'programme-history:2'"),
            ("UPDATE sources SET address = 'https://elsewhere.example/' || address", "UPDATE sources SET address = replace(address, 'https://elsewhere.example/', '')"),
            ("UPDATE quotes SET summary = summary || '!'", "UPDATE quotes SET summary = replace(summary, '!', '')"),
            ("UPDATE recognitions SET result = 'w' || result", "UPDATE recognitions SET result = substr(result, 2)"),
            ("UPDATE news_items SET title = title || '!'", "UPDATE news_items SET title = replace(title, '!', '')"),
            ("UPDATE community_sightings SET seen_as = 'current' WHERE seen_as = 'planned'", "UPDATE community_sightings SET seen_as = 'planned' WHERE as_of = '2018-01'"),
            ("UPDATE counters SET value = value + 1 WHERE counter = 'communities_active'", "UPDATE counters SET value = value - 1 WHERE counter = 'communities_active'"),
        ];
        for (change, back) in changes {
            site.db.tamper(change).await;
            assert!(!wrong(&site).await.is_empty(), "{change}");
            site.db.tamper(back).await;
            assert_eq!(wrong(&site).await, Vec::<String>::new(), "{back}");
        }
        site.db.tamper("DELETE FROM evidence WHERE claim_id IN (SELECT id FROM claims WHERE key = 'surveys:7')").await;
        assert_eq!(wrong(&site).await, ["surveys:7"]);
    }

    async fn the_pages_need_few_queries(db) {
        let site = imports::site(db).await;
        let visitor = site.visitor();
        impact::impact_page(&visitor).await.unwrap();
        assert!(visitor.meter.statements() <= 6, "{}", visitor.meter.statements());
    }
}
