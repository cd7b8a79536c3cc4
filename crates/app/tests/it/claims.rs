//! Claims that somebody writes: from the first draft to the public page, and what becomes of them when something changes.

use crate::imports;
use copia_app::{
    Ctx, Error,
    claims::{self, About, ClaimInput, EvidenceInput, Holds},
    domain::{
        claims::{ClaimState, Finding, Lack, Step},
        ids::ClaimId,
        role_terms::TermRole,
    },
    impact,
    publications::{self, Of, PublishInput},
};
use copia_testkit::{TestApp, kept, on_both, testing::TestDb};

/// Two people who work on the public pages.
pub struct Desk {
    pub site: TestApp,
    pub editor: Ctx,
    pub manager: Ctx,
}

impl Desk {
    pub async fn over(site: TestApp) -> Self {
        let editor = site.person_with("Eda Example", TermRole::Editor).await;
        let manager = site.person_with("Max Example", TermRole::ProgrammeManager).await;
        Self { editor: site.signed_in(editor).await, manager: site.signed_in(manager).await, site }
    }

    pub async fn new(db: TestDb) -> Self {
        Self::over(TestApp::start(db).await).await
    }

    async fn version(&self, id: ClaimId) -> i64 {
        claims::page(&self.manager, &id.to_string()).await.unwrap().shown.claim.version
    }

    pub async fn write(&self, input: &ClaimInput<'_>, evidence: &[EvidenceInput<'_>]) -> ClaimId {
        let id = claims::write(&self.editor, None, input).await.unwrap();
        for one in evidence {
            claims::add_evidence(&self.editor, &id.to_string(), one).await.unwrap();
        }
        id
    }

    pub async fn approve(&self, id: ClaimId) {
        claims::hand_in(&self.editor, &id.to_string(), self.version(id).await).await.unwrap();
        claims::approve(&self.manager, &id.to_string(), self.version(id).await).await.unwrap();
    }

    /// What of written claims and publications does not equal what stands behind it.
    pub async fn wrong(&self) -> Vec<String> {
        let checked = impact::doctor(&self.site.db.db).await.unwrap();
        checked.into_iter().filter(|one| one.finding != Finding::Equal).map(|one| one.key).collect()
    }
}

pub const SENTENCE: ClaimInput<'static> = ClaimInput {
    statement: "Members helped two teams to share one form",
    measure: "statement",
    value: "",
    qualifier: "",
    as_of: "2026-05",
    theme: "Improve how things work",
    level: "team",
    value_type: "applied",
    strength: "reported",
    comparison: "",
    about: "",
    review_by: "2027-03-01",
    notice: "",
    version: 0,
};

pub const LETTER: EvidenceInput<'static> = EvidenceInput {
    kind: "external",
    reference: "",
    note: "A letter from the head of the service",
    address: "",
    value: "",
    base: "",
};

