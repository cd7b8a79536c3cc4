use copia_app::{
    demonstration::{Beginning, Plan, beginning, fill, move_on, offered},
    doctor,
    domain::{
        counters::Counter,
        events::State,
        ids::{PersonId, RollEntryId},
        policy::{Role, Roles, Viewer},
        polls, questions,
        registrations::{self, Place},
        slug::Slug,
        surveys::waves::WaveState,
        time::{Day, When},
    },
    impact,
    surveys::{self, Own},
};
use copia_store::{
    Tx, counters, events, jobs, organisation, registrations as places, rooms,
    surveys::{asked, waves},
};
use copia_testkit::{
    TestApp, on_both,
    testing::{TestDb, contents},
};
use std::collections::BTreeMap;

fn start(seed: u64) -> Beginning {
    let as_of = Day::parse("2026-05-04").unwrap();
    Beginning { plan: Plan { seed, as_of, people: 300 }, clock: 42 }
}

/// When people begin to look at it.
fn opens() -> When {
    When::noon(Day::parse("2026-05-04").unwrap().0).plus_hours(2)
}

async fn persona(tx: &mut Tx, slug: &str) -> PersonId {
    PersonId::parse(&organisation::state(tx, &format!("persona:{slug}")).await.unwrap().unwrap()).unwrap()
}

async fn filled(db: &TestDb, seed: u64) -> BTreeMap<String, Vec<String>> {
    fill(&db.db, start(seed), opens(), &mut |_, _| {}).await.unwrap();
    let mut all = contents(&db.url).await;
    // PostgreSQL notes the number of its transaction there.
    all.retain(|table, _| !["_sqlx_migrations", "change_log"].contains(&table.as_str()));
    all
}

async fn is_repeatable(dbs: [TestDb; 3]) {
    let [one, same, other] = dbs;
    let (first, second) = (filled(&one, 7).await, filled(&same, 7).await);
    for (table, rows) in &first {
        assert!(second[table] == *rows, "{table} differs");
    }
    assert!(filled(&other, 8).await["people"] != first["people"]);
}

#[tokio::test]
async fn the_same_plan_gives_the_same_rows_on_sqlite() {
    is_repeatable([TestDb::sqlite().await, TestDb::sqlite().await, TestDb::sqlite().await]).await;
}

#[tokio::test]
async fn the_same_plan_gives_the_same_rows_on_postgres() {
    is_repeatable([TestDb::postgres().await, TestDb::postgres().await, TestDb::postgres().await]).await;
}

