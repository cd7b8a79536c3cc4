//! A site with somebody of each role, and the records that the routes are about.

use crate::browser::{Browser, PIXEL};
use axum::body::Bytes;
use copia_app::{
    claims,
    communities::{self, CharterText},
    domain::{
        ids::{
            BallotBoxId, CommunityId, EventId, JobId, NewsItemId, PersonId, PromptId, RollEntryId, ServiceAreaId,
            WaveId,
        },
        policy::{Permit, Scope},
        prompts::{Cycle, Occasion, State},
        published::PublishedDate,
        questions::Order,
        registrations::Place,
        role_terms::TermRole,
        slug::Slug,
    },
    events::{self, EventInput, SpeakerInput},
    impact, memberships, people,
    prompts::{AnswerInput, answer},
    publications::{self, Of, PublishInput},
    quotes::{self, QuoteInput},
    records::{self, Incoming},
    registrations,
    rooms::{self, Asking, Participant, PollInput},
    stories::{self, ShareInput, StepInput, StoryInput},
    surveys,
    value::{self, IndicatorInput, MeasurementInput, NarrativeInput},
};
use copia_store::{ballots, news::NewNews, prompts};
use copia_testkit::{TestApp, testing::TestDb};
use copia_web::Route;

/// The scene.
pub(super) struct Scene {
    pub(super) site: TestApp,
    /// Roles and the browsers of those who hold them.
    pub(super) people: Vec<(&'static str, Browser)>,
    /// What stands for each parameter of an address.
    parameters: Vec<(&'static str, String)>,
}

impl Scene {
    pub(super) async fn set() -> Self {
        let mut organisation = copia_testkit::organisation();
        organisation.is_demonstration = true;
        let site = TestApp::start_with(TestDb::sqlite().await, organisation).await;
        let community = site.community("Data").await;
        let [staff, member, core, lead, sponsor] = [
            site.person("Staff Example").await,
            site.person("Member Example").await,
            site.person("Core Example").await,
            site.person("Lead Example").await,
            site.person("Sponsor Example").await,
        ];
        for person in [member, core] {
            memberships::join(&site.signed_in(person).await, "data", "").await.unwrap();
        }
        let core_ctx = site.signed_in(core).await;
        memberships::change_own_level(&core_ctx, "data", copia_app::domain::memberships::Level::Core).await.unwrap();
        site.appoint(lead, community, TermRole::Lead).await;
        site.appoint(sponsor, community, TermRole::Sponsor).await;
        let site_roles = [
            ("programme manager", TermRole::ProgrammeManager),
            ("editor", TermRole::Editor),
            ("auditor", TermRole::Auditor),
            ("administrator", TermRole::Administrator),
        ];
        let mut people = vec![("visitor", Browser::new(&site))];
        let held = [("staff", staff), ("member", member), ("core", core), ("lead", lead), ("sponsor", sponsor)];
        for (role, person) in held {
            people.push((role, Browser::signed_in(&site, person).await));
        }
        let mut editor = None;
        for (role, term) in site_roles {
            let person = site.person_with(&format!("{role} Example"), term).await;
            editor = editor.or((term == TermRole::Editor).then_some(person));
            people.push((role, Browser::signed_in(&site, person).await));
        }
        let host = site.person("Host Example").await;
        people.push(("host", Browser::signed_in(&site, host).await));
        let (moderator, speaker) = (site.person("Moderator Example").await, site.person("Speaker Example").await);
        people.push(("moderator", Browser::signed_in(&site, moderator).await));
        people.push(("speaker", Browser::signed_in(&site, speaker).await));
        let mut parameters = Self::events(&site, lead, host, member).await;
        parameters.extend(Self::value(&site, lead, member, staff).await);
        parameters.extend(Self::claims(&site, editor.unwrap(), staff).await);
        parameters.extend(Self::surveys(&site).await);
        parameters.extend(Self::records(&site, community, lead, member, staff).await);
        Self { site, people, parameters }
    }

    /// The first of two sessions, that the host runs alone, with a member on its list.
    async fn events(site: &TestApp, lead: PersonId, host: PersonId, member: PersonId) -> Vec<(&'static str, String)> {
        let of_two = |input: &mut EventInput<'_>| {
            input.audience = "public";
            (input.repeat, input.ends_after) = ("weekly", "2");
            let name = "speaker.example@demonstration.example";
            input.speakers = vec![SpeakerInput { name, ..SpeakerInput::default() }];
        };
        let slug = site.event_with(lead, "data", "Reading charts", of_two).await;
        let lead_ctx = site.signed_in(lead).await;
        events::add_runner(&lead_ctx, &slug, "Host Example", "host", false).await.unwrap();
        events::add_runner(&lead_ctx, &slug, "Moderator Example", "moderator", false).await.unwrap();
        events::remove_runner(&lead_ctx, &slug, lead).await.unwrap();
        let member_ctx = site.signed_in(member).await;
        registrations::register(&member_ctx, &slug, Place::Online, "A quiet place").await.unwrap();
        let (question, poll) = Self::room(site, host, &slug).await;
        let recording = Self::recording(site, host, &slug).await;
        let mut tx = site.db.read().await;
        let found = events::visible(&member_ctx, &mut tx, &slug).await.unwrap().0;
        drop(tx);
        let registration = found.my_registration_id.unwrap().to_string();
        let entry = Self::pulse(site, found.id, member).await;
        let prompt = Self::prompt(site, found.id, member).await;
        vec![
            ("/events/{slug}/team/{person}", format!("/events/{slug}/team/{host}")),
            ("/events/{slug}", format!("/events/{slug}")),
            ("{registration}", registration),
            ("{entry}", entry),
            ("{prompt}", prompt),
            ("{question}", question),
            ("{recording}", recording),
            ("{poll}", poll),
            ("{number}", "1".to_owned()),
            ("{event}", found.id.to_string()),
            ("{guest}", found.id.to_string()),
            ("{place}", "online".to_owned()),
            ("{at}", "1".to_owned()),
        ]
    }

    /// A claim that the editor writes, one that is shown, a publication of it, and words that staff are asked about.
    async fn claims(site: &TestApp, editor: PersonId, staff: PersonId) -> Vec<(&'static str, String)> {
        let editor = site.signed_in(editor).await;
        let manager = site.person_with("Second Manager Example", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(manager).await;
        let written = claims::write(&editor, None, &crate::claims::SENTENCE).await.unwrap().to_string();
        claims::add_evidence(&editor, &written, &crate::claims::LETTER).await.unwrap();
        let shown = claims::write(&editor, None, &crate::claims::SENTENCE).await.unwrap().to_string();
        claims::add_evidence(&editor, &shown, &crate::claims::LETTER).await.unwrap();
        claims::hand_in(&editor, &shown, 2).await.unwrap();
        claims::approve(&manager, &shown, 3).await.unwrap();
        let input = PublishInput { title: "Spring", of: Of::Programme };
        let published = publications::publish(&editor, input, |_, _, _| {
            Ok(copia_testkit::kept("<p>Spring</p>".to_owned(), Vec::new()))
        })
        .await
        .unwrap();
        let input = QuoteInput {
            person: "Staff Example",
            body: "I found somebody to ask",
            said_at: "In May",
            theme: "Bring people together",
            ..QuoteInput::default()
        };
        let quote = quotes::write(&editor, None, &input).await.unwrap();
        quotes::ask(&editor, &quote.to_string(), 1).await.unwrap();
        assert!(quotes::mine(&site.signed_in(staff).await).await.unwrap().len() == 1);
        vec![
            ("/impact/claims/{id}/correction", format!("/impact/claims/{shown}/correction")),
            ("/impact/claims/{id}/confirmation", format!("/impact/claims/{shown}/confirmation")),
            ("/impact/claims/{id}/edit", format!("/impact/claims/{written}/edit")),
            ("/impact/claims/{id}/evidence", format!("/impact/claims/{written}/evidence")),
            ("/impact/claims/{id}/submission", format!("/impact/claims/{written}/submission")),
            ("/impact/claims/{id}/recall", format!("/impact/claims/{written}/recall")),
            ("/impact/claims/{id}/return", format!("/impact/claims/{written}/return")),
            ("/impact/claims/{id}/removal", format!("/impact/claims/{written}/removal")),
            ("/impact/publications/{slug}", format!("/impact/publications/{published}")),
            ("/impact/publications/{slug}/report.pdf", format!("/impact/publications/{published}/report.pdf")),
            ("/impact/publications/{slug}/charts/{place}", format!("/impact/publications/{published}/charts/0")),
            ("/impact/quotes/{id}", format!("/impact/quotes/{quote}")),
            ("/me/quotes/{id}", format!("/me/quotes/{quote}")),
            ("{quote}", quote.to_string()),
            ("{position}", "1".to_owned()),
        ]
    }

    /// An indicator of the community with a measurement, a story that the member has shared with the organisation and on
    /// which staff were asked, and what taking part is worth to staff.
    async fn value(site: &TestApp, lead: PersonId, member: PersonId, staff: PersonId) -> Vec<(&'static str, String)> {
        let (lead, member, staff) =
            (site.signed_in(lead).await, site.signed_in(member).await, site.signed_in(staff).await);
        let input = IndicatorInput {
            name: "Faculties using it",
            definition: "As they say.",
            source: "A letter",
            value_type: "applied",
            kind: "effect",
            measure: "number",
            direction: "up",
            ..IndicatorInput::default()
        };
        let indicator = value::save_indicator(&lead, "data", None, &input).await.unwrap().to_string();
        let measured = MeasurementInput { on: "2026-05-03", value: "5", ..MeasurementInput::default() };
        value::record(&lead, "data", &indicator, &measured).await.unwrap();
        let page = value::indicator_page(&lead, "data", &indicator).await.unwrap();
        let input = StoryInput { title: "One form", ..StoryInput::default() };
        let story = stories::write(&member, "data", None, &input).await.unwrap().to_string();
        let step = StepInput {
            value_type: "applied",
            body: "We used it.",
            state: "happened",
            version: 1,
            ..StepInput::default()
        };
        stories::write_step(&member, &story, None, &step).await.unwrap();
        let shared = ShareInput { audience: "organisation", naming: "role", others: "none", version: 2 };
        stories::share(&member, &story, &shared).await.unwrap();
        stories::ask_word(&member, &story, "Staff Example").await.unwrap();
        let narrative = NarrativeInput { reasons: "To learn", is_shared: true, ..NarrativeInput::default() };
        value::save_narrative(&staff, &narrative).await.unwrap();
        vec![
            ("{indicator}", indicator),
            ("{measurement}", page.measurements[0].id.to_string()),
            ("{story}", story),
            ("{value}", "applied".to_owned()),
        ]
    }

    /// A survey that is built, a wave of another that is prepared, one that is open, and one that is closed.
    async fn surveys(site: &TestApp) -> Vec<(&'static str, String)> {
        let manager = site.person_with("Survey Manager Example", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(manager).await;
        surveys::add_standard(&manager).await.unwrap();
        let draft = crate::surveys::survey(&manager, "Draft").await;
        let asked = crate::surveys::survey(&manager, "Asked").await;
        let words = surveys::ItemInput { kind: "text", label: "Why?", version: 2, ..surveys::ItemInput::default() };
        surveys::write_item(&manager, &asked, None, &words).await.unwrap();
        let mut waves = Vec::new();
        for title in ["Prepared", "Open", "Closed"] {
            waves.push(crate::surveys::wave(&manager, &asked, title).await);
        }
        for wave in &waves[1..] {
            let input = surveys::OpenInput { last_day: "2026-05-18", guests: "", version: 1 };
            surveys::open(&manager, wave, &input).await.unwrap();
        }
        let input = surveys::published::PublishedInput {
            title: "A report",
            publisher: "Another organisation",
            figures: "It helps.; 84%",
            ..surveys::published::PublishedInput::default()
        };
        let report = surveys::published::write(&manager, None, &input).await.unwrap().unwrap().to_string();
        site.db.tamper("UPDATE survey_waves SET state = 'closed' WHERE title = 'Closed'").await;
        let comment = Self::comments(site, &waves[2]).await;
        let comments = |rest: &str| format!("/surveys/{}/comments{rest}", waves[2]);
        vec![
            ("/surveys/{wave}/comments/{comment}", comments(&format!("/{comment}"))),
            ("/surveys/{wave}/comments", comments("")),
            ("/surveys/{wave}/comments/codes", comments("/codes")),
            ("/surveys/{wave}/comments/themes", comments("/themes")),
            ("/surveys/{wave}/comments/release", comments("/release")),
            ("/surveys/{wave}/results", format!("/surveys/{}/results", waves[2])),
            ("/surveys/{wave}/results.csv", format!("/surveys/{}/results.csv", waves[2])),
            ("/surveys/{wave}/results.xlsx", format!("/surveys/{}/results.xlsx", waves[2])),
            ("/surveys/waves/{wave}/outcome", format!("/surveys/waves/{}/outcome", waves[2])),
            ("/surveys/waves/{wave}/edit", format!("/surveys/waves/{}/edit", waves[0])),
            ("{report}", report),
            ("/surveys/waves/{wave}/answers", format!("/surveys/waves/{}/answers", waves[0])),
            ("/surveys/waves/{wave}/trial", format!("/surveys/waves/{}/trial", waves[0])),
            ("/surveys/waves/{wave}/opening", format!("/surveys/waves/{}/opening", waves[0])),
            ("/surveys/forms/{survey}/edition", format!("/surveys/forms/{asked}/edition")),
            ("{survey}", draft),
            ("{item}", "good-use@1".to_owned()),
            ("{wave}", waves[1].clone()),
        ]
    }

    /// What fifteen people wrote to the second question of a wave; one of them.
    async fn comments(site: &TestApp, wave: &str) -> String {
        let ctx = site.app.system();
        let mut tx = site.db.write().await;
        let wave = WaveId::parse(wave).unwrap();
        let kept = copia_store::surveys::waves::find(&mut tx, wave).await.unwrap().unwrap();
        let ballot = |_| ballots::Ballot {
            id: ctx.id(BallotBoxId::new).0,
            question: "q1".to_owned(),
            answer: "Because.".to_owned(),
            cell_id: None,
        };
        let written: Vec<ballots::Ballot> = (0..15).map(ballot).collect();
        let one = written[0].id.to_string();
        ballots::add(&mut tx, kept.box_id.unwrap(), written).await.unwrap();
        tx.commit().await.unwrap();
        let counted = "UPDATE ballot_boxes SET counted_at = closes_at, answered = 15
                       WHERE id = (SELECT box_id FROM survey_waves WHERE title = 'Closed')";
        site.db.tamper(counted).await;
        one
    }

    /// A recording with captions, whose record is not published.
    async fn recording(site: &TestApp, host: PersonId, slug: &str) -> String {
        let host = site.signed_in(host).await;
        let captions = Bytes::from_static(b"WEBVTT\n\n00:00.000 --> 00:02.000\nCharts show much.\n");
        records::set_captions(&host, slug, Some(&captions), 0).await.unwrap().unwrap();
        let mut incoming = Incoming::new(&host, slug).await.unwrap();
        incoming.push(&host, crate::records::WEBM).await.unwrap();
        incoming.finish(&host, slug, "charts.webm").await.unwrap();
        // Its forms are asked for by the first version.
        site.db.tamper("UPDATE records SET version = 1").await;
        let view = records::edit_form(&host, slug).await.unwrap();
        view.recording.unwrap().id.to_string()
    }

    /// Questions about that event, of which the member is asked.
    async fn pulse(site: &TestApp, event: EventId, member: PersonId) -> String {
        let ctx = site.app.system();
        let asked = ballots::BallotBox {
            id: ctx.id(BallotBoxId::new),
            event_id: Some(event),
            asked: 10,
            is_asked_known: true,
            minimum: 10,
            words_from: 15,
            opens_at: ctx.now,
            closes_at: ctx.now.plus_days(14),
            counted_at: None,
            answered: None,
        };
        let entry = ctx.id(RollEntryId::new);
        let who = registrations::Who::Person(member);
        let asked_one = ballots::NewEntry { id: entry, who, cell_id: None };
        let mut tx = site.db.write().await;
        ballots::open(&mut tx, &asked, &[], &[asked_one]).await.unwrap();
        tx.commit().await.unwrap();
        entry.to_string()
    }

    /// What the member was asked about that event later, and has answered.
    async fn prompt(site: &TestApp, event: EventId, member: PersonId) -> String {
        let ctx = site.app.system();
        let asked = prompts::New {
            id: ctx.id(PromptId::new),
            person: member,
            occasion: Occasion::Session,
            reference: event.0,
            cycle: Cycle::Applied,
            happened_on: ctx.today(),
            asked_on: ctx.today(),
            state: State::Open,
        };
        let mut tx = site.db.write().await;
        prompts::ask(&mut tx, &[asked]).await.unwrap();
        tx.commit().await.unwrap();
        let id = asked.id.to_string();
        let input = AnswerInput { outcome: "yes", body: "We use it.", version: 1 };
        answer(&site.signed_in(member).await, &id, &input).await.unwrap();
        id
    }

    /// A question that a visitor has asked, and a poll that is open.
    async fn room(site: &TestApp, host: PersonId, slug: &str) -> (String, String) {
        let visitor = site.visitor();
        let who = Participant::fresh(&visitor).0;
        let asking = Asking { words: "What is a chart?", with_name: false, name: "", is_sure: true };
        rooms::ask(&visitor, slug, &who, &asking).await.unwrap();
        let input = PollInput { question: "Ready?", choices: "Yes\nNo", shows: "closed", opens: true };
        rooms::write_poll(&site.signed_in(host).await, slug, &input).await.unwrap();
        let room = rooms::room(&visitor, slug, &who, Order::Votes).await.unwrap();
        (room.questions[0].id.to_string(), room.polls[0].poll.id.to_string())
    }

    /// The ids of the records that the routes are asked about.
    async fn records(
        site: &TestApp,
        community: CommunityId,
        lead: PersonId,
        member: PersonId,
        staff: PersonId,
    ) -> Vec<(&'static str, String)> {
        let (asking, invited) = (site.person("Asking Example").await, site.person("Invited Example").await);
        site.db.tamper("UPDATE communities SET join_rule = 'ask'").await;
        memberships::join(&site.signed_in(asking).await, "data", "May I?").await.unwrap();
        memberships::invite(&site.signed_in(lead).await, "data", "", &[invited]).await.unwrap();
        let charter = CharterText { purpose: "Good data.", ..CharterText::default() };
        for version in [0, 1] {
            communities::save_charter(&site.signed_in(lead).await, "data", &charter, version).await.unwrap();
        }
        people::set_picture(&site.signed_in(lead).await, Some(Bytes::from_static(PIXEL))).await.unwrap();
        let picture = people::own(&site.signed_in(lead).await).await.unwrap().person.picture_id.unwrap();
        let ctx = site.app.system();
        impact::keep_computed(&ctx).await.unwrap();
        let claim = impact::impact_page(&ctx).await.unwrap().counters.first().unwrap().id;
        let failed = ctx.id(JobId::new);
        let tidy = copia_store::jobs::New {
            id: failed,
            kind: "tidy",
            payload: "{}",
            unique_key: None,
            lane: None,
            run_at: ctx.now,
            created_at: ctx.now,
        };
        let mut tx = site.db.write().await;
        copia_store::jobs::add(&mut tx, &tidy).await.unwrap();
        copia_store::jobs::fail(&mut tx, failed, ctx.now, "a test sets the scene").await.unwrap();
        copia_store::organisation::set_state(&mut tx, "persona:lead", &lead.to_string()).await.unwrap();
        let area = copia_store::service_areas::ServiceArea {
            id: ctx.id(ServiceAreaId::new),
            slug: Slug::parse("planning").unwrap(),
            name: "Planning".to_owned(),
            description: "Planning and insight.".to_owned(),
            hue: 2,
            position: 1,
            created_at: ctx.now,
            retired_on: None,
            version: 1,
        };
        let permit = Permit::of_the_system(Scope::Site, "a test sets the scene");
        copia_store::service_areas::create(&mut tx, permit, &area).await.unwrap();
        let item = NewNews {
            id: ctx.id(NewsItemId::new),
            published: PublishedDate::parse("2026-05-04").unwrap(),
            kind: "announcement".to_owned(),
            title: "A first gathering".to_owned(),
            summary: "Everybody met.".to_owned(),
            body: Some("Everybody met.".to_owned()),
            community: None,
            source: None,
            row: None,
        };
        let permit = Permit::of_the_system(Scope::Site, "a test sets the scene");
        copia_store::news::add(&mut tx, &permit, &item, ctx.now).await.unwrap();
        let lead_terms = copia_store::role_terms::of_person(&mut tx, lead).await.unwrap();
        let lead_term = lead_terms.first().unwrap().id;
        let site_terms = copia_store::role_terms::on_site(&mut tx, ctx.today()).await.unwrap();
        let site_term = site_terms.iter().find(|term| term.role == TermRole::Editor).unwrap().id;
        let mut memberships = Vec::new();
        for person in [member, asking, invited] {
            let found = copia_store::memberships::find(&mut tx, community, person).await.unwrap();
            memberships.push(found.unwrap().id.to_string());
        }
        tx.commit().await.unwrap();
        let [membership, request, invitation] = memberships.try_into().unwrap();
        // Signatures and records of other features that nobody has: those who may are told that there is none.
        let nobody = "00000000-0000-7000-8000-000000000001".to_owned();
        let mut parameters = vec![
            ("/areas/{slug}", "/areas/planning".to_owned()),
            ("/files/{id}", format!("/files/{picture}")),
            ("/impact/claims/{id}", format!("/impact/claims/{claim}")),
            ("/news/{id}", format!("/news/{}", item.id)),
            ("/people/{id}", format!("/people/{staff}")),
            ("/administration/roles/{term}", format!("/administration/roles/{site_term}")),
            ("{term}", lead_term.to_string()),
            ("{version}", "1".to_owned()),
            ("{slug}", "data".to_owned()),
            ("/requests/{membership}", format!("/requests/{request}")),
            ("/decisions/{membership}", format!("/decisions/{request}")),
            ("/invitations/{membership}", format!("/invitations/{invitation}")),
            ("{job}", failed.to_string()),
            ("{membership}", membership),
            ("{person}", staff.to_string()),
            ("{persona}", "lead".to_owned()),
            ("{word}", "lead".to_owned()),
            ("{kind}", "broadcast".to_owned()),
            ("{fingerprint}", "0".to_owned()),
            ("{*file}", "app.css".to_owned()),
            ("{signature}", "forged".to_owned()),
        ];
        let others =
            ["{id}", "{message}", "{speaker}", "{slides}", "{asked}", "{invited}", "{lead}", "{area}", "{claim}"];
        parameters.extend(others.map(|name| (name, nobody.clone())));
        parameters
    }

    /// The address at which a route is asked; `None` where the scene has nothing for one of its parameters.
    pub(super) fn address(&self, route: &Route) -> Option<String> {
        let mut address = route.path.to_owned();
        for (name, value) in &self.parameters {
            address = address.replace(name, value);
        }
        (!address.contains('{')).then_some(address)
    }
}
