//! The stream of changes, as those who listen hear it.

use super::Scene;
use copia_app::rooms::{self, Heard, Listener};
use copia_domain::questions::Event;
use std::time::Duration;

/// What is heard next; a test that hears nothing fails.
async fn next(listener: &mut Listener) -> Heard {
    tokio::time::timeout(Duration::from_secs(20), listener.hear()).await.expect("something is heard")
}

/// Hears frames until one says this.
async fn hears(listener: &mut Listener, words: &str) -> String {
    loop {
        match next(listener).await {
            Heard::Frame(frame) => {
                let text = String::from_utf8(frame.to_vec()).unwrap();
                if text.contains(words) {
                    return text;
                }
            }
            other => panic!("{other:?} instead of {words}"),
        }
    }
}

copia_testkit::on_both! {
    async fn everyone_hears_what_changes_and_nobody_what_is_hidden(db) {
        let scene = Scene::live(db).await;
        scene.rule("before").await;
        let seat = scene.visitor();
        let mut listeners = Vec::new();
        for _ in 0..3 {
            listeners.push(rooms::listen(&seat.ctx, &scene.slug, "").await.unwrap());
        }
        for listener in &mut listeners {
            hears(listener, "\"whole\":true").await;
        }
        scene.ask(&seat, "Is this heard?").await.unwrap();
        let id = scene.question("Is this heard?").await.id;
        for listener in &mut listeners {
            let frame = hears(listener, "\"waiting\":1").await;
            assert!(!frame.contains("Is this heard?"), "{frame}");
        }
        scene.decide(id, Event::Take, "").await.unwrap();
        for listener in &mut listeners {
            let frame = hears(listener, "Is this heard?").await;
            assert!(frame.contains("answering") && frame.contains("\"whole\":false"), "{frame}");
        }
    }

    async fn whoever_comes_back_hears_only_what_they_missed(db) {
        let scene = Scene::live(db).await;
        let seat = scene.visitor();
        scene.ask(&seat, "Before?").await.unwrap();
        let mut stays = rooms::listen(&seat.ctx, &scene.slug, "").await.unwrap();
        let mut leaves = rooms::listen(&seat.ctx, &scene.slug, "").await.unwrap();
        hears(&mut stays, "Before?").await;
        let last = hears(&mut leaves, "Before?").await;
        let last = last.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned();
        drop(leaves);
        scene.ask(&seat, "Meanwhile?").await.unwrap();
        hears(&mut stays, "Meanwhile?").await;
        let mut back = rooms::listen(&seat.ctx, &scene.slug, &last).await.unwrap();
        let missed = hears(&mut back, "Meanwhile?").await;
        assert!(!missed.contains("Before?"), "{missed}");
        let mut stranger = rooms::listen(&seat.ctx, &scene.slug, "0-1").await.unwrap();
        assert!(hears(&mut stranger, "Before?").await.contains("Meanwhile?"));
    }

    async fn a_change_of_who_may_know_is_heard_and_stopping_ends_it(db) {
        let scene = Scene::live(db).await;
        let mut listener = rooms::listen(&scene.site.visitor(), &scene.slug, "").await.unwrap();
        hears(&mut listener, "\"whole\":true").await;
        assert!(listener.is_public());
        scene.site.db.tamper("UPDATE events SET audience = 'staff'").await;
        assert_eq!(next(&mut listener).await, Heard::Access);
        assert!(!listener.is_public());
        assert!(rooms::listen(&scene.site.visitor(), &scene.slug, "").await.is_err());
        scene.site.app.rooms().stop();
        while next(&mut listener).await != Heard::End {}
        assert!(rooms::listen(&scene.host().await, &scene.slug, "").await.is_err());
    }

    async fn a_room_that_nobody_listens_to_is_not_read(db) {
        let scene = Scene::live(db).await;
        let event = {
            let mut tx = scene.site.db.read().await;
            copia_app::events::visible(&scene.site.visitor(), &mut tx, &scene.slug).await.unwrap().0.id
        };
        let mut listener = rooms::listen(&scene.site.visitor(), &scene.slug, "").await.unwrap();
        hears(&mut listener, "\"whole\":true").await;
        assert_eq!(scene.site.app.rooms().listeners(event), 1);
        drop(listener);
        // The task notices that it is alone, and ends.
        while scene.site.app.rooms().is_followed(event) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mut again = rooms::listen(&scene.site.visitor(), &scene.slug, "").await.unwrap();
        hears(&mut again, "\"whole\":true").await;
    }
}
