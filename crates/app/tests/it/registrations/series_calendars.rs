//! What letters and feeds of series say, over the changes of the clocks of both hemispheres. The numbers are those of
//! the rules that calendars are checked by.

use super::{Scene, brought, line};
use copia_app::{
    events::{self, EventInput, Saved},
    registrations,
};
use copia_domain::{
    ids::PersonId,
    registrations::{Place, State},
};
use copia_mail::Sent;
use copia_testkit::{event_input, on_both, testing::TestDb};

/// A zone, with three Tuesdays between which its clocks change.
struct Clocks {
    zone: &'static str,
    days: [&'static str; 3],
    /// Half past twelve on each, as calendars write it.
    local: [&'static str; 3],
    /// The same instants in UTC.
    utc: [&'static str; 3],
    /// The second day, moved to the day after.
    moved: (&'static str, &'static str),
    /// Half past one on the second and third day, and the last of them in UTC.
    later: (&'static str, &'static str),
}

const NORTH: Clocks = Clocks {
    zone: "Europe/London",
    days: ["2026-10-20", "2026-10-27", "2026-11-03"],
    local: ["20261020T123000", "20261027T123000", "20261103T123000"],
    utc: ["20261020T113000Z", "20261027T123000Z", "20261103T123000Z"],
    moved: ("2026-10-28", "20261028T123000"),
    later: ("20261027T133000", "20261103T133000Z"),
};

const SOUTH: Clocks = Clocks {
    zone: "Australia/Sydney",
    days: ["2026-09-29", "2026-10-06", "2026-10-13"],
    local: ["20260929T123000", "20261006T123000", "20261013T123000"],
    utc: ["20260929T023000Z", "20261006T013000Z", "20261013T013000Z"],
    moved: ("2026-10-07", "20261007T123000"),
    later: ("20261006T133000", "20261013T023000Z"),
};

/// A site in that zone with the three sessions announced, and somebody who comes to all of them.
struct Series {
    scene: Scene,
    clocks: Clocks,
    slugs: Vec<String>,
    ben: PersonId,
    /// The letter that told of it.
    first: Sent,
}

impl Series {
    async fn new(db: TestDb, clocks: Clocks) -> Self {
        let scene = Scene::in_zone(db, clocks.zone).await;
        let ada = scene.ctx(scene.ada).await;
        let mut input = input(&clocks, 0, "");
        (input.repeat, input.ends_after, input.version) = ("weekly", "3", 0);
        let first = events::create(&ada, &input).await.unwrap().to_string();
        assert_eq!(events::publish_series(&ada, &first).await.unwrap(), 3);
        let page = events::series_page(&ada, &first).await.unwrap();
        let slugs = page.sessions.iter().map(|session| session.slug.to_string()).collect();
        let ben = scene.site.person("Ben Example").await;
        registrations::come_to_series(&scene.ctx(ben).await, &first, Place::InPerson).await.unwrap();
        let first = only(scene.post().await);
        Self { scene, clocks, slugs, ben, first }
    }

    /// What the host saves of a session, as far as is meant.
    async fn edit(&self, session: usize, reach: &'static str, vary: impl FnOnce(&mut EventInput<'_>)) -> Saved {
        let mut input = input(&self.clocks, session, reach);
        vary(&mut input);
        events::save(&self.scene.ctx(self.scene.ada).await, &self.slugs[session], &input).await.unwrap()
    }

    async fn call_off(&self, session: usize, reach: &str) {
        let ada = self.scene.ctx(self.scene.ada).await;
        events::call_off(&ada, &self.slugs[session], "The room is flooded.", reach).await.unwrap();
    }

    async fn public_feed(&self) -> String {
        events::public_feed(&self.scene.site.visitor()).await.unwrap().text.replace("\r\n ", "")
    }

    async fn states(&self) -> Vec<State> {
        let mut states = Vec::new();
        for slug in &self.slugs {
            states.push(self.scene.state(slug, self.ben).await);
        }
        states
    }

    /// A property of the series' zone, as a calendar writes it.
    fn zoned(&self, name: &str, local: &str) -> String {
        format!("{name};TZID={}:{local}", self.clocks.zone)
    }
}

fn input(clocks: &Clocks, session: usize, reach: &'static str) -> EventInput<'static> {
    let mut input = event_input("data", "Reading charts");
    (input.date, input.reach, input.version) = (clocks.days[session], reach, 2);
    input.audience = "public";
    input
}

fn only(mut post: Vec<Sent>) -> Sent {
    assert_eq!(post.len(), 1, "one letter");
    post.remove(0)
}

/// The unfolded object that a letter brings.
fn text(letter: &Sent) -> String {
    letter.invitation.as_ref().expect("an object").text.replace("\r\n ", "")
}

fn uid(letter: &Sent) -> String {
    line(&text(letter), "UID:").to_owned()
}

fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} in {text}");
    }
}

