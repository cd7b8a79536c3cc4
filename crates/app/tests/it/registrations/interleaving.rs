//! Many at once: no seat is given twice, and the order is that of coming.

use super::Scene;
use copia_app::registrations;
use copia_domain::registrations::{Place, State};
use copia_testkit::on_both;
use std::collections::BTreeSet;

on_both! {
    async fn waiting_rule_1_many_at_once_get_no_more_seats_than_there_are(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Reading charts", |input| input.seats = "5").await;
        let mut people = Vec::new();
        for number in 0..30 {
            people.push(scene.site.person(&format!("Person{number} Example")).await);
        }
        let mut tasks = tokio::task::JoinSet::new();
        for person in &people {
            let (ctx, slug) = (scene.ctx(*person).await, slug.clone());
            tasks.spawn(async move { registrations::register(&ctx, &slug, Place::InPerson, "").await.unwrap() });
        }
        let states = tasks.join_all().await;
        assert_eq!(states.iter().filter(|state| **state == State::Confirmed).count(), 5);
        let mut tasks = tokio::task::JoinSet::new();
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        let holders: Vec<_> = given.in_state(State::Confirmed).filter_map(|row| row.person_id).collect();
        for person in holders.iter().take(3) {
            let (ctx, slug) = (scene.ctx(*person).await, slug.clone());
            tasks.spawn(async move { registrations::withdraw(&ctx, &slug).await.unwrap() });
        }
        tasks.join_all().await;
        let given = registrations::roster(&scene.ctx(scene.ada).await, &slug, 1).await.unwrap();
        let numbers: Vec<i64> = given.in_state(State::Confirmed).map(|row| row.number).collect();
        assert_eq!(numbers.len(), 5);
        let first: BTreeSet<i64> = (1..=8).collect();
        assert!(numbers.iter().all(|number| first.contains(number)), "(2) the first eight had them, less three: {numbers:?}");
        assert_eq!(given.fates.len(), 3, "(5) three seats were freed");
    }
}
