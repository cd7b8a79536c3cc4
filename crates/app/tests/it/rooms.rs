//! The room of an event: asking with a name and without, moderating, polls, letters, and the stream of changes.

mod live;

use copia_app::{
    Ctx, Error, events, privacy,
    rooms::{self, Asked, Asking, Decision, Participant, PollInput, Question},
};
use copia_domain::{
    ids::{PersonId, QuestionId},
    polls,
    questions::{Event, Order, Refusal, State},
    role_terms::TermRole,
};
use copia_testkit::{TestApp, testing::TestDb};

/// Hours after which the event of a scene is on, and is over.
const TO_LIVE: i64 = 195;
const TO_OVER: i64 = 197;

/// A public event that Ada hosts.
struct Scene {
    site: TestApp,
    ada: PersonId,
    slug: String,
}

/// Somebody who takes part: the context and the browser.
struct Seat {
    ctx: Ctx,
    who: Participant,
}

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let slug = site.event_with(ada, "data", "Charts", |input| input.audience = "public").await;
        Self { site, ada, slug }
    }

    /// The same, while the event is on.
    async fn live(db: TestDb) -> Self {
        let scene = Self::new(db).await;
        scene.site.advance_hours(TO_LIVE);
        scene
    }

    async fn host(&self) -> Ctx {
        self.site.signed_in(self.ada).await
    }

    /// A visitor with a browser of their own.
    fn visitor(&self) -> Seat {
        let ctx = self.site.visitor();
        let who = Participant::fresh(&ctx).0;
        Seat { ctx, who }
    }

    async fn person(&self, name: &str) -> (PersonId, Seat) {
        let person = self.site.person(name).await;
        let ctx = self.site.signed_in(person).await;
        let who = Participant::fresh(&ctx).0;
        (person, Seat { ctx, who })
    }

    async fn ask(&self, seat: &Seat, words: &str) -> Result<Asked, Error> {
        let asking = Asking { words, with_name: false, name: "", is_sure: true };
        rooms::ask(&seat.ctx, &self.slug, &seat.who, &asking).await
    }

    async fn ask_named(&self, seat: &Seat, words: &str) -> QuestionId {
        let asking = Asking { words, with_name: true, name: "", is_sure: true };
        rooms::ask(&seat.ctx, &self.slug, &seat.who, &asking).await.unwrap();
        self.question(words).await.id
    }

    /// What the moderators have of a question.
    async fn question(&self, words: &str) -> Question {
        let view = rooms::moderation(&self.host().await, &self.slug).await.unwrap();
        view.questions.into_iter().find(|question| question.words == words).unwrap_or_else(|| panic!("{words}"))
    }

    /// What a participant sees in the list, in its order.
    async fn sees(&self, seat: &Seat) -> Vec<(String, i64)> {
        let view = rooms::room(&seat.ctx, &self.slug, &seat.who, Order::Votes).await.unwrap();
        view.questions.into_iter().map(|question| (question.words, question.votes)).collect()
    }

    async fn decide(&self, id: QuestionId, event: Event, words: &str) -> Result<(), Error> {
        rooms::decide(&self.host().await, &self.slug, id, Decision { event, words, into: None }).await
    }

    async fn rule(&self, moderation: &str) {
        rooms::save_rules(&self.host().await, &self.slug, moderation, "").await.unwrap();
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::QuestionRefused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

copia_testkit::on_both! {
    async fn visitors_ask_beforehand_and_vote_once(db) {
        let scene = Scene::new(db).await;
        let (one, other) = (scene.visitor(), scene.visitor());
        scene.ask(&one, "Which tool?").await.unwrap();
        scene.ask(&other, "How long does it take?").await.unwrap();
        let id = scene.question("How long does it take?").await.id;
        for _ in 0..2 {
            rooms::vote(&one.ctx, &scene.slug, &one.who, id, true).await.unwrap();
        }
        rooms::vote(&other.ctx, &scene.slug, &other.who, id, true).await.unwrap();
        let expected = [("How long does it take?".to_owned(), 2), ("Which tool?".to_owned(), 0)];
        assert_eq!(scene.sees(&one).await, expected);
        for _ in 0..2 {
            rooms::vote(&one.ctx, &scene.slug, &one.who, id, false).await.unwrap();
        }
        assert_eq!(scene.question("How long does it take?").await.votes, 1);
        // Without a browser that can be told from others nobody votes.
        let nobody = rooms::vote(&one.ctx, &scene.slug, &Participant::default(), id, true).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }

    async fn a_question_of_nearly_the_same_words_is_shown_first(db) {
        let scene = Scene::new(db).await;
        let (one, other) = (scene.visitor(), scene.visitor());
        scene.ask(&one, "Which tool do you use for charts?").await.unwrap();
        let mut asking = Asking { words: "Which tool do you use for the charts", with_name: false, name: "", is_sure: false };
        let asked = rooms::ask(&other.ctx, &scene.slug, &other.who, &asking).await.unwrap();
        assert!(matches!(asked, Asked::Alike(alike) if alike.len() == 1));
        assert_eq!(scene.sees(&one).await.len(), 1);
        asking.is_sure = true;
        rooms::ask(&other.ctx, &scene.slug, &other.who, &asking).await.unwrap();
        assert_eq!(scene.sees(&one).await.len(), 2);
    }

    async fn before_showing_only_the_asker_and_moderators_see_a_question(db) {
        let scene = Scene::new(db).await;
        scene.rule("before").await;
        let (one, other) = (scene.visitor(), scene.visitor());
        assert_eq!(scene.ask(&one, "Is it secret?").await.unwrap(), Asked::Kept(State::Waiting));
        assert!(scene.sees(&other).await.is_empty());
        let own = rooms::room(&one.ctx, &scene.slug, &one.who, Order::Votes).await.unwrap().own;
        assert_eq!(own.len(), 1);
        let id = scene.question("Is it secret?").await.id;
        let early = rooms::vote(&other.ctx, &scene.slug, &other.who, id, true).await;
        assert!(matches!(early, Err(Error::NotFound)));
        scene.decide(id, Event::Show, "").await.unwrap();
        assert_eq!(scene.sees(&other).await.len(), 1);
        scene.decide(id, Event::Hide, "").await.unwrap();
        assert!(scene.sees(&other).await.is_empty());
    }

    async fn every_question_ends_answered(db) {
        let scene = Scene::live(db).await;
        let seat = scene.visitor();
        for words in ["First?", "Second?", "Third?"] {
            scene.ask(&seat, words).await.unwrap();
        }
        let (first, second) = (scene.question("First?").await.id, scene.question("Second?").await.id);
        scene.decide(first, Event::Take, "").await.unwrap();
        // Calling up the next answers the one before.
        scene.decide(second, Event::Take, "").await.unwrap();
        assert_eq!(scene.question("First?").await.state, State::AnsweredLive);
        assert_eq!(scene.question("Second?").await.state, State::Answering);
        let open = || async { events::page(&scene.site.visitor(), &scene.slug).await.unwrap().room.open };
        assert_eq!(open().await, 2);
        scene.site.advance_hours(TO_OVER - TO_LIVE);
        assert_eq!(refused(scene.ask(&scene.visitor(), "Too late?").await), Refusal::NoMoreQuestions);
        scene.decide(second, Event::AnswerLive, "").await.unwrap();
        let third = scene.question("Third?").await.id;
        assert_eq!(refused(scene.decide(third, Event::AnswerInWriting, " ").await), Refusal::AnswerNeeded);
        scene.decide(third, Event::AnswerInWriting, "Yes,\n\nalways.").await.unwrap();
        assert_eq!(open().await, 0);
        assert_eq!(scene.question("Third?").await.answer.as_deref(), Some("Yes,\n\nalways."));
    }

    async fn merging_counts_each_voter_once_and_taking_back_releases(db) {
        let scene = Scene::new(db).await;
        let seats = [scene.visitor(), scene.visitor(), scene.visitor()];
        scene.ask(&seats[0], "What does it cost?").await.unwrap();
        scene.ask(&seats[1], "How much is it?").await.unwrap();
        let (cost, much) = (scene.question("What does it cost?").await.id, scene.question("How much is it?").await.id);
        for (seat, id) in [(&seats[0], cost), (&seats[0], much), (&seats[1], much), (&seats[2], cost)] {
            rooms::vote(&seat.ctx, &scene.slug, &seat.who, id, true).await.unwrap();
        }
        let merge = Decision { event: Event::Merge, words: "", into: Some(cost) };
        rooms::decide(&scene.host().await, &scene.slug, much, merge).await.unwrap();
        assert_eq!(scene.sees(&seats[1]).await, [("What does it cost?".to_owned(), 3)]);
        let into_itself = Decision { into: Some(cost), ..merge };
        assert_eq!(refused(rooms::decide(&scene.host().await, &scene.slug, cost, into_itself).await), Refusal::NotIntoThat);
        // Whoever asked the other takes it back: this one is open again, and nobody's wish is lost.
        let of_another = rooms::take_back(&seats[1].ctx, &scene.slug, &seats[1].who, cost).await;
        assert!(matches!(of_another, Err(Error::NotFound)));
        rooms::take_back(&seats[0].ctx, &scene.slug, &seats[0].who, cost).await.unwrap();
        assert_eq!(scene.sees(&seats[1]).await, [("How much is it?".to_owned(), 2)]);
    }

    async fn an_answer_in_writing_is_sent_once_to_whoever_gave_their_name(db) {
        let scene = Scene::new(db).await;
        let (_, ben) = scene.person("Ben Example").await;
        let (_, cy) = scene.person("Cy Example").await;
        let (_, dora) = scene.person("Dora Example").await;
        let asked = scene.ask_named(&ben, "Where is the data?").await;
        let merged = scene.ask_named(&cy, "Where do I find the data?").await;
        scene.ask(&dora, "Who looks after the data?").await.unwrap();
        let unnamed = scene.question("Who looks after the data?").await.id;
        let merge = Decision { event: Event::Merge, words: "", into: Some(asked) };
        rooms::decide(&scene.host().await, &scene.slug, merged, merge).await.unwrap();
        scene.site.run_jobs().await;
        let letters = scene.site.take_mail();
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["cy.example@demonstration.example"]);
        scene.decide(asked, Event::AnswerInWriting, "In the library.").await.unwrap();
        scene.decide(unnamed, Event::AnswerInWriting, "Ada does.").await.unwrap();
        scene.site.run_jobs().await;
        let mut letters = scene.site.take_mail();
        letters.sort_by(|a, b| a.to.cmp(&b.to));
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, ["ben.example@demonstration.example", "cy.example@demonstration.example"]);
        assert!(letters.iter().all(|letter| letter.subject == "Your question is answered: Charts"));
        assert!(letters.iter().all(|letter| letter.text.contains("In the library.")));
        assert!(letters.iter().all(|letter| letter.text.contains("/events/charts/room")));
        scene.site.run_jobs().await;
        assert!(scene.site.take_mail().is_empty());
    }

    async fn a_decision_that_was_taken_back_is_not_written_about(db) {
        let scene = Scene::new(db).await;
        let (_, ben) = scene.person("Ben Example").await;
        let id = scene.ask_named(&ben, "Why?").await;
        scene.decide(id, Event::Decline, "It is about another event.").await.unwrap();
        scene.decide(id, Event::Reopen, "").await.unwrap();
        scene.site.run_jobs().await;
        assert!(scene.site.take_mail().is_empty());
        scene.decide(id, Event::Decline, "It is about another event.").await.unwrap();
        let own = rooms::room(&ben.ctx, &scene.slug, &ben.who, Order::Votes).await.unwrap().own;
        assert_eq!(own[0].reason.as_deref(), Some("It is about another event."));
        scene.site.run_jobs().await;
        assert_eq!(scene.site.take_mail().len(), 1);
    }

    async fn nothing_joins_a_question_without_a_name_to_an_account(db) {
        let scene = Scene::new(db).await;
        let (ben, seat) = scene.person("Ben Example").await;
        scene.ask(&seat, "May I say this?").await.unwrap();
        let id = scene.question("May I say this?").await.id;
        rooms::vote(&seat.ctx, &scene.slug, &seat.who, id, true).await.unwrap();
        let question = scene.question("May I say this?").await;
        assert_eq!((question.person_id, question.name.clone(), question.is_mine), (None, None, false));
        // Neither his copy nor the log, the change log or the outbox knows of it, and his account alone does not own it.
        let copy = privacy::copy(&seat.ctx).await.unwrap().to_json().to_string();
        assert!(!copy.contains("May I say this?"), "{copy}");
        let plain = |id: &str| id.replace('-', "");
        let (ben, id) = (plain(&ben.to_string()), plain(&id.to_string()));
        let everything = copia_testkit::testing::contents(&scene.site.db.url).await;
        for (table, rows) in &everything {
            for row in rows.iter().map(|row| row.replace('-', "").to_lowercase()) {
                assert!(!(row.contains(&id) && row.contains(&ben)), "{table}: {row}");
            }
        }
        let held = |table: &str| everything.get(table).map(Vec::len);
        assert_eq!((held("questions"), held("question_votes")), (Some(1), Some(1)), "the rows were looked at");
        let elsewhere = rooms::room(&seat.ctx, &scene.slug, &Participant::default(), Order::Votes).await.unwrap();
        assert!(elsewhere.questions.iter().all(|question| !question.is_mine));
        // With a name it is in his copy.
        scene.ask_named(&seat, "And this?").await;
        assert!(privacy::copy(&seat.ctx).await.unwrap().to_json().to_string().contains("And this?"));
    }

    async fn asking_is_limited_to_three_a_minute(db) {
        let scene = Scene::new(db).await;
        let seat = scene.visitor();
        for number in 0..3 {
            scene.ask(&seat, &format!("Number {number}?")).await.unwrap();
        }
        assert!(matches!(scene.ask(&seat, "One more?").await, Err(Error::TooOften)));
        scene.ask(&scene.visitor(), "Somebody else?").await.unwrap();
        scene.site.advance_hours(1);
        let later = Seat { ctx: scene.site.visitor(), who: seat.who.clone() };
        scene.ask(&later, "One more?").await.unwrap();
    }

    async fn who_may_moderate_and_who_may_only_answer(db) {
        let scene = Scene::new(db).await;
        let (_, visitor) = (scene.ada, scene.visitor());
        scene.ask(&visitor, "Who decides?").await.unwrap();
        let id = scene.question("Who decides?").await.id;
        let (moderator, mo) = scene.person("Mo Example").await;
        let show = Decision { event: Event::Hide, words: "", into: None };
        assert!(matches!(rooms::decide(&mo.ctx, &scene.slug, id, show).await, Err(Error::Denied(_))));
        assert!(matches!(rooms::moderation(&mo.ctx, &scene.slug).await, Err(Error::Denied(_))));
        events::add_runner(&scene.host().await, &scene.slug, "Mo Example", "moderator", false).await.unwrap();
        let mo = scene.site.signed_in(moderator).await;
        rooms::decide(&mo, &scene.slug, id, show).await.unwrap();
        assert!(matches!(rooms::save_rules(&mo, &scene.slug, "before", "").await, Err(Error::Denied(_))));
        let visitor = scene.site.visitor();
        assert!(matches!(rooms::decide(&visitor, &scene.slug, id, show).await, Err(Error::Denied(_))));
    }

    async fn a_poll_counts_one_answer_each_and_shows_no_few(db) {
        let scene = Scene::live(db).await;
        let host = scene.host().await;
        let input = PollInput { question: "Useful?", choices: "Yes\nNo", shows: "live", opens: true };
        rooms::write_poll(&host, &scene.slug, &input).await.unwrap();
        let poll = || async { rooms::room(&scene.site.visitor(), &scene.slug, &Participant::default(), Order::Votes).await.unwrap().polls.remove(0) };
        let id = poll().await.poll.id;
        let seats: Vec<Seat> = (0..5).map(|_| scene.visitor()).collect();
        for seat in &seats[..4] {
            rooms::answer_poll(&seat.ctx, &scene.slug, &seat.who, id, 1).await.unwrap();
        }
        // Changed, and answered twice: still one.
        for position in [2, 2] {
            rooms::answer_poll(&seats[0].ctx, &scene.slug, &seats[0].who, id, position).await.unwrap();
        }
        assert_eq!(poll().await.poll.answers, 4);
        assert!(!poll().await.shows_results());
        rooms::answer_poll(&seats[4].ctx, &scene.slug, &seats[4].who, id, 1).await.unwrap();
        let shown = poll().await;
        assert!(shown.shows_results());
        assert_eq!(shown.choices.iter().map(|choice| choice.answers).collect::<Vec<_>>(), [4, 1]);
        let unknown = rooms::answer_poll(&seats[4].ctx, &scene.slug, &seats[4].who, id, 3).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        assert_eq!(poll().await.poll.answers, 5);
        rooms::set_poll_state(&host, &scene.slug, id, polls::State::Closed).await.unwrap();
        assert_eq!(refused(rooms::answer_poll(&seats[4].ctx, &scene.slug, &seats[4].who, id, 2).await), Refusal::NotNow);
    }

    async fn who_voted_is_forgotten_and_the_counts_stay(db) {
        let scene = Scene::live(db).await;
        let seat = scene.visitor();
        scene.ask(&seat, "Will you remember me?").await.unwrap();
        let id = scene.question("Will you remember me?").await.id;
        rooms::vote(&seat.ctx, &scene.slug, &seat.who, id, true).await.unwrap();
        scene.site.advance_hours(24 * 15);
        let mut tx = scene.site.db.write().await;
        let ctx = scene.site.visitor();
        copia_store::rooms::forget_keys(&mut tx, ctx.now.plus_days(-14)).await.unwrap();
        tx.commit().await.unwrap();
        let view = rooms::room(&ctx, &scene.slug, &seat.who, Order::Votes).await.unwrap();
        let question = &view.questions[0];
        assert_eq!((question.votes, question.is_mine, question.is_voted), (1, false, false));
    }
}