/// The SEQUENCE with which a letter asks a calendar to take its object.
fn requested(letter: &Sent) -> u32 {
    let (method, sequence) = brought(letter).expect("an object");
    assert_eq!(method, "REQUEST");
    sequence
}

async fn wall_times_stay(db: TestDb, clocks: Clocks) {
    let series = Series::new(db, clocks).await;
    let Clocks { zone, local, utc, .. } = &series.clocks;
    let until = format!("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL={}", utc[2]);
    let start = series.zoned("DTSTART", local[0]);
    let known = format!("BEGIN:VTIMEZONE\r\nTZID:{zone}");
    let feed = series.public_feed().await;
    for text in [text(&series.first), feed] {
        says(&text, &[&until, &start, &known]);
        assert!(!text.contains("EXDATE") && !text.contains("RECURRENCE-ID"), "{text}");
    }
    registrations::withdraw(&series.scene.ctx(series.ben).await, &series.slugs[1]).await.unwrap();
    let letter = only(series.scene.post().await);
    assert_eq!(requested(&letter), 1);
    says(&text(&letter), &[&series.zoned("EXDATE", local[1]), &until]);
    assert!(!series.public_feed().await.contains("EXDATE"), "the session takes place");
}

async fn only_what_matters_raises_the_sequence(db: TestDb, clocks: Clocks) {
    let series = Series::new(db, clocks).await;
    assert_eq!(requested(&series.first), 0);
    let words = series.edit(0, "all", |input| input.summary = "What there is to see.").await;
    assert_eq!(words, Saved::Many { sessions: 3, is_told: false });
    assert!(series.scene.post().await.is_empty(), "words alone are nobody's news");
    assert_eq!(line(&series.public_feed().await, "SEQUENCE:").trim(), "0");
    let day = series.clocks.moved.0;
    series
        .edit(1, "this", |input| {
            (input.date, input.version, input.summary) = (day, 3, "What there is to see.");
        })
        .await;
    let letter = only(series.scene.post().await);
    assert_eq!((requested(&letter), uid(&letter)), (1, uid(&series.first)));
    let moved = series.zoned("DTSTART", series.clocks.moved.1);
    let exception = series.zoned("RECURRENCE-ID", series.clocks.local[1]);
    let feed = series.public_feed().await;
    says(&text(&letter), &[&exception, &moved]);
    says(&feed, &[&exception, &moved]);
    assert_eq!(line(&feed, "SEQUENCE:").trim(), "1");
    assert_eq!(series.states().await, [State::Confirmed; 3], "nobody is asked again");
}

async fn this_and_following_is_a_new_object(db: TestDb, clocks: Clocks) {
    let series = Series::new(db, clocks).await;
    let saved = series.edit(1, "following", |input| (input.starts, input.ends) = ("13:30", "14:30")).await;
    assert_eq!(saved, Saved::Many { sessions: 2, is_told: true });
    let post = series.scene.post().await;
    assert_eq!(post.len(), 2);
    let (old, new): (Vec<_>, Vec<_>) = post.into_iter().partition(|letter| uid(letter) == uid(&series.first));
    let (old, new) = (only(old), only(new));
    assert_eq!((requested(&old), requested(&new)), (1, 0));
    let ended = format!("UNTIL={}", series.clocks.utc[0]);
    let begun = format!("UNTIL={}", series.clocks.later.1);
    let start = series.zoned("DTSTART", series.clocks.later.0);
    says(&text(&old), &[&ended]);
    says(&text(&new), &[&start, &begun]);
    let feed = series.public_feed().await;
    says(&feed, &[&ended, &start, &begun, &uid(&old), &uid(&new)]);
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 2, "{feed}");
    assert_eq!(series.states().await, [State::Confirmed; 3], "nobody is asked again");
}

async fn what_is_off_leaves_the_calendar(db: TestDb, clocks: Clocks) {
    let series = Series::new(db, clocks).await;
    series.call_off(1, "following").await;
    let letter = only(series.scene.post().await);
    assert_eq!((requested(&letter), uid(&letter)), (1, uid(&series.first)), "the first session stands");
    let [_, second, third] = series.clocks.local;
    let without = series.zoned("EXDATE", &format!("{second},{third}"));
    says(&text(&letter), &[&without]);
    says(&series.public_feed().await, &[&without, "SEQUENCE:1"]);
    series.call_off(0, "").await;
    let letter = only(series.scene.post().await);
    let (method, sequence) = brought(&letter).unwrap();
    assert_eq!((method.as_str(), uid(&letter)), ("CANCEL", uid(&series.first)));
    assert!(sequence > 1, "{sequence}");
    says(&text(&letter), &["METHOD:CANCEL", "STATUS:CANCELLED"]);
}