on_both! {
    async fn everything_that_is_generated_arrives(db) {
        let mut seen = Vec::new();
        fill(&db.db, start(7), opens(), &mut |done, whole| seen.push((done, whole))).await.unwrap();
        assert!(seen.is_sorted());
        let (done, whole) = *seen.last().unwrap();
        assert_eq!(done, whole);

        let rows = contents(&db.url).await;
        let programme = copia_demonstration::Programme::generate(7, jiff::civil::date(2026, 5, 4), 300);
        assert_eq!(rows["people"].len(), programme.people.len());
        assert_eq!(rows["memberships"].len(), programme.memberships.len());
        assert_eq!(rows["membership_events"].len(), programme.membership_events.len());
        assert_eq!(rows["role_terms"].len(), programme.role_terms.len());
        assert_eq!(rows["communities"].len(), 22);
        assert_eq!(rows["service_areas"].len(), 10);
        assert_eq!(rows["community_watchers"].len(), programme.waiting_for_opening.len());

        assert_eq!(doctor::counters(&db.db).await.unwrap(), []);
        let unsound = impact::doctor(&db.db).await.unwrap();
        let unsound: Vec<_> = unsound.iter().filter(|c| c.finding != copia_domain::claims::Finding::Equal).collect();
        assert!(unsound.is_empty(), "{unsound:?}");
        assert_eq!(beginning(&db.db).await.unwrap(), Some(start(7)));
        assert_eq!(offered(&db.db).await.unwrap().len(), 9);
    }

    async fn events_arrive_with_their_seats(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let today = start(7).plan.as_of;
        let programme = copia_demonstration::Programme::generate(7, today.0, 300);
        let rows = contents(&db.url).await;
        let many = |count: &dyn Fn(&copia_demonstration::Event) -> usize| programme.events.iter().map(count).sum::<usize>();
        assert_eq!(rows["events"].len(), programme.events.len());
        assert_eq!(rows["event_counts"].len(), programme.events.len());
        assert_eq!(rows["event_communities"].len(), many(&|event| event.communities.len()));
        assert_eq!(rows["event_team"].len(), many(&|event| event.team.len()));
        assert_eq!(rows["event_speakers"].len(), many(&|event| event.speakers.len()));
        assert_eq!(rows["registrations"].len(), many(&|event| event.registrations.len()));
        let steps = |event: &copia_demonstration::Event| event.registrations.iter().map(|row| row.steps.len()).sum();
        assert_eq!(rows["registration_steps"].len(), many(&steps));
        assert_eq!(rows["seat_fates"].len(), many(&|event| event.fates.len()));

        let mut tx = db.read().await;
        let manager = Viewer::person(persona(&mut tx, "manager").await, Roles::of(&[Role::ProgrammeManager]));
        let midnight = When::noon(today.0).plus_hours(-12);
        let mut seated = 0;
        for event in &programme.events {
            let found = events::find_visible(&mut tx, &manager, &event.slug, today).await.unwrap().unwrap();
            let everybody = places::roster(&mut tx, found.id, i64::MAX, 0).await.unwrap();
            for place in Place::ALL {
                let live: Vec<_> = everybody.iter().filter(|row| row.place == *place).collect();
                let held = live.iter().filter(|row| row.state.holds_seat()).count();
                let waiting = live.iter().filter(|row| row.state == registrations::State::Waiting).count();
                let counts = (u32::try_from(held).unwrap(), u32::try_from(waiting).unwrap());
                assert_eq!(found.counts(*place), counts, "{}", event.title);
                let room = found.room(*place, midnight);
                assert!(room.capacity.is_none_or(|seats| counts.0 <= seats), "{}", event.title);
                seated += held;
            }
            let host = events::runners(&mut tx, found.id).await.unwrap()[0].person_id;
            let host = Viewer::person(host, Roles::default());
            assert!(events::find_visible(&mut tx, &host, &event.slug, today).await.unwrap().is_some(), "{}", event.title);
            assert_eq!(found.sequence, i64::from(event.state == State::CalledOff));
        }
        assert!(seated > 800, "{seated}");

        let member = Viewer::person(persona(&mut tx, "member").await, Roles::default());
        let mut states = BTreeMap::new();
        for event in programme.events.iter().filter(|event| event.starts_at >= midnight) {
            let found = events::find_visible(&mut tx, &member, &event.slug, today).await.unwrap();
            if let Some(state) = found.and_then(|found| found.my_state) {
                states.insert(state, event.slug.clone());
            }
        }
        let expected = [registrations::State::Confirmed, registrations::State::Waiting, registrations::State::Offered];
        assert_eq!(states.keys().copied().collect::<Vec<_>>(), expected);
        assert_eq!(states[&registrations::State::Waiting], Slug::from_name("Open days, step by step", "").numbered(2));
    }

    async fn one_event_is_on_with_questions_in_its_room(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let mut tx = db.read().await;
        let slug = Slug::from_name("Questions before the day begins", "");
        let found = events::find_visible(&mut tx, &Viewer::visitor(), &slug, start(7).plan.as_of).await.unwrap().unwrap();
        assert!(found.starts_at.plus_seconds(900) <= opens() && opens() < found.ends_at.plus_seconds(-1800));
        assert_eq!(found.local_start.0.to_string(), "2026-05-04T14:45:00");
        let room = rooms::room(&mut tx, found.id).await.unwrap();
        assert_eq!((room.open, room.waiting, room.asked), (4, 0, 7));
        let questions = rooms::questions(&mut tx, found.id, &[]).await.unwrap();
        for question in &questions {
            assert_eq!(question.state == questions::State::AnsweredInWriting, question.answer.is_some());
            assert_eq!(question.state == questions::State::Declined, question.reason.is_some());
        }
        let poll = rooms::polls(&mut tx, found.id, None).await.unwrap().remove(0);
        assert_eq!((poll.answers, poll.state), (27, polls::State::Open));
    }

    async fn reminders_of_what_is_to_come_are_due_and_none_at_once(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let today = start(7).plan.as_of;
        let programme = copia_demonstration::Programme::generate(7, today.0, 300);
        let tomorrow = When::noon(today.0).plus_hours(12);
        let coming = programme.events.iter().filter(|event| event.state == State::Published && event.starts_at > tomorrow);
        let mut tx = db.read().await;
        let ready = jobs::list(&mut tx, "ready", 1000, 0).await.unwrap();
        let of = |kind: &str| ready.iter().filter(|job| job.kind == kind).count();
        assert_eq!(of("remind_of_event"), 2 * coming.clone().count());
        assert_eq!(of("close_line"), coming.clone().count());
        // And those who are at the one that is on.
        assert_eq!(of("thank_for_event"), coming.count() + 1);
        assert_eq!(of("settle_event"), 1);
        // People still answer about what was on in the last two weeks.
        assert!(of("count_ballots") > 0);
        // And in the wave of the survey that is open.
        assert_eq!(of("close_wave"), 1);
        let kinds = ["remind_of_event", "close_line", "settle_event", "thank_for_event", "count_ballots", "close_wave"];
        assert_eq!(ready.len(), kinds.into_iter().map(of).sum::<usize>());
        let mut letters = ready.iter().filter(|job| job.kind != "count_ballots");
        assert!(letters.all(|job| job.run_at > opens().plus_hours(2)), "letters would leave at once");
    }

    async fn a_database_that_was_never_filled_has_no_beginning(db) {
        assert_eq!(beginning(&db.db).await.unwrap(), None);
        assert_eq!(offered(&db.db).await.unwrap(), []);
    }
}