on_both! {
    async fn a_claim_is_shown_once_somebody_else_has_approved_it(db) {
        let desk = Desk::new(db).await;
        let id = desk.write(&SENTENCE, &[LETTER]).await;
        let text = id.to_string();
        assert!(matches!(claims::page(&desk.site.visitor(), &text).await, Err(Error::NotFound)));
        assert!(matches!(claims::hand_in(&desk.manager, &text, 2).await, Err(Error::NotNow("claim-not-author"))));
        claims::hand_in(&desk.editor, &text, 2).await.unwrap();
        let own = claims::approve(&desk.editor, &text, 3).await;
        assert!(matches!(own, Err(Error::NotNow("claim-own"))), "{own:?}");
        claims::give_back(&desk.manager, &text, 3, "Which teams?").await.unwrap();
        let back = claims::page(&desk.editor, &text).await.unwrap();
        assert_eq!(back.shown.claim.decision_note.as_deref(), Some("Which teams?"));
        assert!(back.may_write && back.steps == [Step::Submit], "{:?}", back.steps);
        claims::hand_in(&desk.editor, &text, 4).await.unwrap();
        assert!(matches!(claims::approve(&desk.manager, &text, 4).await, Err(Error::Stale)));
        claims::approve(&desk.manager, &text, 5).await.unwrap();
        let page = claims::page(&desk.site.visitor(), &text).await.unwrap();
        assert_eq!((page.shown.claim.state, page.shown.holds), (ClaimState::Approved, Holds::Yes));
        assert!(page.steps.is_empty() && !page.may_correct);
        let shown = claims::shown_of(&desk.site.visitor(), About::Programme).await.unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!(desk.wrong().await, [""; 0]);
    }

    async fn what_is_not_supported_is_not_approved(db) {
        let desk = Desk::new(db).await;
        let strong = ClaimInput { statement: "The forum increased trust", value_type: "realised", ..SENTENCE };
        let id = desk.write(&strong, &[]).await;
        let text = id.to_string();
        let lacks = claims::page(&desk.editor, &text).await.unwrap().shown.lacks();
        assert_eq!(lacks, [Lack::Evidence, Lack::Corroboration, Lack::Wording]);
        claims::hand_in(&desk.editor, &text, 1).await.unwrap();
        let refused = claims::approve(&desk.manager, &text, 2).await;
        assert!(matches!(refused, Err(Error::NotNow("claim-lacks"))), "{refused:?}");
        assert!(claims::shown_of(&desk.site.visitor(), About::Programme).await.unwrap().is_empty());
    }

    async fn a_share_needs_the_evidence_that_gives_it_and_takes_its_base_from_there(db) {
        let desk = Desk::new(db).await;
        let share = ClaimInput { statement: "of those who answered have found somebody to ask", measure: "percent_agree", value: "92", ..SENTENCE };
        let given = EvidenceInput { value: "92", base: "50", ..LETTER };
        let id = desk.write(&share, &[EvidenceInput { value: "93", base: "50", ..LETTER }]).await;
        let page = claims::page(&desk.editor, &id.to_string()).await.unwrap();
        assert_eq!(page.shown.lacks(), [Lack::Figure]);
        claims::add_evidence(&desk.editor, &id.to_string(), &given).await.unwrap();
        desk.approve(id).await;
        let shown = claims::shown_of(&desk.site.visitor(), About::Programme).await.unwrap();
        assert_eq!((shown[0].value, shown[0].base), (Some(92), Some(50)));
        let bounds = shown[0].interval.unwrap();
        assert_eq!((bounds.low.round(), bounds.high.round()), (81.0, 97.0));
    }

    async fn a_count_of_the_site_is_read_anew_and_never_lags_behind(db) {
        let desk = Desk::new(db).await;
        desk.site.community("Data").await;
        let count = ClaimInput { statement: "people belong to a community", measure: "count", strength: "observed", ..SENTENCE };
        let people = EvidenceInput { kind: "counter", reference: "people", ..EvidenceInput::default() };
        let id = desk.write(&count, &[people]).await;
        desk.approve(id).await;
        let value = async |desk: &Desk| {
            let shown = claims::shown_of(&desk.site.visitor(), About::Programme).await.unwrap();
            (shown[0].value, shown[0].holds, shown[0].is_live)
        };
        assert_eq!(value(&desk).await, (Some(0), Holds::Yes, true));
        let ada = desk.site.person("Ada Example").await;
        copia_app::memberships::join(&desk.site.signed_in(ada).await, "data", "").await.unwrap();
        assert_eq!(value(&desk).await, (Some(1), Holds::Yes, true));
        assert_eq!(desk.wrong().await, [""; 0]);
        desk.site.db.tamper("UPDATE counters SET value = value + 1 WHERE counter = 'people'").await;
        assert!(desk.wrong().await.contains(&format!("written:{id}")));
    }

    async fn a_correction_takes_the_place_of_what_was_wrong_and_leaves_it_readable(db) {
        let desk = Desk::new(db).await;
        let id = desk.write(&SENTENCE, &[LETTER]).await;
        desk.approve(id).await;
        let published = publications::publish(&desk.editor, PublishInput { title: "Spring 2026", of: Of::Programme }, |_, _, _| {
            Ok(kept("<p>kept</p>".to_owned(), Vec::new()))
        });
        let slug = published.await.unwrap();
        let new = claims::correct(&desk.editor, &id.to_string()).await.unwrap();
        assert!(matches!(claims::correct(&desk.editor, &id.to_string()).await, Err(Error::AlreadyDone)));
        let unsaid = claims::hand_in(&desk.editor, &new.to_string(), desk.version(new).await).await;
        assert!(matches!(unsaid, Err(Error::Invalid(_))), "what was wrong has to be said");
        let version = desk.version(new).await;
        let input = ClaimInput {
            statement: "Members helped three teams to share one form",
            notice: "It was three teams.",
            version,
            ..SENTENCE
        };
        claims::write(&desk.editor, Some(&new.to_string()), &input).await.unwrap();
        let visitor = desk.site.visitor();
        assert_eq!(claims::page(&visitor, &id.to_string()).await.unwrap().shown.claim.state, ClaimState::Approved);
        desk.approve(new).await;
        let old = claims::page(&visitor, &id.to_string()).await.unwrap();
        assert_eq!(old.shown.claim.state, ClaimState::Corrected);
        assert_eq!(old.shown.claim.statement, SENTENCE.statement);
        assert_eq!(old.replaced_by.map(|one| one.id), Some(new));
        let shown = claims::shown_of(&visitor, About::Programme).await.unwrap();
        assert_eq!(shown.iter().map(|one| one.claim.id).collect::<Vec<_>>(), [new]);
        let publication = publications::look(&visitor, &slug).await.unwrap();
        assert_eq!(publication.publication.body, "<p>kept</p>");
        assert_eq!(publication.fallen.iter().map(|one| (one.id, one.corrected)).collect::<Vec<_>>(), [(id, true)]);
        assert_eq!(desk.wrong().await, [""; 0]);
    }

    async fn a_claim_says_when_what_it_rests_on_has_changed_or_gone(db) {
        let desk = Desk::new(db).await;
        let community = desk.site.community("Data").await;
        let ada = desk.site.person("Ada Example").await;
        desk.site.appoint(ada, community, TermRole::Lead).await;
        let slug = desk.site.event_with(ada, "data", "Reading charts", |_| {}).await;
        desk.site.advance_hours(24 * 30);
        let desk = Desk { editor: desk.site.signed_in(desk.editor.viewer.id().unwrap()).await, manager: desk.site.signed_in(desk.manager.viewer.id().unwrap()).await, site: desk.site };
        let id = claims::write(&desk.editor, None, &ClaimInput { strength: "observed", ..SENTENCE }).await.unwrap();
        let offered = claims::evidence_form(&desk.editor, &id.to_string()).await.unwrap().events;
        let event = offered.iter().find(|one| one.title == "Reading charts").unwrap().id.to_string();
        let input = EvidenceInput { kind: "event", reference: &event, ..EvidenceInput::default() };
        claims::add_evidence(&desk.editor, &id.to_string(), &input).await.unwrap();
        let twice = claims::add_evidence(&desk.editor, &id.to_string(), &input).await;
        assert!(matches!(twice, Err(Error::Invalid(_))));
        desk.approve(id).await;
        let holds = async |desk: &Desk| claims::page(&desk.site.visitor(), &id.to_string()).await.unwrap().shown.holds;
        assert_eq!(holds(&desk).await, Holds::Yes);
        desk.site.db.tamper("UPDATE events SET title = 'Another event'").await;
        assert_eq!(holds(&desk).await, Holds::Changed);
        let board = claims::board(&desk.editor).await.unwrap();
        assert_eq!(board.due.iter().map(|(why, one)| (*why, one.claim.id)).collect::<Vec<_>>(), [(claims::Due::Changed, id)]);
        let published = publications::publish(&desk.editor, PublishInput { title: "Now", of: Of::Programme }, |_, _, _| Ok(kept(String::new(), Vec::new())));
        assert!(matches!(published.await, Err(Error::NotNow("publication-not-holding"))));
        let version = desk.version(id).await;
        claims::confirm(&desk.manager, &id.to_string(), version, "2027-03-01").await.unwrap();
        assert_eq!(holds(&desk).await, Holds::Yes);
        desk.site.db.tamper("UPDATE events SET state = 'called_off'").await;
        assert_eq!(holds(&desk).await, Holds::Gone);
        let version = desk.version(id).await;
        let gone = claims::confirm(&desk.manager, &id.to_string(), version, "2027-03-01").await;
        assert!(matches!(gone, Err(Error::NotNow("claim-lacks"))), "{gone:?} {slug}");
    }

    async fn a_claim_about_a_hidden_community_is_nobody_elses(db) {
        let desk = Desk::new(db).await;
        desk.site.community("Data").await;
        let id = desk.write(&ClaimInput { about: "community:data", ..SENTENCE }, &[LETTER]).await;
        desk.approve(id).await;
        assert!(claims::page(&desk.site.visitor(), &id.to_string()).await.is_ok());
        assert_eq!(publications::standing(&desk.site.visitor(), Of::Community("data")).await.unwrap().figures().len(), 1);
        assert!(publications::standing(&desk.site.visitor(), Of::Programme).await.unwrap().themes.is_empty());
        desk.site.db.tamper("UPDATE communities SET visibility = 'members'").await;
        assert!(matches!(claims::page(&desk.site.visitor(), &id.to_string()).await, Err(Error::NotFound)));
        let page = publications::standing(&desk.site.visitor(), Of::Community("data")).await;
        assert!(matches!(page, Err(Error::NotFound)));
    }

    async fn a_heading_under_which_something_stands_has_to_stay(db) {
        let desk = Desk::new(db).await;
        desk.write(&SENTENCE, &[]).await;
        let gone = claims::set_themes(&desk.manager, "Connections").await;
        assert!(matches!(gone, Err(Error::Invalid(_))));
        claims::set_themes(&desk.manager, "Connections\nImprove how things work\n").await.unwrap();
        assert_eq!(claims::themes(&desk.editor).await.unwrap(), ["Connections", "Improve how things work"]);
        let old = claims::write(&desk.editor, None, &ClaimInput { theme: "Bring people together", ..SENTENCE }).await;
        assert!(matches!(old, Err(Error::Invalid(_))));
    }
}

