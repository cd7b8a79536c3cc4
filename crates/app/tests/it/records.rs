//! Records: written, published and taken down; recordings in pieces; who sees what.

use bytes::Bytes;
use copia_app::{
    Ctx, Error,
    attendance::{self, Due},
    audit::{self, Asked},
    events::{self, SpeakerInput},
    outbox,
    records::{self, Incoming, Progress, RecordInput},
    rooms::{self, Asking, Decision, Participant},
    search::{self, Search},
};
use copia_domain::{
    captions::{Kind, Timecode},
    fields::Fault,
    ids::{PersonId, RecordingId},
    questions::Event,
    records::{MOST_BYTES, Missing, PIECE, State},
    role_terms::TermRole,
    time::Day,
};
use copia_testkit::{TestApp, on_both, testing::TestDb};
use futures_util::TryStreamExt as _;

const SLUG: &str = "reading-charts";
const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada Example>Welcome to charts.\n\n\
                        12:34.000 --> 12:40.000\n<v Ben Example>A histogram tells the truth.\n";
const WEBM: &[u8] = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\x82\x84webm\x42\x87\x81\x04";

/// An event of the members' that Ada has hosted; it is over.
struct Scene {
    site: TestApp,
    ada: PersonId,
    ben: PersonId,
    stranger: PersonId,
}

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let (ada, ben) = (site.person("Ada Example").await, site.person("Ben Example").await);
        let stranger = site.person("Stranger Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        copia_app::memberships::join(&site.signed_in(ben).await, "data", "").await.unwrap();
        site.event_with(ada, "data", "Reading charts", |input| {
            input.audience = "members";
            input.speakers = vec![SpeakerInput { name: "Ben Example", ..SpeakerInput::default() }];
        })
        .await;
        site.advance_hours(9 * 24);
        Self { site, ada, ben, stranger }
    }

    async fn host(&self) -> Ctx {
        self.site.signed_in(self.ada).await
    }

    async fn version(&self) -> i64 {
        records::edit_form(&self.host().await, SLUG).await.unwrap().record.version
    }

    async fn missing(&self) -> Vec<Missing> {
        records::edit_form(&self.host().await, SLUG).await.unwrap().missing
    }

    async fn save(&self, input: RecordInput<'_>) -> Result<(), Error> {
        let input = RecordInput { version: self.version().await, ..input };
        records::save(&self.host().await, SLUG, &input).await.map(Result::unwrap)
    }

    async fn caption(&self, text: &str) -> Result<(), copia_domain::captions::CaptionFault> {
        let file = Bytes::from(text.to_owned());
        records::set_captions(&self.host().await, SLUG, Some(&file), self.version().await).await.unwrap()
    }

    async fn publish(&self) -> Result<(), Error> {
        records::publish(&self.host().await, SLUG, self.version().await).await
    }

    async fn upload(&self, bytes: &[u8]) -> RecordingId {
        let host = self.host().await;
        let mut incoming = Incoming::new(&host, SLUG).await.unwrap();
        incoming.push(&host, bytes).await.unwrap();
        incoming.finish(&host, SLUG, "charts.webm").await.unwrap();
        records::edit_form(&host, SLUG).await.unwrap().recording.unwrap().id
    }

    /// Everything is there, and published.
    async fn published(&self) -> RecordingId {
        let id = self.upload(WEBM).await;
        self.caption(CAPTIONS).await.unwrap();
        self.save(SPOKEN).await.unwrap();
        self.publish().await.unwrap();
        id
    }
}

/// What a host types of a recording in which all is spoken.
const SPOKEN: RecordInput<'_> = RecordInput {
    summary: "Charts are read **slowly**.",
    link: "",
    shows_unspoken: "no",
    description: "",
    chapters: "0:00 Welcome\n12:34 Histograms",
    begins_after: "0",
    review_by: "",
    version: 0,
};

fn faults(result: Result<(), Error>) -> Vec<(&'static str, Fault)> {
    match result {
        Err(Error::Invalid(faults)) => faults.iter().collect(),
        other => panic!("{other:?}"),
    }
}

