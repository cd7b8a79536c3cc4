//! Communities: who sets them up, who edits them, and the steps of their lives.

mod stages;

use copia_app::{
    Ctx, Error, accounts, communities,
    communities::{CharterText, LinkInput, Narrow, NewInput, PageInput, ProposalInput, RulesInput, StageInput},
};
use copia_domain::{
    communities::{Stage, Visibility},
    counters::Counter,
    fields::Fault,
    ids::CommunityId,
    memberships::State,
    role_terms::TermRole,
};
use copia_mail::SendError;
use copia_store::counters;
use copia_testkit::{TestApp, on_both};

async fn manager(site: &TestApp) -> Ctx {
    let person = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
    site.signed_in(person).await
}

async fn staff(site: &TestApp, name: &str) -> Ctx {
    let person = site.person(name).await;
    site.signed_in(person).await
}

async fn lead(site: &TestApp, name: &str, community: CommunityId) -> Ctx {
    let person = site.person(name).await;
    site.appoint(person, community, TermRole::Lead).await;
    site.signed_in(person).await
}

/// The actions in the audit log, oldest first.
async fn audited(site: &TestApp, about: CommunityId) -> Vec<String> {
    let permit = copia_domain::policy::Permit::of_the_system(copia_domain::policy::Scope::Site, "a test looks");
    let mut tx = site.db.read().await;
    let filter = copia_store::audit::Filter { community: Some(about), ..Default::default() };
    let mut rows = copia_store::audit::list(&mut tx, &permit, &filter, 100, 0).await.unwrap();
    rows.reverse();
    rows.into_iter().map(|row| row.action).collect()
}

/// The same person an hour later.
fn later(site: &TestApp, ctx: &Ctx) -> Ctx {
    site.advance_hours(1);
    Ctx { now: site.app.system().now, ..ctx.clone() }
}

async fn counter(site: &TestApp, counter: Counter) -> i64 {
    let mut tx = site.db.read().await;
    let all = counters::all(&mut tx).await.unwrap();
    all.into_iter().find(|value| value.counter == counter).map_or(0, |value| value.value)
}

fn new_input(name: &str) -> NewInput<'_> {
    NewInput {
        name,
        summary: "For those who write.",
        area: "",
        stage: "forming",
        join_rule: "open",
        visibility: "public",
        reason: "The board agreed.",
    }
}

fn step<'a>(to: &'a str, into: &'a str) -> StageInput<'a> {
    StageInput { to, on: "", reason: "It is time.", into }
}

const CHARTER: CharterText<'static> = CharterText {
    purpose: "To learn.",
    scope: "",
    audience: "Everyone.",
    ways_of_working: "",
    cadence: "Monthly.",
    success: "",
};

