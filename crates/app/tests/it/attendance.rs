//! Who was at an event: by code, by the host, by a report; once, and only around the event.

use bytes::Bytes;
use copia_app::{
    Ctx, Error,
    attendance::{self, Applied, Due, Guess},
    events, links,
    memberships::Format,
    people, registrations,
};
use copia_domain::{
    attendance::{Way, report::Fault as ReportFault, turnout::Turnout},
    counters::Counter,
    fields::Fault,
    ids::{EventId, PersonId},
    registrations::Place,
    role_terms::TermRole,
};
use copia_store::registrations::Who;
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A site with one community that Ada leads, and an event of hers on which Ben has a seat.
struct Scene {
    site: TestApp,
    ada: PersonId,
    ben: PersonId,
    slug: String,
}

/// Hours until the code begins to work.
const OPENS: i64 = 8 * 24 + 2;

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let slug = site.event_with(ada, "data", "Reading charts", |input| input.seats = "").await;
        let ben = site.person("Ben Example").await;
        let scene = Self { site, ada, ben, slug };
        scene.register(ben).await;
        scene
    }

    async fn ctx(&self, person: PersonId) -> Ctx {
        self.site.signed_in(person).await
    }

    async fn register(&self, person: PersonId) {
        registrations::register(&self.ctx(person).await, &self.slug, Place::InPerson, "").await.unwrap();
    }

    async fn id(&self, slug: &str) -> EventId {
        let ctx = self.ctx(self.ada).await;
        let mut tx = self.site.db.read().await;
        events::visible(&ctx, &mut tx, slug).await.unwrap().0.id
    }

    async fn code(&self, slug: &str) -> String {
        links::check_in_code(&self.site.app, self.id(slug).await)
    }

    async fn check_in(&self, person: PersonId, code: &str) -> Result<(), Error> {
        attendance::check_in(&self.ctx(person).await, &self.slug, code, Way::Code).await
    }

    async fn list(&self) -> attendance::List {
        attendance::list(&self.ctx(self.ada).await, &self.slug, "").await.unwrap()
    }

    /// Events held, and Lunch and Learns among them, as kept; they are the same when they are counted anew.
    async fn held(&self) -> [i64; 2] {
        let mut tx = self.site.db.read().await;
        let kept = copia_store::counters::all(&mut tx).await.unwrap();
        let counted = copia_store::counters::counted(&mut tx).await.unwrap();
        [Counter::EventsHeld, Counter::LunchAndLearnsHeld].map(|counter| {
            let value = kept.iter().find(|row| row.counter == counter).map_or(0, |row| row.value);
            assert!(counted.contains(&(counter, value)), "{counter} is kept as {value}: {counted:?}");
            value
        })
    }
}

fn not_now(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::NotNow(word)) => word,
        other => panic!("{other:?}"),
    }
}

