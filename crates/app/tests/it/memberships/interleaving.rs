//! Several people, or one person twice, do something at the same moment.

use super::{SLUG, Scene};
use copia_app::{
    Error,
    memberships::{self as app, Decision},
};
use copia_domain::{
    memberships::{JoinRule, Refusal, State},
    role_terms::TermRole,
};
use copia_store::memberships;
use copia_testkit::on_both;

on_both! {
    async fn two_leads_decide_at_once_and_one_of_them_decided(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let cy = scene.site.person("Cy Example").await;
        scene.site.appoint(cy, scene.community, TermRole::Lead).await;
        let ben = scene.newcomer("Ben Example", "").await;
        let request = scene.membership(ben).await.id;
        let (one, two) = (scene.ctx(scene.ada).await, scene.ctx(cy).await);
        let accepting = tokio::spawn(async move { app::decide(&one, SLUG, request, &Decision::Accept).await });
        let declining = tokio::spawn(async move {
            app::decide(&two, SLUG, request, &Decision::Decline("Not now.".to_owned())).await
        });
        let answers = [accepting.await.unwrap(), declining.await.unwrap()];
        let decided = answers.iter().filter(|answer| answer.is_ok()).count();
        let late = answers.iter().filter(|answer| matches!(answer, Err(Error::Refused(Refusal::AlreadyDecided)))).count();
        assert_eq!((decided, late), (1, 1), "{answers:?}");
        let mut tx = scene.site.db.read().await;
        let history = memberships::history(&mut tx, scene.community, ben).await.unwrap();
        assert_eq!(history.len(), 2);
        drop(tx);
        let told = scene.post().await.into_iter().filter(|(to, _)| to.starts_with("ben.")).count();
        assert_eq!(told, 1);
        scene.check_numbers().await;
    }

    async fn one_person_joins_twice_at_once_and_is_one_member(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.site.person("Ben Example").await;
        let mut tries = Vec::new();
        for _ in 0..4 {
            let ctx = scene.ctx(ben).await;
            tries.push(tokio::spawn(async move { app::join(&ctx, SLUG, "").await }));
        }
        let mut joined = 0;
        for answer in tries {
            match answer.await.unwrap() {
                Ok(state) => {
                    assert_eq!(state, State::ActiveWider);
                    joined += 1;
                }
                Err(Error::Refused(Refusal::AlreadyDone)) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(joined, 1);
        scene.check_numbers().await;
    }

    async fn twenty_join_at_once_and_the_numbers_are_right(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        scene.site.community("Research").await;
        let mut people = Vec::new();
        for n in 0..20 {
            people.push(scene.site.person(&format!("Person {n}")).await);
        }
        let mut tries = Vec::new();
        for person in people {
            let ctx = scene.ctx(person).await;
            tries.push(tokio::spawn(async move {
                app::join(&ctx, SLUG, "").await?;
                app::join(&ctx, "research", "").await
            }));
        }
        for answer in tries {
            answer.await.unwrap().unwrap();
        }
        scene.check_numbers().await;
        let mut tx = scene.site.db.read().await;
        assert_eq!(memberships::present(&mut tx, scene.community, 1_000).await.unwrap().len(), 20);
    }
}