on_both! {
    async fn only_the_manager_sets_a_community_up(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let slug = communities::create(&manager, &new_input("Plain Words")).await.unwrap();
        assert_eq!(slug.as_str(), "plain-words");
        let again = communities::create(&manager, &new_input("Plain Words")).await.unwrap();
        assert_eq!(again.as_str(), "plain-words-2");
        for other in [staff(&site, "Ada Example").await, site.visitor()] {
            let refused = communities::create(&other, &new_input("Plain Words")).await;
            assert!(matches!(refused, Err(Error::Denied(_))));
        }
        let wrong = NewInput { name: "", stage: "closed", area: "nowhere", ..new_input("") };
        let Err(Error::Invalid(faults)) = communities::create(&manager, &wrong).await else { panic!("it is wrong") };
        assert!(faults.of("name").is_some() && faults.of("stage").is_some());
        assert_eq!(counter(&site, Counter::CommunitiesForming).await, 2);
        let page = communities::page(&site.visitor(), "plain-words").await.unwrap();
        assert_eq!(audited(&site, page.found.id).await, ["community.create"]);
    }

    async fn a_proposal_is_seen_by_its_proposer_and_decided_by_the_manager(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Data and Insight").await;
        let ada = staff(&site, "Ada Example").await;
        let input = ProposalInput {
            name: "Data Analysts",
            summary: "For those who count.",
            area: "",
            topics: "Data, statistics, data",
            why: "We all answer the same questions.",
        };
        let slug = communities::propose(&ada, &input).await.unwrap();
        let slug = slug.as_str();
        assert!(communities::page(&ada, slug).await.is_ok());
        let eve = staff(&site, "Eve Example").await;
        assert!(matches!(communities::page(&eve, slug).await, Err(Error::NotFound)));
        assert!(matches!(communities::propose(&site.visitor(), &input).await, Err(Error::Denied(_))));
        assert!(matches!(communities::decide_proposal(&ada, slug, "community", "Mine").await, Err(Error::Denied(_))));

        let seen = communities::proposal(&manager, slug).await.unwrap();
        assert_eq!(seen.topics, ["Data", "statistics"]);
        assert_eq!(seen.alike.iter().map(|one| one.community.name.as_str()).collect::<Vec<_>>(), ["Data and Insight"]);
        let without_note = communities::decide_proposal(&manager, slug, "community", " ").await;
        assert!(matches!(without_note, Err(Error::Invalid(_))));
        let stage = communities::decide_proposal(&manager, slug, "community", "Welcome.").await.unwrap();
        assert_eq!(stage, Stage::Forming);
        let again = communities::decide_proposal(&manager, slug, "exists", "No.").await;
        assert!(matches!(again, Err(Error::AlreadyDone)));
        let history = communities::history(&eve, slug).await.unwrap();
        let reasons: Vec<&str> = history.stages.iter().map(|step| step.reason.as_str()).collect();
        assert_eq!(reasons, ["", "Welcome."], "why it was wanted is not for everybody");
        site.run_jobs().await;
        let mail = site.take_mail();
        assert!(mail.len() == 1 && mail[0].text.contains("Welcome."), "{mail:?}");

        let second = communities::propose(&ada, &ProposalInput { name: "Insight and Data", ..input }).await.unwrap();
        let stage = communities::decide_proposal(&manager, second.as_str(), "exists", "Join it.").await.unwrap();
        assert_eq!((stage, counter(&site, Counter::CommunitiesClosed).await), (Stage::Closed, 0));
        let all = communities::proposals(&manager).await.unwrap();
        assert_eq!((all.waiting.len(), all.decided.len()), (0, 2));
        for stranger in [&eve, &site.visitor()] {
            let declined = communities::page(stranger, second.as_str()).await;
            assert!(matches!(declined, Err(Error::NotFound)), "what was not taken up stays between the two");
            let directory = communities::directory(stranger).await.unwrap();
            assert!(directory.communities.iter().all(|one| one.slug != second));
        }
        assert!(communities::page(&ada, second.as_str()).await.is_ok());
    }

    async fn a_lead_edits_the_page_and_the_manager_the_name(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let id = site.community("Recruitment").await;
        let lead = lead(&site, "Lea Lead", id).await;
        let input = PageInput {
            name: "Hiring",
            summary: "For those who hire.",
            topics: "hiring, Hiring\n interviews ,",
            job_families: "Human resources",
            departments: "",
            version: 1,
        };
        communities::save_page(&lead, "recruitment", &input).await.unwrap();
        let form = communities::edit_form(&lead, "recruitment").await.unwrap();
        assert_eq!((form.found.name.as_str(), form.may_rename()), ("Recruitment", false));
        assert_eq!(form.words(copia_domain::people::MatchKind::Topic), "hiring, interviews");
        assert!(matches!(communities::save_page(&manager, "recruitment", &input).await, Err(Error::Stale)));
        communities::save_page(&manager, "recruitment", &PageInput { version: 2, ..input }).await.unwrap();
        let page = communities::page(&site.visitor(), "recruitment").await.unwrap();
        assert_eq!(page.found.name, "Hiring");
        let eve = staff(&site, "Eve Example").await;
        assert!(matches!(communities::save_page(&eve, "recruitment", &input).await, Err(Error::Denied(_))));
        let hostile = PageInput { summary: "a\u{0}b", version: 3, ..input };
        assert!(matches!(communities::save_page(&lead, "recruitment", &hostile).await, Err(Error::Invalid(_))));
    }

    async fn a_charter_has_versions_and_the_second_of_two_editors_is_told(db) {
        let site = TestApp::start(db).await;
        let id = site.community("Recruitment").await;
        let lead = lead(&site, "Lea Lead", id).await;
        let slug = "recruitment";
        assert!(communities::charter_form(&lead, slug).await.unwrap().charter.is_none());
        communities::save_charter(&lead, slug, &CHARTER, 0).await.unwrap();
        let second = communities::save_charter(&lead, slug, &CharterText { purpose: "Other.", ..CHARTER }, 0).await;
        assert!(matches!(second, Err(Error::Stale)));
        communities::save_charter(&lead, slug, &CharterText { purpose: "Better.", ..CHARTER }, 1).await.unwrap();
        let visitor = site.visitor();
        let page = communities::charter_version(&visitor, slug, Some(1)).await.unwrap();
        assert_eq!(page.charter.as_ref().unwrap().purpose, "To learn.");
        assert_eq!((page.versions.len(), page.is_latest()), (2, false));
        assert!(page.versions.iter().all(|version| version.author.is_none()), "a visitor is not told who wrote");
        assert!(matches!(communities::charter_version(&visitor, slug, Some(3)).await, Err(Error::NotFound)));
        let empty = communities::save_charter(&lead, slug, &CharterText { purpose: "", ..CHARTER }, 2).await;
        assert!(matches!(empty, Err(Error::Invalid(_))));
        let eve = staff(&site, "Eve Example").await;
        assert!(matches!(communities::save_charter(&eve, slug, &CHARTER, 2).await, Err(Error::Denied(_))));
    }

    async fn links_are_web_addresses(db) {
        let site = TestApp::start(db).await;
        let id = site.community("Recruitment").await;
        let lead = lead(&site, "Lea Lead", id).await;
        let rows = [
            LinkInput { label: "Channel", address: "https://teams.example/x" },
            LinkInput::default(),
            LinkInput { label: "Files", address: "https://files.example" },
        ];
        communities::save_links(&lead, "recruitment", &rows, 1).await.unwrap();
        let second = communities::save_links(&lead, "recruitment", &rows[..1], 1).await;
        assert!(matches!(second, Err(Error::Stale)), "the first one's links stay: {second:?}");
        let page = communities::page(&lead, "recruitment").await.unwrap();
        assert_eq!(page.links.iter().map(|link| link.label.as_str()).collect::<Vec<_>>(), ["Channel", "Files"]);
        assert!(communities::page(&site.visitor(), "recruitment").await.unwrap().links.is_empty());
        let wrong = [LinkInput { label: "", address: "javascript:alert(1)" }];
        let Err(Error::Invalid(faults)) = communities::save_links(&lead, "recruitment", &wrong, 2).await else {
            panic!("it is wrong")
        };
        assert!(faults.of("label-1").is_some() && faults.of("address-1").is_some());
    }

    async fn rules_belong_to_the_manager(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let id = site.community("Recruitment").await;
        let lead = lead(&site, "Lea Lead", id).await;
        let rules = RulesInput {
            join_rule: "invitation",
            core_rule: "lead",
            visibility: "members",
            sensitive: true,
            area: "",
            version: 1,
        };
        assert!(matches!(communities::save_rules(&lead, "recruitment", &rules).await, Err(Error::Denied(_))));
        communities::save_rules(&manager, "recruitment", &rules).await.unwrap();
        assert!(matches!(communities::page(&site.visitor(), "recruitment").await, Err(Error::NotFound)));
        assert!(matches!(communities::save_rules(&manager, "recruitment", &rules).await, Err(Error::Stale)));
        let wrong = RulesInput { visibility: "secret", version: 2, ..rules };
        assert!(matches!(communities::save_rules(&manager, "recruitment", &wrong).await, Err(Error::Invalid(_))));
    }

    async fn who_leads_is_shown_as_the_settings_say(db) {
        let hidden = copia_store::organisation::Organisation { leads_are_public: false, ..copia_testkit::organisation() };
        let site = TestApp::start_with(db, hidden).await;
        let open = site.community("Recruitment").await;
        let sensitive = site.community_with("Carers", |c| c.sensitive = true).await;
        let lea = site.person("Lea Lead").await;
        for community in [open, sensitive] {
            site.appoint(lea, community, TermRole::Lead).await;
        }
        let leads = async |ctx: &Ctx, slug: &str| communities::page(ctx, slug).await.unwrap().terms.len();
        let ada = staff(&site, "Ada Example").await;
        let lea = site.signed_in(lea).await;
        assert_eq!((leads(&site.visitor(), "recruitment").await, leads(&site.visitor(), "carers").await), (0, 0));
        assert_eq!((leads(&ada, "recruitment").await, leads(&ada, "carers").await), (1, 0));
        assert_eq!(leads(&lea, "carers").await, 1);
        for slug in ["recruitment", "carers"] {
            communities::save_charter(&lea, slug, &CHARTER, 0).await.unwrap();
        }
        let authors = async |ctx: &Ctx, slug: &str| {
            let charter = communities::charter_version(ctx, slug, None).await.unwrap();
            let history = communities::history(ctx, slug).await.unwrap();
            let named = charter.versions.iter().chain(&history.charters).filter(|version| version.author.is_some());
            named.count()
        };
        assert_eq!((authors(&ada, "recruitment").await, authors(&ada, "carers").await), (2, 0));
        assert_eq!((authors(&lea, "carers").await, authors(&site.visitor(), "recruitment").await), (2, 0));
        let directory = communities::directory(&ada).await.unwrap();
        assert_eq!((directory.leads(open).len(), directory.leads(sensitive).len()), (1, 0));
        assert!(communities::directory(&site.visitor()).await.unwrap().leads(open).is_empty());
    }

    async fn the_directory_counts_what_the_viewer_finds(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Alpha").await;
        site.community_with("Beta", |c| c.first.stage = Stage::Forming).await;
        site.community_with("Gamma", |c| c.first.stage = Stage::Closed).await;
        site.community_with("Delta", |c| c.visibility = Visibility::Members).await;
        let visitor = site.visitor();
        let directory = communities::directory(&visitor).await.unwrap();
        assert!(visitor.meter.statements() <= 3, "{} statements", visitor.meter.statements());
        let all = Narrow::default();
        let names = |list: Vec<&communities::Listed>| list.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(directory.living(&all).collect()), ["Alpha", "Beta"]);
        assert_eq!(names(directory.past(&all).collect()), ["Gamma"]);
        let counts = [(Stage::Forming, 1), (Stage::Active, 1), (Stage::Closed, 1)];
        assert_eq!(directory.stage_facets(&all), counts);
        let closed = Narrow { area: None, stage: Some(Stage::Closed) };
        assert_eq!(names(directory.living(&closed).collect()), ["Gamma"]);
        assert_eq!(communities::directory(&manager).await.unwrap().stage_facets(&all)[1], (Stage::Active, 2));
    }

    async fn the_page_takes_few_statements(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Alpha").await;
        site.community("Beta").await;
        communities::change_stage(&manager, "alpha", &step("merged", "beta")).await.unwrap();
        site.person("Ada Example").await;
        let visitor = site.visitor();
        let id = accounts::ask_for_link(&visitor, "ada.example@demonstration.example", None).await.unwrap();
        let code = copia_app::links::code(&site.app, &id.to_string());
        let cookie = accounts::sign_in_by_code(&visitor, id, &code).await.unwrap().cookie;
        let request = async || {
            let device = visitor.device.clone();
            accounts::request(&site.app, Some(cookie.value()), None, None, device).await.unwrap()
        };
        let ctx = request().await;
        communities::page(&ctx, "alpha").await.unwrap();
        assert!((1..=10).contains(&ctx.meter.statements()), "{} with the session", ctx.meter.statements());
        let ctx = request().await;
        communities::directory(&ctx).await.unwrap();
        assert!((1..=8).contains(&ctx.meter.statements()), "{} with the session", ctx.meter.statements());
    }

    async fn the_brief_is_for_the_sponsor_the_leads_and_the_manager(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let id = site.community_with("Recruitment", |c| c.visibility = Visibility::Members).await;
        let sponsor = site.person("Sam Sponsor").await;
        site.appoint(sponsor, id, TermRole::Sponsor).await;
        let sponsor = site.signed_in(sponsor).await;
        let lead = lead(&site, "Lea Lead", id).await;
        for reader in [&sponsor, &lead, &manager] {
            let brief = communities::brief(reader, "recruitment").await.unwrap();
            assert_eq!(brief.holders(TermRole::Sponsor).count(), 1);
        }
        let ada = staff(&site, "Ada Example").await;
        assert!(matches!(communities::brief(&ada, "recruitment").await, Err(Error::NotFound)));
        site.community("Open").await;
        assert!(matches!(communities::brief(&ada, "open").await, Err(Error::Denied(_))));
    }
}