async fn stamps(db: TestDb, clocks: Clocks) {
    let series = Series::new(db, clocks).await;
    assert_eq!(line(&text(&series.first), "DTSTAMP:").trim(), "20260504T090000Z");
    let before = series.public_feed().await;
    series.scene.site.advance_hours(1);
    assert_eq!(series.public_feed().await, before, "a feed of which nothing has changed is the same file");
    let changed = line(&before, "LAST-MODIFIED:").to_owned();
    assert_eq!(line(&before, "DTSTAMP:"), changed);
    registrations::withdraw(&series.scene.ctx(series.ben).await, &series.slugs[1]).await.unwrap();
    assert_eq!(line(&text(&only(series.scene.post().await)), "DTSTAMP:").trim(), "20260504T100000Z");
}

on_both! {
    async fn calendar_rule_03_a_series_is_stamped_as_sent_or_as_changed_in_the_north(db) {
        stamps(db, NORTH).await;
    }

    async fn calendar_rule_03_a_series_is_stamped_as_sent_or_as_changed_in_the_south(db) {
        stamps(db, SOUTH).await;
    }

    async fn calendar_rule_09_a_series_keeps_its_wall_time_over_the_change_of_clocks_in_the_north(db) {
        wall_times_stay(db, NORTH).await;
    }

    async fn calendar_rule_09_a_series_keeps_its_wall_time_over_the_change_of_clocks_in_the_south(db) {
        wall_times_stay(db, SOUTH).await;
    }

    async fn calendar_rule_02_only_what_matters_raises_the_sequence_of_a_series_in_the_north(db) {
        only_what_matters_raises_the_sequence(db, NORTH).await;
    }

    async fn calendar_rule_02_only_what_matters_raises_the_sequence_of_a_series_in_the_south(db) {
        only_what_matters_raises_the_sequence(db, SOUTH).await;
    }

    async fn calendar_rule_01_this_and_following_ends_one_object_and_begins_another_in_the_north(db) {
        this_and_following_is_a_new_object(db, NORTH).await;
    }

    async fn calendar_rule_01_this_and_following_ends_one_object_and_begins_another_in_the_south(db) {
        this_and_following_is_a_new_object(db, SOUTH).await;
    }

    async fn calendar_rule_04_sessions_that_are_off_are_exceptions_and_a_series_is_cancelled_in_the_north(db) {
        what_is_off_leaves_the_calendar(db, NORTH).await;
    }

    async fn calendar_rule_04_sessions_that_are_off_are_exceptions_and_a_series_is_cancelled_in_the_south(db) {
        what_is_off_leaves_the_calendar(db, SOUTH).await;
    }

    async fn calendar_rule_18_ones_own_feed_needs_its_secret_only_and_the_secret_can_be_ended(db) {
        let scene = Scene::new(db).await;
        scene.site.event(scene.ada, "data", "Reading charts").await;
        let ada = scene.ctx(scene.ada).await;
        let visitor = scene.site.visitor();
        assert_eq!(events::own_feed_link(&ada).await.unwrap(), None, "nobody has one unasked");
        events::renew_own_feed(&ada).await.unwrap();
        let path = events::own_feed_link(&ada).await.unwrap().expect("an address");
        let parts: Vec<&str> = path.trim_start_matches("/calendars/").trim_end_matches(".ics").split('/').collect();
        let (number, secret) = (parts[1].parse::<i64>().unwrap(), parts[2]);
        assert!(secret.len() >= 22, "as long as 128 bits: {secret}");
        let own = events::own_feed(&visitor, scene.ada, number, secret).await.unwrap();
        assert!(own.text.contains("SUMMARY:Reading charts"), "{}", own.text);
        let ended = |result| matches!(result, Err(copia_app::Error::LinkEnded));
        let last = if secret.ends_with('a') { "b" } else { "a" };
        let forged = format!("{}{last}", &secret[..secret.len() - 1]);
        let ben = scene.site.person("Ben Example").await;
        assert!(ended(events::own_feed(&visitor, scene.ada, number, &forged).await));
        assert!(ended(events::own_feed(&visitor, ben, number, secret).await), "nobody else's");
        events::renew_own_feed(&ada).await.unwrap();
        assert!(ended(events::own_feed(&visitor, scene.ada, number, secret).await), "the address before has ended");
    }
}