fn fault<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> Option<Fault> {
    match result {
        Err(Error::Invalid(faults)) => faults.of(field),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn the_code_works_around_the_event_only_and_twice_is_once(db) {
        let scene = Scene::new(db).await;
        let code = scene.code(&scene.slug).await;
        assert_eq!(not_now(scene.check_in(scene.ben, &code).await), "too_early");
        scene.site.advance_hours(OPENS);
        assert_eq!(fault(scene.check_in(scene.ben, " ").await, "code"), Some(Fault::Missing));
        scene.check_in(scene.ben, &format!(" {}-{} ", &code[..3].to_lowercase(), &code[3..])).await.unwrap();
        scene.check_in(scene.ben, &code).await.unwrap();
        let list = scene.list().await;
        assert_eq!((list.seats, list.came, list.totals.all()), (1, 1, 1), "twice is once");
        assert_eq!(list.registered[0].mark, Some((Way::Code, None)));
        let visitor = scene.site.visitor();
        let hidden = attendance::check_in(&visitor, &scene.slug, &code, Way::Code).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "an event of staff is not found by visitors");
        let cem = scene.site.person("Cem Example").await;
        scene.check_in(cem, &code).await.unwrap();
        let list = scene.list().await;
        assert_eq!((list.unregistered[0].name.as_str(), list.totals.all()), ("Cem Example", 2), "came without registering");
        let dora = scene.site.person("Dora Example").await;
        scene.site.advance_hours(2);
        assert_eq!(not_now(scene.check_in(dora, &code).await), "over");
    }

    async fn the_code_of_another_event_is_wrong_and_no_code_marks_for_a_draft(db) {
        let scene = Scene::new(db).await;
        let other = scene.site.event(scene.ada, "data", "Drawing charts").await;
        let draft = scene.site.draft(scene.ada, "data", "Not yet", |_| {}).await;
        let (code, others, drafts) =
            (scene.code(&scene.slug).await, scene.code(&other).await, scene.code(&draft).await);
        assert!(code != others && code.len() == 6);
        scene.site.advance_hours(OPENS);
        assert_eq!(fault(scene.check_in(scene.ben, &others).await, "code"), Some(Fault::WrongCode));
        let ada = scene.ctx(scene.ada).await;
        assert_eq!(not_now(attendance::check_in(&ada, &draft, &drafts, Way::Code).await), "not_published");
        let who = Who::Person(scene.ben);
        assert_eq!(not_now(attendance::record(&ada, &draft, who).await), "not_published");
        events::call_off(&ada, &scene.slug, "The speaker is ill.", "").await.unwrap();
        assert_eq!(not_now(scene.check_in(scene.ben, &code).await), "called_off");
        assert_eq!(scene.held().await, [0, 0]);
    }

    async fn a_host_ticks_and_takes_back_and_the_counters_follow(db) {
        let scene = Scene::new(db).await;
        let ben = Who::Person(scene.ben);
        let early = scene.ctx(scene.ada).await;
        assert_eq!(not_now(attendance::record(&early, &scene.slug, ben).await), "too_early");
        scene.site.advance_hours(OPENS + 24);
        let ada = scene.ctx(scene.ada).await;
        attendance::record(&ada, &scene.slug, ben).await.unwrap();
        attendance::record(&ada, &scene.slug, ben).await.unwrap();
        assert_eq!(scene.held().await, [1, 1]);
        let stranger = scene.site.person("Cem Example").await;
        let never_registered = attendance::record(&ada, &scene.slug, Who::Person(stranger)).await;
        assert!(matches!(never_registered, Err(Error::NotFound)));
        attendance::record_other(&ada, &scene.slug, "cem.example@demonstration.example").await.unwrap();
        assert_eq!(fault(attendance::record_other(&ada, &scene.slug, "Nobody").await, "person"), Some(Fault::Unknown));
        assert_eq!(fault(attendance::set_others(&ada, &scene.slug, "-1").await, "others"), Some(Fault::OutOfRange));
        assert_eq!(fault(attendance::set_others(&ada, &scene.slug, "many").await, "others"), Some(Fault::NotNumber));
        attendance::set_others(&ada, &scene.slug, "3").await.unwrap();
        assert_eq!(scene.list().await.totals.all(), 5);
        for who in [ben, ben, Who::Person(stranger)] {
            attendance::take_back(&ada, &scene.slug, who).await.unwrap();
        }
        assert_eq!(scene.list().await.totals.all(), 3, "taken back once");
        assert_eq!(scene.held().await, [1, 1], "others were there");
        attendance::set_others(&ada, &scene.slug, "0").await.unwrap();
        assert_eq!(scene.held().await, [0, 0]);
        for denied in [stranger, scene.ben] {
            let ctx = scene.ctx(denied).await;
            assert!(matches!(attendance::record(&ctx, &scene.slug, ben).await, Err(Error::Denied(_))));
            assert!(matches!(attendance::list(&ctx, &scene.slug, "").await, Err(Error::Denied(_))));
        }
    }

    async fn the_manager_sees_how_many_and_never_who(db) {
        let scene = Scene::new(db).await;
        let manager = scene.site.person_with("Mia Example", TermRole::ProgrammeManager).await;
        scene.site.advance_hours(OPENS);
        scene.check_in(scene.ben, &scene.code(&scene.slug).await).await.unwrap();
        let ctx = scene.ctx(manager).await;
        assert!(matches!(attendance::list(&ctx, &scene.slug, "").await, Err(Error::Denied(_))));
        assert_eq!(events::page(&ctx, &scene.slug).await.unwrap().came.map(|totals| totals.all()), Some(1));
        let member = events::page(&scene.ctx(scene.ben).await, &scene.slug).await.unwrap();
        assert_eq!(member.came.map(|totals| totals.all()), None);
    }

    async fn whoever_was_at_an_earlier_event_of_the_community_is_no_first_timer(db) {
        let scene = Scene::new(db).await;
        let next = scene.site.event_with(scene.ada, "data", "Next", |input| input.date = "2026-05-13").await;
        let cem = scene.site.person("Cem Example").await;
        for person in [scene.ben, cem] {
            registrations::register(&scene.ctx(person).await, &next, Place::Online, "").await.unwrap();
        }
        scene.site.advance_hours(OPENS);
        scene.check_in(scene.ben, &scene.code(&scene.slug).await).await.unwrap();
        scene.site.advance_hours(24);
        let list = attendance::list(&scene.ctx(scene.ada).await, &next, "").await.unwrap();
        let first: Vec<_> = list.registered.iter().map(|row| (row.name.as_str(), row.is_first)).collect();
        assert_eq!(first, [("Ben Example", false), ("Cem Example", true)]);
        let narrowed = attendance::list(&scene.ctx(scene.ada).await, &next, "çEM").await.unwrap();
        assert_eq!((narrowed.registered.len(), narrowed.seats), (1, 2));
    }

    async fn a_report_is_looked_at_recorded_and_recorded_again(db) {
        let scene = Scene::new(db).await;
        let (cem, dora) = (scene.site.person("Cem Example").await, scene.site.person("Dora Example").await);
        let twin = scene.site.person("Twin Example").await;
        scene.register(dora).await;
        scene.register(twin).await;
        let report = "Name,Email,Join Time,Leave Time,Duration (Minutes)\n\
            \"Example, Ben\",,05/12/2026 12:30:00 PM,05/12/2026 01:25:00 PM,55\n\
            Cem,cem.example@demonstration.example,05/12/2026 12:40:00 PM,05/12/2026 01:10:00 PM,30\n\
            Twin Example,twin@home.example,05/12/2026 12:40:00 PM,05/12/2026 01:10:00 PM,30\n\
            Telephone 7,,05/12/2026 12:40:00 PM,05/12/2026 01:10:00 PM,30\n";
        let ada = scene.ctx(scene.ada).await;
        let file = || Some(Bytes::from_static(report.as_bytes()));
        assert!(matches!(attendance::preview(&ada, &scene.slug, file()).await, Err(Error::NotNow("too_early"))));
        scene.site.advance_hours(OPENS + 2);
        let ada = scene.ctx(scene.ada).await;
        let preview = attendance::preview(&ada, &scene.slug, file()).await.unwrap().unwrap();
        let guesses: Vec<_> = preview.rows.iter().map(|row| (row.shown.as_str(), row.guess.clone(), row.is_unregistered)).collect();
        assert_eq!(guesses, [
            ("Cem", Guess::One(Who::Person(cem)), true),
            ("Example, Ben", Guess::One(Who::Person(scene.ben)), false),
            ("Twin Example", Guess::Several(vec![Who::Person(twin)]), false),
            ("Telephone 7", Guess::Nobody, false),
        ]);
        assert_eq!(preview.rows[1].minutes, Some(55));
        assert_eq!(preview.offered, [Who::Person(dora), Who::Person(twin)]);
        assert_eq!(scene.list().await.totals.all(), 0, "looking records nothing");

        let rows = [
            format!("person:{cem}|30"),
            format!("person:{}|55", scene.ben),
            "other".to_owned(),
            String::new(),
        ];
        let apply = || attendance::apply(&ada, &scene.slug, rows.iter().map(String::as_str), "0");
        assert_eq!(apply().await.unwrap(), Applied { new: 2, measured: 0, as_before: 0, others: 1 });
        let first = scene.list().await;
        assert_eq!((first.came, first.totals.came, first.totals.others), (1, 2, 1));
        assert_eq!(first.registered[0].mark, Some((Way::Report, Some(55))));
        assert_eq!(apply().await.unwrap(), Applied { new: 0, measured: 0, as_before: 2, others: 1 });
        let second = scene.list().await;
        assert_eq!((second.registered, second.unregistered, second.totals), (first.registered, first.unregistered, first.totals));
        assert_eq!(scene.held().await, [1, 1]);
    }

    async fn a_report_names_nobody_who_is_not_there_and_bad_files_say_what_is_wrong(db) {
        let scene = Scene::new(db).await;
        scene.site.advance_hours(OPENS);
        let ada = scene.ctx(scene.ada).await;
        let stranger = format!("person:{}|5", uuid(9));
        let guest = format!("guest:{}|5", uuid(9));
        for row in [stranger.as_str(), guest.as_str(), "other|5", "person:x|5"] {
            assert_eq!(fault(attendance::apply(&ada, &scene.slug, [row], "").await, "row"), Some(Fault::NotChoice), "{row}");
        }
        let read = async |bytes: &'static [u8]| {
            attendance::preview(&ada, &scene.slug, Some(Bytes::from_static(bytes))).await.unwrap().map(|preview| preview.rows.len())
        };
        assert_eq!(read(b"PK\x03\x04 a workbook").await, Err(Some(ReportFault::IsSpreadsheet)));
        assert_eq!(read(b"\x00\x01\x02\xff").await, Err(Some(ReportFault::UnknownEncoding)));
        assert_eq!(read(b"Dear all,\nthanks for coming\n").await, Err(Some(ReportFault::NotReport)));
        assert_eq!(attendance::preview(&ada, &scene.slug, None).await.unwrap().unwrap_err(), None);
    }

    async fn ones_own_record_says_where_one_was_and_only_to_oneself(db) {
        let scene = Scene::new(db).await;
        scene.site.advance_hours(OPENS);
        scene.check_in(scene.ben, &scene.code(&scene.slug).await).await.unwrap();
        let ben = scene.ctx(scene.ben).await;
        let record = attendance::my_record(&ben).await.unwrap();
        assert_eq!((record.events.len(), record.minutes), (1, 60), "nobody measured: the length of the event");
        assert_eq!(record.events[0].community.as_deref(), Some("Data"));
        let (event, name) = attendance::certificate(&ben, &scene.slug).await.unwrap();
        assert_eq!((event.title.as_str(), name.as_str()), ("Reading charts", "Ben Example"));
        let ada = scene.ctx(scene.ada).await;
        assert!(matches!(attendance::certificate(&ada, &scene.slug).await, Err(Error::NotFound)));
        assert!(matches!(attendance::my_record(&scene.site.visitor()).await, Err(Error::Denied(_))));
        let file = attendance::learning_file(&ben, Format::Csv).await.unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.contains("2026-05-12,Reading charts,Data,Lunch and Learn,60"), "{text}");
        assert_eq!(&attendance::learning_file(&ben, Format::Xlsx).await.unwrap().bytes[..2], b"PK");
    }

    async fn somebody_who_is_erased_is_counted_and_no_longer_named(db) {
        let scene = Scene::new(db).await;
        scene.site.advance_hours(OPENS);
        scene.check_in(scene.ben, &scene.code(&scene.slug).await).await.unwrap();
        people::leave_site(&scene.ctx(scene.ben).await).await.unwrap();
        scene.site.advance_hours(24 * 91);
        copia_app::outbox::schedule(&scene.site.app.system()).await.unwrap();
        scene.site.run_jobs().await;
        let list = scene.list().await;
        assert_eq!(list.totals.all(), 1);
        assert!(list.registered.iter().chain(&list.unregistered).all(|row| row.name.is_empty() && row.department.is_none()));
        assert_eq!(scene.held().await, [1, 1]);
    }

    async fn an_event_that_is_called_off_while_people_are_there_counts_no_more(db) {
        let scene = Scene::new(db).await;
        scene.site.advance_hours(OPENS);
        scene.check_in(scene.ben, &scene.code(&scene.slug).await).await.unwrap();
        assert_eq!(scene.held().await, [1, 1]);
        let ada = scene.ctx(scene.ada).await;
        events::call_off(&ada, &scene.slug, "The alarm rang.", "").await.unwrap();
        assert_eq!(scene.held().await, [0, 0]);
        let back = attendance::take_back(&ada, &scene.slug, Who::Person(scene.ben)).await;
        assert_eq!(not_now(back), "called_off");
        assert_eq!(scene.held().await, [0, 0]);
    }

    async fn how_many_to_expect_is_said_from_three_events_of_the_kind_on(db) {
        let scene = Scene::new(db).await;
        let cem = scene.site.person("Cem Example").await;
        let mut past = Vec::new();
        for (title, date) in [("One", "2026-05-13"), ("Two", "2026-05-14"), ("Soon", "2026-05-20")] {
            let slug = scene.site.event_with(scene.ada, "data", title, |input| input.date = date).await;
            for person in [scene.ben, cem] {
                registrations::register(&scene.ctx(person).await, &slug, Place::Online, "").await.unwrap();
            }
            past.push(slug);
        }
        scene.site.draft(scene.ada, "data", "Not yet", |input| input.date = "2026-05-21").await;
        scene.site.advance_hours(11 * 24);
        let ada = scene.ctx(scene.ada).await;
        for slug in [&scene.slug, &past[0]] {
            attendance::record(&ada, slug, Who::Person(scene.ben)).await.unwrap();
        }
        let view = attendance::hosting(&ada).await.unwrap();
        let titles: Vec<_> = view.coming.iter().map(|one| (one.session.title.as_str(), one.due.as_slice())).collect();
        assert_eq!(titles, [("Soon", &[][..]), ("Not yet", &[Due::Publish][..])]);
        assert_eq!(view.coming[0].expected, None, "two events are too few");
        let is_due = |one: &attendance::Hosted| one.due.contains(&Due::RecordAttendance);
        let over: Vec<_> = view.past.iter().map(|one| (one.session.title.as_str(), is_due(one))).collect();
        assert_eq!(over, [("Two", true), ("One", false), ("Reading charts", false)]);
        let lacks_record = |one: &attendance::Hosted| matches!(one.due.last(), Some(Due::PublishRecord(_)));
        assert!(view.past.iter().all(lacks_record) && !view.coming.iter().any(lacks_record));

        attendance::record(&ada, &past[1], Who::Person(cem)).await.unwrap();
        let view = attendance::hosting(&ada).await.unwrap();
        let expected = view.coming[0].expected.unwrap();
        assert_eq!((expected.sessions, expected.base), (3, Turnout { registered: 5, came: 3 }));
        assert_eq!((expected.percent, expected.likely), (60, 1));
        assert_eq!((view.kinds[0].1.held, view.kinds[0].1.no_shows()), (3, Some(40)));
        assert!(attendance::hosting(&scene.ctx(cem).await).await.unwrap().past.is_empty(), "who runs nothing");
        assert!(matches!(attendance::overview(&ada, None).await, Err(Error::Denied(_))));
    }
}

fn uuid(number: u128) -> PersonId {
    PersonId::from(uuid::Uuid::from_u128(number))
}