/// Everything that a published page rests on, row by row: a change of any one of them is found.
#[tokio::test]
async fn changing_any_one_record_behind_the_page_is_found() {
    let site = imports::site(TestDb::sqlite().await).await;
    let desk = Desk::over(site).await;
    let figures = {
        let id = claims::write(&desk.editor, None, &SENTENCE).await.unwrap();
        claims::evidence_form(&desk.editor, &id.to_string()).await.unwrap()
    };
    let (row, _, _) = figures.figures.iter().find(|(_, _, value)| *value == Some(92)).unwrap();
    let (row, source) = (row.to_string(), figures.sources[0].0.to_string());
    let record = EvidenceInput { kind: "record", reference: &row, ..EvidenceInput::default() };
    let page = EvidenceInput { kind: "source", reference: &source, ..EvidenceInput::default() };
    let share = ClaimInput {
        statement: "made connections",
        measure: "percent_agree",
        value: "92",
        strength: "corroborated",
        ..SENTENCE
    };
    let id = desk.write(&share, &[record, page, EvidenceInput { value: "92", base: "50", ..LETTER }]).await;
    desk.approve(id).await;
    let render = |_: &Ctx, _: &publications::Standing, _: &str| Ok(kept("<p>kept</p>".to_owned(), Vec::new()));
    publications::publish(&desk.editor, PublishInput { title: "Spring", of: Of::Programme }, render).await.unwrap();
    assert_eq!(desk.wrong().await, [""; 0]);
    let changes = [
        "UPDATE claims SET statement = statement || '!' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET value = 93 WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET base_n = 51 WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET strength = 'measured' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET theme = 'x' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET as_of = '2027' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET review_by = '2099-01-01' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET sealed_at = sealed_at + 1 WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET level = 'sector' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE claims SET seal = 'x' WHERE origin = 'written' AND state = 'approved'",
        "UPDATE evidence SET note = 'x' WHERE kind = 'external'",
        "UPDATE evidence SET value = 91 WHERE kind = 'external'",
        "UPDATE evidence SET base_n = 49 WHERE kind = 'external'",
        "UPDATE evidence SET digest = 'x' WHERE digest IS NOT NULL",
        "DELETE FROM evidence WHERE kind = 'external'",
        "UPDATE record_rows SET content = replace(content, '92', '91')",
        "UPDATE claims SET value = 91 WHERE origin = 'published_elsewhere' AND value = 92",
        "UPDATE sources SET title = title || '!'",
        "UPDATE publications SET body = body || ' '",
        "UPDATE publications SET title = 'Summer'",
        "UPDATE publications SET figures = '[]'",
    ];
    for change in changes {
        let copy = Desk { site: desk.site.copy().await, editor: desk.editor.clone(), manager: desk.manager.clone() };
        copy.site.db.tamper(change).await;
        let wrong = copy.wrong().await;
        let is_found = wrong.iter().any(|key| key.starts_with("written:") || key.starts_with("publication:"));
        assert!(is_found, "{change}: {wrong:?}");
    }
}
