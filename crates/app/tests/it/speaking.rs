//! Speakers: asked by letter, answering and sending slides by its link.

use bytes::Bytes;
use copia_app::{
    Error,
    events::{self, AnswerInput, SpeakerLink},
};
use copia_domain::{
    events::SpeakerState,
    fields::Fault,
    ids::{PersonId, SpeakerId},
    role_terms::TermRole,
};
use copia_testkit::{TestApp, on_both, testing::TestDb};

const SLUG: &str = "reading-charts";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";

/// An event that Ada hosts, at which Ben, who is known here, Gail, a guest with an address, and Hal, one without, speak.
async fn scene(db: TestDb) -> (TestApp, PersonId) {
    let site = TestApp::start(db).await;
    let community = site.community("Data").await;
    let ada = site.person("Ada Example").await;
    site.appoint(ada, community, TermRole::Lead).await;
    site.person("Ben Example").await;
    site.event_with(ada, "data", "Reading charts", |input| {
        input.is_recorded = true;
        let speaker = |name, email| events::SpeakerInput { name, affiliation: "", email };
        input.speakers = vec![
            speaker("Ben Example", ""),
            speaker("Gail Example", "gail@elsewhere.example"),
            speaker("Hal Example", ""),
        ];
    })
    .await;
    (site, ada)
}

async fn speaker(site: &TestApp, ada: PersonId, name: &str) -> (SpeakerId, SpeakerState, bool) {
    let view = events::speakers(&site.signed_in(ada).await, SLUG).await.unwrap();
    let (row, is_reached) = view.speakers.into_iter().find(|(row, _)| row.name == name).unwrap();
    (row.id, row.state, is_reached)
}

/// The link in the only letter to somebody.
fn link(post: &[copia_mail::Sent], to: &str) -> SpeakerLink {
    let letter = post.iter().find(|letter| letter.to == to).unwrap_or_else(|| panic!("a letter to {to}"));
    let url = letter.text.split_whitespace().find(|word| word.contains("/speaking/")).unwrap();
    let mut parts = url.rsplit('/');
    let signature = parts.next().unwrap().to_owned();
    SpeakerLink { signature, speaker: SpeakerId::parse(parts.next().unwrap()).unwrap() }
}

