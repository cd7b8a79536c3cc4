//! Quotes: nothing before a yes to these words, nothing after they are taken back.

use crate::claims::{Desk, LETTER, SENTENCE};
use copia_app::domain::{
    ids::GivenQuoteId,
    quotes::QuoteState,
    reports::{Length, Quote},
    role_terms::TermRole,
};
use copia_app::{
    Ctx, Error,
    publications::{self, Of, PublishInput},
    quotes::{self, Answer, Own, Place, QuoteInput, QuoteLink},
    reports::{self, Wanted},
};
use copia_testkit::{TestApp, kept, on_both, testing::TestDb};

const WORDS: &str = "I found somebody to ask";

struct Scene {
    desk: Desk,
    ada: Ctx,
    quote: GivenQuoteId,
    link: QuoteLink,
}

impl Scene {
    /// Ada Example has been asked.
    async fn new(db: TestDb) -> Self {
        let desk = Desk::new(db).await;
        let ada = desk.site.person("Ada Example").await;
        let ada = desk.site.signed_in(ada).await;
        let input = QuoteInput {
            person: "Ada Example",
            body: WORDS,
            said_at: "After a session in May",
            theme: "Bring people together",
            ..QuoteInput::default()
        };
        let quote = quotes::write(&desk.editor, None, &input).await.unwrap();
        let own = Own::Page(quote.to_string());
        assert!(matches!(quotes::look(&ada, &own).await, Err(Error::NotFound)), "nobody has asked her yet");
        quotes::ask(&desk.editor, &quote.to_string(), 1).await.unwrap();
        desk.site.run_jobs().await;
        let mail = desk.site.take_mail();
        let [letter] = mail.as_slice() else { panic!("{mail:?}") };
        assert!(letter.text.contains(WORDS));
        let path = letter.text.split("/quotes/").nth(1).unwrap();
        let mut parts = path.split(['/', '\n', '\r', ' ', ')', '>']);
        let found = GivenQuoteId::parse(parts.next().unwrap()).unwrap();
        let link = QuoteLink { quote: found, signature: parts.next().unwrap().to_owned() };
        Self { desk, ada, quote, link }
    }

    async fn say_yes(&self) {
        let scopes = ["public".to_owned(), "print".to_owned()];
        let words = quotes::look(&self.ada, &Own::Link(self.link.clone())).await.unwrap().quote.body;
        let words = quotes::digest(&words);
        let answer = Answer { scopes: &scopes, ..yes(&words) };
        let own = Own::Link(self.link.clone());
        assert_eq!(quotes::answer(&self.desk.site.visitor(), &own, &answer).await.unwrap(), QuoteState::Given);
    }

    /// An editor changes the words.
    async fn reword(&self, body: &str) -> i64 {
        let id = self.quote.to_string();
        let kept = quotes::form(&self.desk.editor, Some(&id)).await.unwrap().quote.unwrap();
        let (said_at, theme) = ("After a session in May", "Bring people together");
        let input = QuoteInput { body, said_at, theme, version: kept.version, ..QuoteInput::default() };
        quotes::write(&self.desk.editor, Some(&id), &input).await.unwrap();
        kept.version + 1
    }

    /// An editor changes the words and asks about them.
    async fn ask_anew(&self, body: &str) {
        let version = self.reword(body).await;
        quotes::ask(&self.desk.editor, &self.quote.to_string(), version).await.unwrap();
    }

    /// Publishes the page of the programme.
    async fn publish(&self, title: &str) -> String {
        let render = |_: &Ctx, page: &publications::Standing, _: &str| {
            let marks: Vec<String> = page.quotes().map(publications::mark).collect();
            Ok(kept(marks.concat(), marks))
        };
        let input = PublishInput { title, of: Of::Programme };
        publications::publish(&self.desk.editor, input, render).await.unwrap()
    }

    async fn shown(&self) -> Vec<String> {
        shown(&self.desk.site).await
    }
}

/// A yes to everything but where.
fn yes(words: &str) -> Answer<'_> {
    Answer { answer: "yes", attribution: "name_and_role", expires: "2028-01-01", words, ..Answer::default() }
}

async fn shown(site: &TestApp) -> Vec<String> {
    let page = publications::standing(&site.visitor(), Of::Programme).await.unwrap();
    page.quotes().map(|quote| format!("{} ({})", quote.body, quote.shown_as.clone().unwrap_or_default())).collect()
}

fn said(place: &Place) -> Quote {
    let text = match place {
        Place::Live(live) => live.body.clone(),
        Place::Withdrawn(_) | Place::Ended => "gone".to_owned(),
        Place::Changed => "changed".to_owned(),
    };
    Quote { text, by: String::new() }
}

