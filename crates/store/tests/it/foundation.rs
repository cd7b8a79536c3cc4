//! Values come back as they went in, transactions are whole, and the folder has one owner.

use copia_domain::{ids::PersonId, people::PersonStatus, time::When};
use copia_store::{Access, Db, Error, Settings, Topic, change_log, on_both, people};
use uuid::Uuid;

const NOW: When = When::from_micros(1_800_000_000_123_456);

fn person(n: u128) -> people::Person {
    people::Person {
        id: PersonId(Uuid::from_u128(n)),
        name: "Ünsal Øst 👩‍🔬".to_owned(),
        email: Some(format!("Person.{n}@demonstration.example")),
        job_title: None,
        department: Some("Estates".to_owned()),
        job_family: None,
        about: Some("Lines\nof \"text\"; 'quoted'".to_owned()),
        picture_id: None,
        shows_email: true,
        language: None,
        status: PersonStatus::Current,
        asked_about_work: false,
        created_at: NOW,
        left_at: None,
        version: 1,
    }
}

on_both! {
    async fn a_row_comes_back_as_it_went_in(db) {
        let mut tx = db.write().await;
        people::create(&mut tx, &person(1)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await;
        assert_eq!(people::find(&mut tx, person(1).id).await.unwrap(), Some(person(1)));
        let by_email = people::find_by_email(&mut tx, "PERSON.1@Demonstration.example").await.unwrap();
        assert_eq!(by_email, Some(person(1)));
        assert_eq!(people::list(&mut tx, [person(2).id, person(1).id]).await.unwrap(), [person(1)]);
    }

    async fn an_address_is_taken_once(db) {
        let mut tx = db.write().await;
        people::create(&mut tx, &person(1)).await.unwrap();
        let same = people::Person { id: PersonId(Uuid::from_u128(9)), ..person(1) };
        let refused = people::create(&mut tx, &same).await.unwrap_err();
        assert!(matches!(refused, Error::Taken(_)), "{refused:?}");
    }

    async fn what_is_not_committed_is_undone(db) {
        let mut tx = db.write().await;
        people::create(&mut tx, &person(1)).await.unwrap();
        drop(tx);
        let mut tx = db.read().await;
        assert_eq!(people::find(&mut tx, person(1).id).await.unwrap(), None);
    }

    async fn those_who_wait_are_woken_after_the_commit(db) {
        // On PostgreSQL the listener needs a moment to connect; what it hears then is a wake-up as well.
        let mut heard = db.db.subscribe();
        let mut tx = db.write().await;
        change_log::add(&mut tx, "person", Uuid::from_u128(1), NOW).await.unwrap();
        assert!(heard.try_recv().is_err(), "nothing is said before the commit");
        tx.commit().await.unwrap();
        loop {
            let waited = tokio::time::timeout(std::time::Duration::from_secs(5), heard.recv());
            match waited.await {
                Ok(Ok(Topic::Changes)) => break,
                Ok(_) => {}
                Err(_) if db.db.kind() == "postgres" => {
                    let mut tx = db.write().await;
                    tx.wake(Topic::Changes);
                    tx.commit().await.unwrap();
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[tokio::test]
async fn a_folder_belongs_to_one_process_that_changes_and_to_all_that_read() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("copia.db").display());
    let open = |access| {
        let settings = Settings { url: url.clone(), connections: 2, access };
        async move { Db::open(&settings).await }
    };
    let first = open(Access::Own).await.unwrap();
    first.migrate().await.unwrap();
    let second = open(Access::Own).await.unwrap_err();
    assert!(matches!(&second, Error::InUse { holder, .. } if holder.starts_with("process ")), "{second}");
    let reader = open(Access::Look).await.unwrap();
    let mut tx = reader.read(&copia_store::Meter::default()).await.unwrap();
    assert_eq!(copia_store::organisation::find(&mut tx).await.unwrap(), None);
    drop(first);
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    let settings = Settings { url: "mysql://x".to_owned(), connections: 2, access: Access::Own };
    assert!(matches!(Db::open(&settings).await, Err(Error::Address(_))));
}
