use copia_app::{
    demonstration::{Beginning, Plan, beginning, fill, offered},
    doctor,
    domain::time::Day,
    impact,
};
use copia_testkit::{
    on_both,
    testing::{TestDb, contents},
};
use std::collections::BTreeMap;

fn start(seed: u64) -> Beginning {
    let as_of = Day::parse("2026-05-04").unwrap();
    Beginning { plan: Plan { seed, as_of, people: 300 }, clock: 42 }
}

async fn filled(db: &TestDb, seed: u64) -> BTreeMap<String, Vec<String>> {
    fill(&db.db, start(seed), &mut |_, _| {}).await.unwrap();
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
        fill(&db.db, start(7), &mut |done, whole| seen.push((done, whole))).await.unwrap();
        assert!(seen.is_sorted());
        let (done, whole) = *seen.last().unwrap();
        assert_eq!(done, whole);

        let rows = contents(&db.url).await;
        let programme = copia_demonstration::Programme::generate(7, jiff::civil::date(2026, 5, 4), 300);
        assert_eq!(rows["people"].len(), programme.people.len());
        assert_eq!(rows["memberships"].len(), programme.memberships.len());
        assert_eq!(rows["membership_events"].len(), programme.events.len());
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

    async fn a_database_that_was_never_filled_has_no_beginning(db) {
        assert_eq!(beginning(&db.db).await.unwrap(), None);
        assert_eq!(offered(&db.db).await.unwrap(), []);
    }
}