/// The quote that a publication's report has for somebody who reads it now.
async fn in_report(ctx: &Ctx, slug: &str) -> String {
    let report = reports::of_publication(ctx, slug, said).await.unwrap().unwrap();
    report.themes[0].quotes[0].text.clone()
}

on_both! {
    async fn a_quote_is_shown_once_its_author_has_said_where(db) {
        let scene = Scene::new(db).await;
        assert_eq!(scene.shown().await, [""; 0]);
        let own = Own::Page(scene.quote.to_string());
        let words = quotes::digest(WORDS);
        let half = Answer { answer: "yes", words: &words, ..Answer::default() };
        assert!(matches!(quotes::answer(&scene.ada, &own, &half).await, Err(Error::Invalid(_))));
        let other = scene.desk.site.person("Ben Example").await;
        let other = scene.desk.site.signed_in(other).await;
        assert!(matches!(quotes::look(&other, &own).await, Err(Error::NotFound)));
        let forged = Own::Link(QuoteLink { signature: "x".repeat(26), ..scene.link.clone() });
        assert!(matches!(quotes::look(&other, &forged).await, Err(Error::LinkEnded)));
        scene.say_yes().await;
        assert_eq!(scene.shown().await, ["I found somebody to ask (Ada Example)"]);
        let only = ["press".to_owned()];
        let answer = Answer { scopes: &only, attribution: "anonymous", ..yes(&words) };
        quotes::answer(&scene.ada, &own, &answer).await.unwrap();
        assert_eq!(scene.shown().await, [""; 0], "it is for the press only");
    }

    async fn a_change_of_the_words_needs_a_new_yes(db) {
        let scene = Scene::new(db).await;
        scene.say_yes().await;
        scene.reword("I found everybody to ask").await;
        assert_eq!(scene.shown().await, [""; 0]);
        assert!(matches!(quotes::look(&scene.ada, &Own::Link(scene.link.clone())).await, Err(Error::LinkEnded)));
    }

    async fn a_yes_counts_for_the_words_that_were_read_alone(db) {
        let scene = Scene::new(db).await;
        let read = quotes::digest(WORDS);
        let everywhere = ["public".to_owned()];
        scene.ask_anew("I found everybody to ask").await;
        for own in [Own::Link(scene.link.clone()), Own::Page(scene.quote.to_string())] {
            for answer in ["yes", "no"] {
                let late = Answer { answer, scopes: &everywhere, ..yes(&read) };
                assert!(matches!(quotes::answer(&scene.ada, &own, &late).await, Err(Error::Stale)), "{answer}");
            }
        }
        assert_eq!(scene.shown().await, [""; 0]);
        scene.say_yes().await;
        assert_eq!(scene.shown().await, ["I found everybody to ask (Ada Example)"]);
    }

    async fn a_quote_ends_on_its_day(db) {
        let scene = Scene::new(db).await;
        scene.say_yes().await;
        scene.desk.site.advance_hours(24 * 365 * 3);
        assert_eq!(scene.shown().await, [""; 0]);
    }

    async fn taking_it_back_empties_everything_and_says_what_left(db) {
        let scene = Scene::new(db).await;
        scene.say_yes().await;
        let id = scene.desk.write(&SENTENCE, &[LETTER]).await;
        scene.desk.approve(id).await;
        let slug = scene.publish("Spring 2026").await;
        let copy = quotes::take_copy(&scene.desk.editor, "print", "Annual report").await.unwrap();
        assert!(String::from_utf8(copy).unwrap().contains(WORDS));
        assert!(matches!(quotes::take_copy(&scene.desk.editor, "press", "News").await, Err(Error::NotNow(_))));
        let visitor = scene.desk.site.visitor();
        let before = publications::look(&visitor, &slug).await.unwrap();
        assert!(matches!(before.places.as_slice(), [(_, Place::Live(live))] if live.body == WORDS));
        let bytes = [before.publication.body.as_str(), &before.publication.report];
        assert!(bytes.iter().all(|bytes| !bytes.contains(WORDS)), "the words are not among the bytes that are kept");
        assert_eq!(in_report(&visitor, &slug).await, WORDS);
        let report = reports::of_publication(&visitor, &slug, said).await.unwrap().unwrap();
        let absent = reports::set(&visitor, report, Wanted::Pdf(Length::Full)).await;
        assert!(matches!(absent, Err(Error::NotNow("report-absent"))));

        let own = Own::Link(scene.link.clone());
        quotes::withdraw(&visitor, &own).await.unwrap();
        assert!(matches!(quotes::withdraw(&visitor, &own).await, Err(Error::AlreadyDone)));
        assert_eq!(scene.shown().await, [""; 0]);
        let after = publications::look(&visitor, &slug).await.unwrap();
        assert!(matches!(after.places.as_slice(), [(_, Place::Withdrawn(_))]));
        assert!(after.is_whole);
        assert_eq!(in_report(&visitor, &slug).await, "gone");
        let receipt = quotes::look(&visitor, &own).await.unwrap();
        assert_eq!(receipt.quote.body, "");
        assert_eq!(receipt.copies.iter().map(|copy| copy.purpose.as_str()).collect::<Vec<_>>(), ["Annual report"]);
        assert_eq!(receipt.stood_in.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), [slug.as_str()]);
        scene.desk.site.run_jobs().await;
        let mail = scene.desk.site.take_mail();
        assert!(mail.iter().any(|letter| letter.text.contains("Annual report")), "{mail:?}");
        let auditor = scene.desk.site.person_with("Aud Example", TermRole::Auditor).await;
        let auditor = scene.desk.site.signed_in(auditor).await;
        let permit = auditor.viewer.on_site().permit().unwrap();
        let mut tx = scene.desk.site.db.read().await;
        let filter = copia_store::audit::Filter::default();
        let log = copia_store::audit::list(&mut tx, &permit, &filter, 100, 0).await.unwrap();
        drop(tx);
        assert!(log.iter().any(|row| row.action == "quote.withdraw") && !format!("{log:?}").contains(WORDS));
    }

    async fn what_was_published_never_carries_other_words(db) {
        let scene = Scene::new(db).await;
        scene.say_yes().await;
        let id = scene.desk.write(&SENTENCE, &[LETTER]).await;
        scene.desk.approve(id).await;
        let earlier = scene.publish("Spring 2026").await;
        let visitor = scene.desk.site.visitor();
        scene.ask_anew("I found everybody to ask").await;
        assert_eq!(in_report(&visitor, &earlier).await, "changed");
        scene.say_yes().await;
        let later = scene.publish("Summer 2026").await;
        let old = publications::look(&visitor, &earlier).await.unwrap();
        assert!(matches!(old.places.as_slice(), [(_, Place::Changed)]) && old.is_whole, "{:?}", old.places);
        assert_eq!(in_report(&visitor, &earlier).await, "changed");
        assert_eq!(in_report(&visitor, &later).await, "I found everybody to ask");
        // A mark of earlier days says only which quote it is.
        let before = format!("<!--quote:{}-->", scene.quote);
        let places = publications::places_of(&visitor, &before).await.unwrap();
        assert!(matches!(places.as_slice(), [(_, Place::Live(_))]), "{places:?}");
        // The words of then, agreed to again, are those that stood there.
        scene.ask_anew(WORDS).await;
        scene.say_yes().await;
        assert_eq!(in_report(&visitor, &earlier).await, WORDS);
        assert_eq!(in_report(&visitor, &later).await, "changed");
    }

    async fn no_means_that_the_words_are_gone(db) {
        let scene = Scene::new(db).await;
        let own = Own::Page(scene.quote.to_string());
        let words = quotes::digest(WORDS);
        let answer = Answer { answer: "no", words: &words, ..Answer::default() };
        assert_eq!(quotes::answer(&scene.ada, &own, &answer).await.unwrap(), QuoteState::Declined);
        assert_eq!(quotes::look(&scene.ada, &own).await.unwrap().quote.body, "");
        assert!(matches!(quotes::ask(&scene.desk.editor, &scene.quote.to_string(), 3).await, Err(Error::AlreadyDone)));
    }

    async fn whoever_leaves_takes_their_words_along(db) {
        let scene = Scene::new(db).await;
        scene.say_yes().await;
        copia_app::people::leave_site(&scene.ada).await.unwrap();
        assert_eq!(scene.shown().await, [""; 0]);
    }
}

/// A database of an earlier day does not bring the words back.
#[tokio::test]
async fn what_was_taken_back_stays_so_after_a_restore() {
    let scene = Scene::new(TestDb::sqlite().await).await;
    scene.say_yes().await;
    let backup = scene.desk.site.copy().await;
    quotes::withdraw(&scene.ada, &Own::Page(scene.quote.to_string())).await.unwrap();
    assert_eq!(shown(&backup).await.len(), 1, "the backup has the words");
    let restored = backup.copy().await;
    assert_eq!(shown(&restored).await, [""; 0]);
    let mut tx = restored.db.read().await;
    let quote = copia_store::quotes::find(&mut tx, scene.quote).await.unwrap().unwrap();
    assert_eq!((quote.state, quote.body.as_str()), (QuoteState::Withdrawn, ""));
}
