//! Figures that others published of surveys: what is kept of them, and what rests on them.

use crate::claims::{Desk, SENTENCE};
use copia_app::{
    Error, claims,
    claims::{ClaimInput, EvidenceInput, Holds},
    surveys::published::{self, PublishedInput},
};
use copia_domain::{claims::Lack, fields::Fault, surveys::elsewhere::published::Wrong};
use copia_testkit::on_both;

const REPORT: PublishedInput<'static> = PublishedInput {
    title: "Staff survey 2024",
    publisher: "The Example Institute",
    address: "https://institute.example/report",
    since: "2024-03-04",
    until: "2024-03-29",
    asked: "900",
    figures: "It saves me time.; 84%; 50; applied\nI know whom to ask.; 31 of 60\nIt is a place to learn.; 72%",
    version: 0,
};

/// The references of what a claim can rest on, in the order of the reports.
async fn offered(desk: &Desk, claim: &str) -> Vec<String> {
    let choices = claims::evidence_form(&desk.editor, claim).await.unwrap();
    choices.published.into_iter().map(|(reference, _)| reference).collect()
}

on_both! {
    async fn a_report_is_kept_changed_and_deleted(db) {
        let desk = Desk::new(db).await;
        let id = published::write(&desk.manager, None, &REPORT).await.unwrap().unwrap().to_string();
        let kept = published::look(&desk.manager, &id).await.unwrap();
        assert_eq!((kept.survey.title.as_str(), kept.survey.asked, kept.figures.len()), (REPORT.title, Some(900), 3));
        let intervals: Vec<bool> = kept.figures.iter().map(|figure| figure.interval().is_some()).collect();
        assert_eq!(intervals, [true, true, false], "an interval where the number of answers is known, and nowhere else");
        let second = PublishedInput { figures: "It saves me time.; 42 of 50", version: 1, ..REPORT };
        published::write(&desk.manager, Some(&id), &second).await.unwrap().unwrap();
        assert_eq!(published::look(&desk.manager, &id).await.unwrap().figures.len(), 1);
        assert!(matches!(published::write(&desk.manager, Some(&id), &second).await, Err(Error::Stale)));
        assert!(matches!(published::delete(&desk.manager, &id, 1).await, Err(Error::Stale)));
        assert_eq!(published::look(&desk.manager, &id).await.unwrap().figures.len(), 1, "nothing went half");
        published::delete(&desk.manager, &id, 2).await.unwrap();
        assert!(matches!(published::look(&desk.manager, &id).await, Err(Error::NotFound)));
        assert!(published::list(&desk.manager).await.unwrap().is_empty());
    }

    async fn what_is_no_figure_is_refused_and_nothing_is_kept(db) {
        let desk = Desk::new(db).await;
        let wrong = PublishedInput { figures: "It saves me time.; 84%\nIt is fun.; 104%", ..REPORT };
        assert_eq!(published::write(&desk.manager, None, &wrong).await.unwrap(), Err((2, Wrong::NoShare)));
        let cases = [
            ("title", PublishedInput { title: " ", ..REPORT }),
            ("publisher", PublishedInput { publisher: "", ..REPORT }),
            ("address", PublishedInput { address: "javascript:alert(1)", ..REPORT }),
            ("since", PublishedInput { since: "March", ..REPORT }),
            ("until", PublishedInput { until: "2024-03-01", ..REPORT }),
            ("asked", PublishedInput { asked: "many", ..REPORT }),
            ("asked", PublishedInput { asked: "59", ..REPORT }),
        ];
        for (field, input) in cases {
            let Err(Error::Invalid(faults)) = published::write(&desk.manager, None, &input).await else {
                panic!("{field} is wrong")
            };
            assert!(faults.of(field).is_some(), "{field}: {faults:?}");
        }
        let input = PublishedInput { asked: "59", ..REPORT };
        let Err(Error::Invalid(faults)) = published::write(&desk.manager, None, &input).await else { panic!() };
        assert_eq!(faults.of("asked"), Some(Fault::OutOfRange), "more answered than were asked");
        assert!(published::list(&desk.manager).await.unwrap().is_empty());
        let member = desk.site.person("Member Example").await;
        let member = desk.site.signed_in(member).await;
        assert!(matches!(published::write(&member, None, &REPORT).await, Err(Error::Denied(_))));
        assert!(matches!(published::list(&desk.site.visitor()).await, Err(Error::Denied(_))));
    }

    async fn a_claim_rests_on_a_figure_until_that_changes(db) {
        let desk = Desk::new(db).await;
        let id = published::write(&desk.manager, None, &REPORT).await.unwrap().unwrap().to_string();
        let says = |value: &'static str| ClaimInput { measure: "percent_agree", value, ..SENTENCE };
        let claim = desk.write(&says("84"), &[]).await;
        let references = offered(&desk, &claim.to_string()).await;
        let rest = |reference: &str| {
            let reference = reference.to_owned();
            let (desk, claim) = (&desk, claim.to_string());
            async move {
                let input = EvidenceInput { kind: "published", reference: &reference, ..EvidenceInput::default() };
                claims::add_evidence(&desk.editor, &claim, &input).await
            }
        };
        assert!(matches!(rest(&format!("{id}/0000000000000000")).await, Err(Error::Invalid(_))));
        assert!(matches!(rest("no").await, Err(Error::Invalid(_))));
        rest(&references[0]).await.unwrap();
        assert!(matches!(rest(&references[0]).await, Err(Error::Invalid(_))), "once is enough");
        desk.approve(claim).await;
        let page = claims::page(&desk.manager, &claim.to_string()).await.unwrap();
        assert_eq!((page.shown.value, page.shown.base), (Some(84), Some(50)));
        assert!(page.shown.interval.is_some() && page.shown.share.is_none());
        // A figure whose number of answers nobody published is shown without an interval.
        let bare = desk.write(&says("72"), &[]).await;
        let input = EvidenceInput { kind: "published", reference: &references[2], ..EvidenceInput::default() };
        claims::add_evidence(&desk.editor, &bare.to_string(), &input).await.unwrap();
        desk.approve(bare).await;
        let shown = claims::page(&desk.manager, &bare.to_string()).await.unwrap().shown;
        assert_eq!((shown.value, shown.base, shown.interval), (Some(72), None, None));
        assert_eq!(desk.wrong().await, Vec::<String>::new());
        // Where it stands in the report is nothing to a claim; what it says is.
        let figures = "It is a place to learn.; 72%\nIt saves me time.; 84%; 50; applied";
        let moved = PublishedInput { figures, version: 1, ..REPORT };
        published::write(&desk.manager, Some(&id), &moved).await.unwrap().unwrap();
        assert_eq!(claims::page(&desk.manager, &claim.to_string()).await.unwrap().shown.holds, Holds::Yes);
        let other = PublishedInput { figures: "It saves me time.; 84%; 51", version: 2, ..REPORT };
        published::write(&desk.manager, Some(&id), &other).await.unwrap().unwrap();
        assert_eq!(claims::page(&desk.manager, &claim.to_string()).await.unwrap().shown.holds, Holds::Changed);
        assert_eq!(claims::page(&desk.manager, &bare.to_string()).await.unwrap().shown.holds, Holds::Gone);
        assert_eq!(desk.wrong().await.len(), 2);
        published::delete(&desk.manager, &id, 3).await.unwrap();
        assert_eq!(claims::page(&desk.manager, &claim.to_string()).await.unwrap().shown.holds, Holds::Gone);
    }

    async fn what_others_published_of_a_survey_is_no_measurement(db) {
        let desk = Desk::new(db).await;
        published::write(&desk.manager, None, &REPORT).await.unwrap().unwrap();
        let input = ClaimInput { measure: "percent_agree", value: "84", strength: "measured", ..SENTENCE };
        let claim = desk.write(&input, &[]).await;
        let references = offered(&desk, &claim.to_string()).await;
        let input = EvidenceInput { kind: "published", reference: &references[0], ..EvidenceInput::default() };
        claims::add_evidence(&desk.editor, &claim.to_string(), &input).await.unwrap();
        let lacks = claims::page(&desk.editor, &claim.to_string()).await.unwrap().shown.lacks();
        assert_eq!(lacks, [Lack::Measurement]);
    }
}