async fn bytes_of(ctx: &Ctx, id: RecordingId, range: std::ops::Range<u64>) -> Vec<u8> {
    let playing = records::open(ctx, SLUG, id).await.unwrap();
    let chunks: Vec<Bytes> = playing.stream(ctx, range).try_collect().await.unwrap();
    chunks.concat()
}

/// A recording of some pieces and a half, in which no two places look alike.
fn long() -> Vec<u8> {
    let length = usize::try_from(PIECE * 2 + PIECE / 2).unwrap();
    let numbers = (0_u64..).flat_map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes());
    WEBM.iter().copied().chain(numbers).take(length).collect()
}

on_both! {
    async fn a_record_is_published_once_it_is_whole_and_taken_down_for_a_reason(db) {
        let scene = Scene::new(db).await;
        assert_eq!(scene.missing().await, [Missing::Summary]);
        let id = scene.upload(WEBM).await;
        assert_eq!(scene.missing().await, [Missing::Summary, Missing::Captions, Missing::Answer]);
        let lacks = [("summary", Fault::Missing), ("captions", Fault::Missing), ("shows_unspoken", Fault::Missing)];
        assert_eq!(faults(scene.publish().await), lacks);
        scene.caption(CAPTIONS).await.unwrap();
        scene.save(RecordInput { shows_unspoken: "yes", ..SPOKEN }).await.unwrap();
        assert_eq!(faults(scene.publish().await), [("description", Fault::Missing)]);

        // As long as it is a draft, only those who run the event see it.
        let (member, stranger) = (scene.site.signed_in(scene.ben).await, scene.site.signed_in(scene.stranger).await);
        assert!(matches!(records::page(&member, SLUG).await, Err(Error::NotFound)));
        assert!(matches!(records::open(&member, SLUG, id).await, Err(Error::NotFound)));
        assert!(matches!(records::captions(&member, SLUG).await, Err(Error::NotFound)));
        assert_eq!(records::page(&scene.host().await, SLUG).await.unwrap().shown.record.state, State::Draft);

        let described = RecordInput { shows_unspoken: "yes", description: "A histogram grows.", ..SPOKEN };
        scene.save(described).await.unwrap();
        scene.publish().await.unwrap();
        assert!(matches!(scene.publish().await, Err(Error::AlreadyDone)));
        let shown = records::page(&member, SLUG).await.unwrap().shown;
        let said: Vec<_> = shown.transcript.iter().map(|one| (one.at.seconds(), one.text.as_str())).collect();
        assert_eq!(said, [(0, "Welcome to charts."), (754, "A histogram tells the truth.")]);
        assert_eq!(shown.chapters[1].at.seconds(), 754);
        assert!(events::page(&member, SLUG).await.unwrap().record.is_some());
        assert_eq!(bytes_of(&member, id, 0..4).await, WEBM[..4]);
        // The event is the members'.
        for outsider in [&stranger, &scene.site.visitor()] {
            assert!(matches!(records::page(outsider, SLUG).await, Err(Error::NotFound)));
            assert!(matches!(records::open(outsider, SLUG, id).await, Err(Error::NotFound)));
            assert!(matches!(records::captions(outsider, SLUG).await, Err(Error::NotFound)));
        }

        let version = scene.version().await;
        assert_eq!(faults(records::take_down(&scene.host().await, SLUG, " ", version).await), [("reason", Fault::Missing)]);
        assert!(matches!(records::take_down(&member, SLUG, "Mine.", version).await, Err(Error::Denied(_))));
        records::take_down(&scene.host().await, SLUG, "It names somebody.", version).await.unwrap();
        assert!(matches!(records::page(&member, SLUG).await, Err(Error::NotFound)));
        assert!(events::page(&member, SLUG).await.unwrap().record.is_none());
        let kept = records::edit_form(&scene.host().await, SLUG).await.unwrap();
        assert_eq!(kept.record.reason.as_deref(), Some("It names somebody."));
        let auditor = scene.site.person_with("Odo Example", TermRole::Auditor).await;
        let log = audit::log(&scene.site.signed_in(auditor).await, Asked::default(), 1).await.unwrap();
        let said = format!("{:?}", log.lines);
        for action in ["event.publish_record", "event.take_down_record", "event.add_captions", "event.edit_record"] {
            assert!(said.contains(action), "{action}: {said}");
        }
        scene.publish().await.unwrap();
        assert_eq!(records::edit_form(&scene.host().await, SLUG).await.unwrap().record.reason, None);
    }

    async fn what_is_published_stays_whole(db) {
        let scene = Scene::new(db).await;
        // A summary alone can be published; a recording without captions cannot join it.
        scene.save(RecordInput { shows_unspoken: "", chapters: "", ..SPOKEN }).await.unwrap();
        scene.publish().await.unwrap();
        let linked = RecordInput { link: "https://video.demonstration.example/1", ..SPOKEN };
        assert_eq!(faults(scene.save(linked).await), [("captions", Fault::Missing)]);
        let host = scene.host().await;
        let mut incoming = Incoming::new(&host, SLUG).await.unwrap();
        incoming.push(&host, WEBM).await.unwrap();
        let lacks = [("captions", Fault::Missing), ("shows_unspoken", Fault::Missing)];
        assert_eq!(faults(incoming.finish(&host, SLUG, "charts.webm").await), lacks);
        incoming.give_up(&host).await;
        assert_eq!(scene.site.stored_files(), 0, "nothing is left of what was refused");
        scene.caption(CAPTIONS).await.unwrap();
        scene.save(linked).await.unwrap();
        assert_eq!(faults(scene.save(RecordInput { summary: "", ..linked }).await), [("summary", Fault::Missing)]);
        assert_eq!(faults(scene.save(RecordInput { link: "javascript:alert(1)", ..SPOKEN }).await), [("link", Fault::NotWebAddress)]);
    }

    async fn two_hosts_at_once_do_not_undo_each_other(db) {
        let scene = Scene::new(db).await;
        let host = scene.host().await;
        let typed = |summary| RecordInput { summary, ..SPOKEN };
        records::save(&host, SLUG, &typed("One")).await.unwrap().unwrap();
        assert!(matches!(records::save(&host, SLUG, &typed("Other")).await, Err(Error::Stale)), "both began anew");
        records::save(&host, SLUG, &RecordInput { version: 1, ..typed("Two") }).await.unwrap().unwrap();
        assert!(matches!(records::save(&host, SLUG, &RecordInput { version: 1, ..typed("Other") }).await, Err(Error::Stale)));
        let captions = Bytes::from_static(CAPTIONS.as_bytes());
        assert!(matches!(records::set_captions(&host, SLUG, Some(&captions), 1).await, Err(Error::Stale)));
        assert!(matches!(records::publish(&host, SLUG, 1).await, Err(Error::Stale)));
        assert_eq!(records::edit_form(&host, SLUG).await.unwrap().record.summary, "Two");
    }

    async fn captions_are_taken_whole_or_refused_with_their_line(db) {
        let scene = Scene::new(db).await;
        scene.caption("1\n00:00:01,000 --> 00:00:02,000\nFrom SubRip\n").await.unwrap();
        let host = scene.host().await;
        assert!(records::captions(&host, SLUG).await.unwrap().starts_with("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nFrom SubRip"));
        let disordered = "WEBVTT\n\n00:10.000 --> 00:12.000\nTwo\n\n00:01.000 --> 00:02.000\nOne\n";
        let fault = scene.caption(disordered).await.unwrap_err();
        assert_eq!((fault.line, fault.kind), (6, Kind::OutOfOrder));
        let version = scene.version().await;
        for (file, expected) in [
            (None, Fault::Missing),
            (Some(Bytes::from_static(b"WEBVTT\n\n\xFF\xFE")), Fault::NotText),
            (Some(Bytes::from(vec![b'a'; 5_000_001])), Fault::TooLarge),
        ] {
            let refused = records::set_captions(&host, SLUG, file.as_ref(), version).await.map(|_| ());
            assert_eq!(faults(refused), [("captions", expected)]);
        }
        assert!(records::captions(&host, SLUG).await.unwrap().contains("From SubRip"), "what was there stays");
        let member = scene.site.signed_in(scene.ben).await;
        assert!(matches!(records::set_captions(&member, SLUG, None, version).await, Err(Error::Denied(_))));
        let chapters = RecordInput { chapters: "0:00 One\n0:00 Two", version, ..SPOKEN };
        let fault = records::save(&host, SLUG, &chapters).await.unwrap().unwrap_err();
        assert_eq!((fault.line, fault.kind), (2, Kind::OutOfOrder));
    }

    async fn a_recording_comes_in_pieces_over_a_bad_line(db) {
        let scene = Scene::new(db).await;
        let host = scene.host().await;
        let file = long();
        let (size, step) = (i64::try_from(file.len()).unwrap(), usize::try_from(PIECE).unwrap());
        let piece = |number: usize| Bytes::copy_from_slice(&file[number * step..((number + 1) * step).min(file.len())]);
        let Progress { id, offset, .. } = records::begin(&host, SLUG, "C:\\talks\\charts.webm", size, 7).await.unwrap();
        assert_eq!(offset, 0);
        let send = |offset, bytes| records::add_piece(&host, SLUG, id, offset, bytes);
        // The second comes first; the first comes twice.
        assert_eq!(send(PIECE, piece(1)).await.unwrap().offset, 0);
        assert_eq!(send(0, piece(0)).await.unwrap().offset, PIECE);
        assert_eq!(send(0, piece(0)).await.unwrap().offset, PIECE);
        assert_eq!(faults(send(PIECE, piece(1).slice(1..)).await.map(|_| ())), [("piece", Fault::OutOfRange)], "cut short");
        assert!(matches!(records::finish(&host, SLUG, id).await, Err(Error::NotNow(_))), "pieces are missing");
        // The browser is closed, and the same file chosen again; another file begins anew.
        let again = records::begin(&host, SLUG, "charts.webm", size, 7).await.unwrap();
        assert_eq!((again.id, again.offset), (id, PIECE));
        assert_ne!(records::begin(&host, SLUG, "charts.webm", size, 8).await.unwrap().id, id);
        // Two send the same piece at the same moment.
        let (one, other) = tokio::join!(send(PIECE, piece(1)), send(PIECE, piece(1)));
        assert_eq!((one.unwrap().offset, other.unwrap().offset), (2 * PIECE, 2 * PIECE));
        assert_eq!(send(2 * PIECE, piece(2)).await.unwrap().offset, size);
        assert_eq!(send(size, Bytes::from_static(b"more")).await.unwrap().offset, size);
        records::finish(&host, SLUG, id).await.unwrap();
        records::finish(&host, SLUG, id).await.unwrap();
        assert_eq!(scene.site.stored_files(), 3, "nothing is kept of what was not taken");
        assert!(matches!(send(0, piece(0)).await, Err(Error::AlreadyDone)));

        let all = u64::try_from(size).unwrap();
        assert_eq!(bytes_of(&host, id, 0..all).await, file);
        for range in [0..1, step - 3..step + 3, step - 1..2 * step + 1, file.len() - 1..file.len()] {
            let asked = u64::try_from(range.start).unwrap()..u64::try_from(range.end).unwrap();
            assert_eq!(bytes_of(&host, id, asked).await, file[range]);
        }
        // Another recording takes its place, and its bytes go.
        scene.upload(WEBM).await;
        scene.site.run_jobs().await;
        assert_eq!(scene.site.stored_files(), 1);
        assert!(matches!(records::open(&host, SLUG, id).await, Err(Error::NotFound)));
    }

    async fn what_is_no_recording_is_refused(db) {
        let scene = Scene::new(db).await;
        let host = scene.host().await;
        let begun = records::begin(&host, SLUG, "holiday.mp4", 30, 1).await.unwrap();
        let html = Bytes::from_static(b"<!DOCTYPE html><p>No video</p>");
        let refused = records::add_piece(&host, SLUG, begun.id, 0, html.clone()).await.map(|_| ());
        assert_eq!(faults(refused), [("recording", Fault::WrongType)]);
        assert!(matches!(records::add_piece(&host, SLUG, begun.id, 0, html).await, Err(Error::NotFound)), "it has ended");
        for (size, expected) in [(0, Fault::Missing), (-1, Fault::Missing), (MOST_BYTES + 1, Fault::TooLarge)] {
            let refused = records::begin(&host, SLUG, "long.mp4", size, 1).await.map(|_| ());
            assert_eq!(faults(refused), [("recording", expected)]);
        }
        let mut incoming = Incoming::new(&host, SLUG).await.unwrap();
        incoming.push(&host, b"MZ, a program").await.unwrap();
        assert_eq!(faults(incoming.finish(&host, SLUG, "talk.webm").await), [("recording", Fault::WrongType)]);
        assert_eq!(scene.site.stored_files(), 0);
    }

    async fn others_uploads_are_not_to_be_had(db) {
        let scene = Scene::new(db).await;
        let host = scene.host().await;
        let size = i64::try_from(WEBM.len()).unwrap();
        let begun = records::begin(&host, SLUG, "charts.webm", size, 1).await.unwrap();
        // An event of somebody else: its host cannot use the upload of this one.
        let community = scene.site.community("Design").await;
        scene.site.appoint(scene.stranger, community, TermRole::Lead).await;
        let other = scene.site.event_with(scene.stranger, "design", "Colours", |input| input.date = "2026-06-30").await;
        let stranger = scene.site.signed_in(scene.stranger).await;
        let webm = Bytes::from_static(WEBM);
        assert!(matches!(records::add_piece(&stranger, &other, begun.id, 0, webm.clone()).await, Err(Error::NotFound)));
        assert!(matches!(records::finish(&stranger, &other, begun.id).await, Err(Error::NotFound)));
        assert!(matches!(records::remove_recording(&stranger, &other, begun.id).await, Err(Error::NotFound)));
        assert!(matches!(records::add_piece(&stranger, SLUG, begun.id, 0, webm.clone()).await, Err(Error::NotFound)));
        let member = scene.site.signed_in(scene.ben).await;
        assert!(matches!(records::begin(&member, SLUG, "charts.webm", size, 1).await, Err(Error::Denied(_))));
        assert!(matches!(records::add_piece(&member, SLUG, begun.id, 0, webm.clone()).await, Err(Error::Denied(_))));
        assert!(matches!(Incoming::new(&member, SLUG).await, Err(Error::Denied(_))));
        assert_eq!(scene.site.stored_files(), 0);
        // Nor can it be played at the address of another event.
        let id = scene.published().await;
        assert!(matches!(records::open(&stranger, &other, id).await, Err(Error::NotFound)));
        let too_early = records::save(&stranger, &other, &RecordInput { shows_unspoken: "", ..SPOKEN }).await;
        too_early.unwrap().unwrap();
        assert!(matches!(records::publish(&stranger, &other, 1).await, Err(Error::NotNow(_))), "it is still to come");
    }

    async fn uploads_that_nobody_finishes_are_removed_after_a_day(db) {
        let scene = Scene::new(db).await;
        let host = scene.host().await;
        let file = long();
        let begun = records::begin(&host, SLUG, "charts.webm", i64::try_from(file.len()).unwrap(), 1).await.unwrap();
        let first = Bytes::copy_from_slice(&file[..usize::try_from(PIECE).unwrap()]);
        records::add_piece(&host, SLUG, begun.id, 0, first).await.unwrap();
        for (hours, left) in [(23, 1), (26, 0)] {
            scene.site.advance_hours(hours);
            outbox::schedule(&scene.site.app.system()).await.unwrap();
            scene.site.run_jobs().await;
            assert_eq!(scene.site.stored_files(), left, "after {hours} hours more");
        }
        let mut tx = scene.site.db.read().await;
        assert!(copia_store::records::find_recording(&mut tx, begun.id).await.unwrap().is_none());
    }

    async fn questions_stand_where_they_were_answered(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        site.event_with(ada, "data", "Reading charts", |_| {}).await;
        // 12:30 on the day is when the event begins; the question is taken up at 13:00.
        site.advance_hours(8 * 24 + 3);
        let host = site.signed_in(ada).await;
        let who = Participant::fresh(&host).0;
        for words in ["Which tool?", "How long?", "And why?"] {
            let asking = Asking { words, with_name: false, name: "", is_sure: true };
            rooms::ask(&host, SLUG, &who, &asking).await.unwrap();
        }
        let view = rooms::moderation(&host, SLUG).await.unwrap();
        let id = |words: &str| view.questions.iter().find(|one| one.words == words).unwrap().id;
        let began = events::page(&host, SLUG).await.unwrap().event.starts_at;
        let taken_up = (host.now.micros() - began.micros()) / 60_000_000;
        assert!((5..55).contains(&taken_up), "{taken_up} minutes after it began");
        for (words, event, answer) in [("How long?", Event::AnswerLive, ""), ("Which tool?", Event::AnswerInWriting, "Any.")] {
            rooms::decide(&host, SLUG, id(words), Decision { event, words: answer, into: None }).await.unwrap();
        }
        site.advance_hours(24);
        let host = site.signed_in(ada).await;
        let captions = Bytes::from_static(CAPTIONS.as_bytes());
        records::set_captions(&host, SLUG, Some(&captions), 0).await.unwrap().unwrap();
        let linked = RecordInput { link: "https://video.demonstration.example/1", begins_after: "5", version: 1, ..SPOKEN };
        records::save(&host, SLUG, &linked).await.unwrap().unwrap();
        let shown = records::page(&host, SLUG).await.unwrap().shown;
        let at: Vec<_> = shown.questions.iter().map(|one| (one.question.words.as_str(), one.at.map(|at| at.seconds() / 60))).collect();
        let expected = u64::try_from(taken_up - 5).unwrap();
        assert_eq!(at, [("How long?", Some(expected)), ("Which tool?", None)], "the open one is not in the record");
    }

    async fn a_host_is_told_what_is_due(db) {
        let scene = Scene::new(db).await;
        let due = |ctx: Ctx| async move { attendance::hosting(&ctx).await.unwrap().past.first().map(|one| one.due.clone()) };
        let by = Day(jiff::civil::date(2026, 5, 17));
        assert!(due(scene.host().await).await.unwrap().contains(&Due::PublishRecord(by)));
        scene.published().await;
        assert!(!due(scene.host().await).await.unwrap().contains(&Due::PublishRecord(by)));
        let soon = RecordInput { review_by: "2026-08-01", ..SPOKEN };
        assert_eq!(faults(scene.save(RecordInput { review_by: "2026-01-01", ..SPOKEN }).await), [("review_by", Fault::InPast)]);
        assert_eq!(faults(scene.save(RecordInput { review_by: "2099-01-01", ..SPOKEN }).await), [("review_by", Fault::TooLate)]);
        scene.save(soon).await.unwrap();
        // Long after, when the event itself is no longer on the page.
        scene.site.advance_hours(70 * 24);
        assert_eq!(due(scene.host().await).await, None);
        scene.site.advance_hours(20 * 24);
        assert!(due(scene.host().await).await.unwrap().contains(&Due::ReviewRecord(Day(jiff::civil::date(2026, 8, 1)))));
        scene.save(soon).await.unwrap();
    }

    async fn speakers_who_have_not_agreed_are_counted(db) {
        let scene = Scene::new(db).await;
        assert_eq!(records::edit_form(&scene.host().await, SLUG).await.unwrap().not_agreed, 0, "there is no recording");
        scene.upload(WEBM).await;
        assert_eq!(records::edit_form(&scene.host().await, SLUG).await.unwrap().not_agreed, 1);
        scene.site.db.tamper("UPDATE event_speakers SET agrees_to_recording = TRUE").await;
        assert_eq!(records::edit_form(&scene.host().await, SLUG).await.unwrap().not_agreed, 0);
    }

    async fn what_is_said_is_found_at_its_minute_by_those_who_may_see_it(db) {
        let scene = Scene::new(db).await;
        scene.published().await;
        scene.site.index().await;
        let found = |ctx: Ctx, text: &'static str| async move {
            let view = search::find(&ctx, &Search { text, page: 1, ..Search::default() }).await.unwrap();
            view.found.into_iter().map(|found| (found.path, found.said_at.map(Timecode::seconds))).collect::<Vec<_>>()
        };
        let member = || scene.site.signed_in(scene.ben);
        assert_eq!(found(member().await, "histograms").await, [("/events/reading-charts/record".to_owned(), Some(754))]);
        assert_eq!(found(member().await, "charts").await, [("/events/reading-charts".to_owned(), None)], "its title says so too");
        assert!(found(scene.site.signed_in(scene.stranger).await, "histogram").await.is_empty());
        let version = scene.version().await;
        records::take_down(&scene.host().await, SLUG, "It names somebody.", version).await.unwrap();
        scene.site.index().await;
        assert!(found(member().await, "histogram").await.is_empty(), "it was taken down");
    }
}
