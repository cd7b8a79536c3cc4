//! What people were asked: once each, never soon after something else, and read by nobody else.

use copia_domain::{
    ids::{PersonId, PromptId},
    notifications::MessageKind,
    policy::{Permit, Scope, acts::AnswerPrompt},
    prompts::{Cycle, Occasion, Outcome, State},
    time::{Day, When},
};
use copia_store::{Error, Tx, deliveries, on_both, prompts};
use jiff::civil::date;
use uuid::Uuid;

const TODAY: Day = Day(date(2026, 5, 4));

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

async fn people(db: &copia_store::testing::TestDb) -> (PersonId, PersonId) {
    for n in [1_u128, 2] {
        let hex = id(n).simple().to_string();
        let literal = if db.is_postgres() { format!("'{hex}'") } else { format!("x'{hex}'") };
        let at = if db.is_postgres() { "now()" } else { "0" };
        db.tamper(&format!(
            "INSERT INTO people (id, name, name_key, shows_email, status, asked_about_work, created_at, version)
             VALUES ({literal}, 'Person Example{n}', 'person example{n}', FALSE, 'current', FALSE, {at}, 1)"
        ))
        .await;
    }
    (PersonId(id(1)), PersonId(id(2)))
}

fn new(n: u128, person: PersonId, cycle: Cycle, asked_on: Day, state: State) -> prompts::New {
    prompts::New {
        id: PromptId(id(100 + n)),
        person,
        occasion: Occasion::Session,
        reference: id(50),
        cycle,
        happened_on: asked_on.plus_days(-30),
        asked_on,
        state,
    }
}

async fn free(tx: &mut Tx, person: PersonId, since: Day) -> bool {
    !prompts::free(tx, [person], since, MessageKind::Prompt).await.unwrap().is_empty()
}

on_both! {
    async fn a_question_is_asked_once_and_keeps_others_away(db) {
        let (one, other) = people(&db).await;
        let mut tx = db.write().await;
        let asked = new(1, one, Cycle::Applied, TODAY, State::Open);
        prompts::ask(&mut tx, &[asked]).await.unwrap();
        prompts::ask(&mut tx, &[new(2, one, Cycle::Applied, TODAY.plus_days(3), State::Open)]).await.unwrap();
        assert_eq!(prompts::own(&mut tx, one).await.unwrap().len(), 1, "asked twice");
        assert!(!free(&mut tx, one, TODAY.plus_days(-1)).await);
        assert!(free(&mut tx, one, TODAY).await);
        assert!(free(&mut tx, other, TODAY.plus_days(-1)).await);
        deliveries::choose(&mut tx, other, MessageKind::Prompt, false).await.unwrap();
        assert!(!free(&mut tx, other, TODAY).await, "asked against their will");
        assert!(prompts::is_asked(&mut tx, one, Occasion::Session, id(50), Cycle::Applied).await.unwrap());
        assert!(!prompts::is_asked(&mut tx, one, Occasion::Session, id(50), Cycle::Realised).await.unwrap());
    }

    async fn an_answer_is_its_writers_alone(db) {
        let (one, other) = people(&db).await;
        let mut tx = db.write().await;
        prompts::ask(&mut tx, &[new(1, one, Cycle::Applied, TODAY, State::Open)]).await.unwrap();
        prompts::ask(&mut tx, &[new(2, one, Cycle::Immediate, TODAY, State::Elsewhere)]).await.unwrap();
        let prompt = PromptId(id(101));
        assert_eq!(prompts::find(&mut tx, other, prompt).await.unwrap(), None);
        assert_eq!(prompts::find(&mut tx, one, PromptId(id(102))).await.unwrap(), None, "it only counts");
        let found = prompts::find(&mut tx, one, prompt).await.unwrap().unwrap();
        let answered = prompts::Prompt {
            state: State::Answered,
            outcome: Some(Outcome::Yes),
            body: "I use it".to_owned(),
            answered_at: Some(When::from_micros(1_800_000_000_000_000)),
            ..found
        };
        let permit = |person| Permit::<AnswerPrompt>::of_the_system(Scope::Person(person), "a test answers");
        let refused = prompts::save(&mut tx, permit(other), &answered).await;
        assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
        prompts::save(&mut tx, permit(one), &answered).await.unwrap();
        let again = prompts::save(&mut tx, permit(one), &answered).await;
        assert!(matches!(again, Err(Error::Stale)), "an older version overwrites a newer one: {again:?}");
        let kept = prompts::find(&mut tx, one, prompt).await.unwrap().unwrap();
        assert_eq!((kept.body.as_str(), kept.outcome, kept.version), ("I use it", Some(Outcome::Yes), 2));
        assert!(prompts::own(&mut tx, other).await.unwrap().is_empty());
    }

    async fn what_nobody_answered_is_forgotten(db) {
        let (one, other) = people(&db).await;
        let mut tx = db.write().await;
        let all = [
            new(1, one, Cycle::Applied, TODAY, State::Open),
            new(2, one, Cycle::Immediate, TODAY, State::Elsewhere),
            new(3, other, Cycle::Applied, TODAY.plus_days(1), State::Open),
        ];
        prompts::ask(&mut tx, &all).await.unwrap();
        prompts::forget(&mut tx, TODAY, TODAY.plus_days(1)).await.unwrap();
        assert!(prompts::is_asked(&mut tx, one, Occasion::Session, id(50), Cycle::Applied).await.unwrap());
        assert!(!prompts::is_asked(&mut tx, one, Occasion::Session, id(50), Cycle::Immediate).await.unwrap());
        prompts::forget(&mut tx, TODAY.plus_days(1), TODAY).await.unwrap();
        assert!(prompts::own(&mut tx, one).await.unwrap().is_empty());
        assert_eq!(prompts::own(&mut tx, other).await.unwrap().len(), 1);
    }
}