/// Changes of one record each, of every kind that stands behind a figure of the page.
const CHANGES: [&str; 20] = [
    "UPDATE memberships SET state = 'left' WHERE id = (SELECT min(id) FROM memberships WHERE state = 'active_core')",
    "UPDATE communities SET stage = 'paused' WHERE id = (SELECT min(id) FROM communities WHERE stage = 'active')",
    "UPDATE communities SET stage = 'active' WHERE id = (SELECT min(id) FROM communities WHERE stage = 'forming')",
    "UPDATE community_areas SET until = '2026-01-01' WHERE area_id = (SELECT min(area_id) FROM community_areas)",
    "UPDATE events SET state = 'called_off' WHERE id = (SELECT min(event_id) FROM attendances)",
    "UPDATE counters SET value = value + 1 WHERE counter = 'people'",
    "UPDATE measurements SET value = value + 1000 WHERE id = (SELECT min(m.id) FROM measurements m JOIN evidence e
       ON e.kind = 'measurement' AND lower(hex(m.id)) = replace(e.reference, '-', ''))",
    "DELETE FROM measurements WHERE id = (SELECT max(m.id) FROM measurements m JOIN evidence e
       ON e.kind = 'measurement' AND lower(hex(m.id)) = replace(e.reference, '-', ''))",
    "UPDATE stories SET title = title || '!' WHERE id = (SELECT min(s.id) FROM stories s JOIN evidence e
       ON e.kind = 'story' AND lower(hex(s.id)) = replace(e.reference, '-', ''))",
    "UPDATE story_steps SET body = body || '!' WHERE position = 1 AND story_id = (SELECT min(s.id) FROM stories s
       JOIN evidence e ON e.kind = 'story' AND lower(hex(s.id)) = replace(e.reference, '-', ''))",
    "DELETE FROM story_words WHERE story_id = (SELECT min(s.id) FROM stories s
       JOIN evidence e ON e.kind = 'story' AND lower(hex(s.id)) = replace(e.reference, '-', ''))",
    "UPDATE ballots SET answer = 'disagree' WHERE id = (SELECT min(b.id) FROM ballots b JOIN survey_waves w
       ON w.box_id = b.box_id JOIN evidence e ON e.kind = 'survey'
       AND e.claim_id IN (SELECT id FROM claims WHERE state = 'approved')
       AND replace(substr(e.reference, 1, 36), '-', '') = lower(hex(w.id)) AND b.question = substr(e.reference, 38)
       WHERE b.answer = 'strongly_agree')",
    "UPDATE ballot_releases SET release = replace(release, '1', '2')",
    "UPDATE events SET title = title || '!' WHERE id = (SELECT min(v.id) FROM events v JOIN evidence e
       ON e.kind = 'event' AND lower(hex(v.id)) = replace(e.reference, '-', ''))",
    "UPDATE evidence SET value = value + 1 WHERE kind = 'external' AND value = 78",
    "UPDATE evidence SET note = note || '!' WHERE kind = 'external' AND value = 78",
    "UPDATE claims SET value = value + 1 WHERE origin = 'written' AND value = 78",
    "UPDATE claims SET statement = statement || '!' WHERE origin = 'written' AND strength = 'measured'",
    "UPDATE claims SET value = value + 1 WHERE id = (SELECT min(id) FROM claims WHERE origin = 'published_elsewhere')",
    "UPDATE record_rows SET content = replace(content, 'a', 'b') WHERE id = (SELECT min(record_row_id) FROM evidence)",
];