on_both! {
    async fn a_speaker_is_asked_answers_and_the_hosts_hear_of_it_once(db) {
        let (site, ada) = scene(db).await;
        let (gail, state, _) = speaker(&site, ada, "Gail Example").await;
        assert_eq!(state, SpeakerState::Named);
        events::ask_speaker(&site.signed_in(ada).await, SLUG, gail).await.unwrap();
        site.run_jobs().await;
        let post = site.take_mail();
        assert_eq!(post[0].subject, "Will you speak at “Reading charts”?");
        assert!(post[0].text.contains("The event is recorded."), "{}", post[0].text);
        let link = link(&post, "gail@elsewhere.example");
        let visitor = site.visitor();
        let view = events::look_as_speaker(&visitor, &link).await.unwrap();
        assert_eq!(view.speaker.state, SpeakerState::Asked, "opening decides nothing");

        let yes = AnswerInput { answer: "confirmed", words: "I bring a projector.", agrees: true };
        assert_eq!(events::answer_as_speaker(&visitor, &link, &yes).await.unwrap(), SpeakerState::Confirmed);
        events::answer_as_speaker(&visitor, &link, &yes).await.unwrap();
        site.run_jobs().await;
        let post = site.take_mail();
        assert_eq!(post.len(), 1, "pressed twice, told once");
        assert_eq!((post[0].to.as_str(), post[0].subject.as_str()), ("ada.example@demonstration.example", "Gail Example speaks at Reading charts"));
        for text in ["I bring a projector.", "They agree to being recorded."] {
            assert!(post[0].text.contains(text), "{}", post[0].text);
        }
        // A change of mind is told too, and takes the agreement back.
        let no = AnswerInput { answer: "declined", words: "", agrees: false };
        assert_eq!(events::answer_as_speaker(&visitor, &link, &no).await.unwrap(), SpeakerState::Declined);
        site.run_jobs().await;
        assert_eq!(site.take_mail()[0].subject, "Gail Example cannot speak at Reading charts");
        let wrong = AnswerInput { answer: "perhaps", ..AnswerInput::default() };
        assert!(matches!(events::answer_as_speaker(&visitor, &link, &wrong).await, Err(Error::Invalid(_))));
        site.advance_hours(9 * 24);
        assert!(matches!(events::answer_as_speaker(&site.visitor(), &link, &yes).await, Err(Error::NotNow(_))), "it has begun");
    }

    async fn a_link_is_for_one_speaker_at_one_address(db) {
        let (site, ada) = scene(db).await;
        let host = site.signed_in(ada).await;
        let (gail, ..) = speaker(&site, ada, "Gail Example").await;
        let (ben, _, ben_is_reached) = speaker(&site, ada, "Ben Example").await;
        let (hal, _, hal_is_reached) = speaker(&site, ada, "Hal Example").await;
        assert!(ben_is_reached && !hal_is_reached);
        assert!(matches!(events::ask_speaker(&host, SLUG, hal).await, Err(Error::NotNow("speaker-address"))));
        for id in [gail, ben] {
            events::ask_speaker(&host, SLUG, id).await.unwrap();
        }
        site.run_jobs().await;
        let post = site.take_mail();
        let (of_gail, of_ben) = (link(&post, "gail@elsewhere.example"), link(&post, "ben.example@demonstration.example"));
        let visitor = site.visitor();
        for forged in [
            SpeakerLink { signature: "forged".to_owned(), ..of_gail.clone() },
            SpeakerLink { speaker: of_ben.speaker, ..of_gail.clone() },
        ] {
            assert!(matches!(events::look_as_speaker(&visitor, &forged).await, Err(Error::LinkEnded)));
        }
        // The address was wrong: whoever has its mail can no longer answer.
        site.db.tamper("UPDATE event_speakers SET email = 'gail@right.example' WHERE email IS NOT NULL").await;
        assert!(matches!(events::look_as_speaker(&visitor, &of_gail).await, Err(Error::LinkEnded)));
        events::look_as_speaker(&visitor, &of_ben).await.unwrap();
        let stranger = site.person("Stranger Example").await;
        let stranger = site.signed_in(stranger).await;
        assert!(matches!(events::ask_speaker(&stranger, SLUG, gail).await, Err(Error::Denied(_))));
        assert!(matches!(events::speakers(&stranger, SLUG).await, Err(Error::Denied(_))));
        events::call_off(&host, SLUG, "Nobody is well.", "").await.unwrap();
        assert!(matches!(events::look_as_speaker(&visitor, &of_ben).await, Err(Error::LinkEnded)));
    }

    async fn slides_come_by_the_link_until_two_weeks_after(db) {
        let (site, ada) = scene(db).await;
        let host = site.signed_in(ada).await;
        let (gail, ..) = speaker(&site, ada, "Gail Example").await;
        events::ask_speaker(&host, SLUG, gail).await.unwrap();
        site.run_jobs().await;
        let link = link(&site.take_mail(), "gail@elsewhere.example");
        let visitor = site.visitor();
        let fault = |error: Result<(), Error>| match error {
            Err(Error::Invalid(faults)) => faults.of("file"),
            other => panic!("{other:?}"),
        };
        let program = Some(Bytes::from_static(b"MZ a program"));
        assert_eq!(fault(events::add_slides(&visitor, &link, "talk.pdf", program).await), Some(Fault::WrongType));
        assert_eq!(fault(events::add_slides(&visitor, &link, "talk.pdf", None).await), Some(Fault::Missing));
        let stored = site.stored_files();
        events::add_slides(&visitor, &link, "../Talk.pdf", Some(Bytes::from_static(PDF))).await.unwrap();
        assert!(matches!(events::add_slides(&visitor, &link, "again.pdf", Some(Bytes::from_static(PDF))).await, Err(Error::AlreadyDone)));
        assert_eq!(site.stored_files(), stored + 1);

        let slides = events::page(&host, SLUG).await.unwrap().slides;
        assert_eq!((slides[0].name.as_str(), slides[0].media_type.as_str()), ("Talk.pdf", "application/pdf"));
        let member = site.person("Member Example").await;
        let file = events::open_slides(&site.signed_in(member).await, SLUG, slides[0].id).await.unwrap();
        assert_eq!(file.bytes, PDF);
        assert!(matches!(events::open_slides(&visitor, SLUG, slides[0].id).await, Err(Error::NotFound)), "the event is for staff");
        assert!(matches!(events::remove_slides(&site.signed_in(member).await, SLUG, slides[0].id).await, Err(Error::Denied(_))));

        // The host edits the event: the speaker and the slides stay. Then the host takes both off.
        events::remove_slides(&host, SLUG, slides[0].id).await.unwrap();
        site.run_jobs().await;
        assert_eq!(site.stored_files(), stored, "the bytes go too");
        site.advance_hours(24 * (8 + 14));
        events::add_slides(&site.visitor(), &link, "late.pdf", Some(Bytes::from_static(PDF))).await.unwrap();
        site.advance_hours(24);
        let late = events::add_slides(&site.visitor(), &link, "late.pdf", Some(Bytes::from_static(b"%PDF-1 %%EOF"))).await;
        assert!(matches!(late, Err(Error::LinkEnded)));
    }

    async fn a_host_who_edits_keeps_what_speakers_said(db) {
        let (site, ada) = scene(db).await;
        let (ben, ..) = speaker(&site, ada, "Ben Example").await;
        events::ask_speaker(&site.signed_in(ada).await, SLUG, ben).await.unwrap();
        site.run_jobs().await;
        let of_ben = link(&site.take_mail(), "ben.example@demonstration.example");
        let yes = AnswerInput { answer: "confirmed", words: "", agrees: false };
        events::answer_as_speaker(&site.visitor(), &of_ben, &yes).await.unwrap();
        events::add_slides(&site.visitor(), &of_ben, "ben.pdf", Some(Bytes::from_static(PDF))).await.unwrap();
        let host = site.signed_in(ada).await;
        let mut input = copia_testkit::event_input("data", "Reading charts");
        input.version = events::edit_form(&host, SLUG).await.unwrap().from.unwrap().version;
        input.speakers = vec![events::SpeakerInput { name: "Ben Example", affiliation: "Data team", email: "" }];
        events::save(&host, SLUG, &input).await.unwrap();
        assert_eq!(speaker(&site, ada, "Ben Example").await.1, SpeakerState::Confirmed);
        input.version += 1;
        input.speakers = Vec::new();
        events::save(&host, SLUG, &input).await.unwrap();
        let slides = events::page(&host, SLUG).await.unwrap().slides;
        assert_eq!(slides.len(), 1, "slides stay until somebody takes them off");
        assert!(matches!(events::look_as_speaker(&site.visitor(), &of_ben).await, Err(Error::LinkEnded)));
    }
}