#[tokio::test]
async fn each_single_change_behind_a_figure_of_the_page_is_found() {
    let made = TestDb::sqlite().await;
    fill(&made.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
    // A site that starts puts its counters on the page.
    let made = TestApp::open(made).await.db;
    let is_wrong = |checked: &impact::Checked| checked.finding != copia_domain::claims::Finding::Equal;
    let marks = impact::marks(&made.db).await.unwrap();
    assert!(marks.len() > 30 && !marks.iter().any(is_wrong), "{marks:?}");
    for change in CHANGES {
        let copy = made.copy().await;
        copy.tamper(change).await;
        let found = impact::doctor(&copy.db).await.unwrap();
        assert!(found.iter().any(is_wrong), "{change}");
    }
}

on_both! {
    async fn histories_and_records_come_to_the_same_counters(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let mut tx = db.read().await;
        let today = counters::counted(&mut tx).await.unwrap();
        assert_eq!(counters::stood(&mut tx, opens(), start(7).plan.as_of).await.unwrap(), today);
        let (before, day) = (opens().plus_days(-350), start(7).plan.as_of.plus_days(-350));
        let then = counters::stood(&mut tx, before, day).await.unwrap();
        let people = |all: &[(Counter, i64)]| all.iter().find(|(one, _)| *one == Counter::People).unwrap().1;
        assert!((1..people(&today)).contains(&people(&then)), "{then:?}");
    }

    // Told apart by areas and roles, with people in several communities: each group's members read its number.
    async fn as_many_read_that_they_are_so_many_as_they_are(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let site = TestApp::open(db).await;
        let mut tx = site.db.read().await;
        let open = waves::list(&mut tx).await.unwrap().into_iter().find(|wave| wave.state == WaveState::Open).unwrap();
        let roll = asked::roll(&mut tx, open.box_id.unwrap(), RollEntryId(uuid::Uuid::nil()), 1_000).await.unwrap();
        let mut told: BTreeMap<i64, i64> = BTreeMap::new();
        for person in roll.iter().filter_map(|entry| entry.person_id) {
            let view = surveys::look(&site.signed_in(person).await, &open.id.to_string()).await.unwrap();
            if let Own::TooFew { invited: Some(invited) } = view.own {
                *told.entry(invited).or_default() += 1;
            }
        }
        assert!(told.len() > 2 && told.iter().all(|(so_many, read)| (1..10).contains(so_many) && read % so_many == 0), "{told:?}");
    }

    async fn days_pass_for_one_that_is_there(db) {
        fill(&db.db, start(7), opens(), &mut |_, _| {}).await.unwrap();
        let moved = move_on(&db.db, start(7), 4).await.unwrap();
        assert_eq!(moved, Beginning { clock: 42 + 4 * 86_400_000_000, ..start(7) });
        assert_eq!(beginning(&db.db).await.unwrap(), Some(moved), "the next start knows of it");
    }
}
