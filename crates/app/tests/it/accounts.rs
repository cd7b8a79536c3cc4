//! Signing in by link and code.

use copia_app::{Error, accounts};
use copia_domain::ids::SignInTokenId;
use copia_testkit::{TestApp, on_both};

/// The id and signature in the link of a letter.
fn link(text: &str) -> (SignInTokenId, String) {
    let path = text.split("/sign-in/").nth(1).expect("a link").split_whitespace().next().unwrap();
    let (id, signature) = path.split_once('/').unwrap();
    (SignInTokenId::parse(id).unwrap(), signature.to_owned())
}

/// The six digits in a letter.
fn code(text: &str) -> String {
    let digits = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    text.split_whitespace().find(digits).expect("a code").to_owned()
}

on_both! {
    async fn a_link_signs_in_once(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let ctx = site.visitor();
        accounts::ask_for_link(&ctx, "Ada.Example@demonstration.example", Some("/communities")).await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        assert_eq!(mail.len(), 1);
        let (id, signature) = link(&mail[0].text);

        let seen = accounts::look_at_link(&ctx, id, &signature).await.unwrap();
        assert_eq!(seen.email.as_deref(), Some("ada.example@demonstration.example"), "as it is kept, not as typed");
        let signed_in = accounts::sign_in_by_link(&ctx, id, &signature).await.unwrap();
        assert_eq!((signed_in.person, signed_in.next.as_str()), (ada, "/communities"));
        let again = accounts::sign_in_by_link(&ctx, id, &signature).await;
        assert!(matches!(again, Err(Error::LinkEnded)));

        let cookie = signed_in.cookie.value().to_owned();
        let request = accounts::request(&site.app, Some(&cookie), None, None, ctx.device.clone()).await.unwrap();
        assert_eq!(request.viewer.id(), Some(ada));
        accounts::sign_out(&request).await.unwrap();
        let after = accounts::request(&site.app, Some(&cookie), None, None, ctx.device).await.unwrap();
        assert_eq!(after.viewer.id(), None);
    }

    async fn a_code_signs_in_and_five_wrong_ones_end_it(db) {
        let site = TestApp::start(db).await;
        let ctx = site.visitor();
        let id = accounts::ask_for_link(&ctx, "new.person@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let right = code(&site.take_mail()[0].text);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for _ in 0..4 {
            assert!(matches!(accounts::sign_in_by_code(&ctx, id, wrong).await, Err(Error::Invalid(_))));
        }
        let signed_in = accounts::sign_in_by_code(&ctx, id, &format!(" {right} ")).await.unwrap();
        let mut tx = ctx.read().await.unwrap();
        let person = copia_store::people::find(&mut tx, signed_in.person).await.unwrap().unwrap();
        assert_eq!((person.name.as_str(), person.asked_about_work), ("New Person", false));
        drop(tx);

        let id = accounts::ask_for_link(&ctx, "new.person@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let right = code(&site.take_mail()[0].text);
        for _ in 0..5 {
            assert!(accounts::sign_in_by_code(&ctx, id, wrong).await.is_err());
        }
        assert!(matches!(accounts::sign_in_by_code(&ctx, id, &right).await, Err(Error::Invalid(_))));
    }

    async fn nobody_learns_whether_an_address_is_known(db) {
        let site = TestApp::start(db).await;
        let ctx = site.visitor();
        let id = accounts::ask_for_link(&ctx, "stranger@elsewhere.example", None).await.unwrap();
        site.run_jobs().await;
        assert!(site.take_mail().is_empty());
        assert!(matches!(accounts::sign_in_by_code(&ctx, id, "123456").await, Err(Error::Invalid(_))));
    }

    async fn links_end_after_half_an_hour_and_are_rare(db) {
        let site = TestApp::start(db).await;
        site.person("Ada Example").await;
        let ctx = site.visitor();
        for _ in 0..5 {
            accounts::ask_for_link(&ctx, "ada.example@demonstration.example", None).await.unwrap();
        }
        // Answered as of an address that nobody has, or it would tell that somebody has this one.
        accounts::ask_for_link(&ctx, "ADA.example@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        assert_eq!(mail.len(), 5, "nothing is sent after five within an hour");
        let (id, signature) = link(&mail[0].text);
        site.advance_hours(1);
        let ended = accounts::sign_in_by_link(&site.visitor(), id, &signature).await;
        assert!(matches!(ended, Err(Error::LinkEnded)));
    }

    async fn an_address_that_looks_like_anothers_gets_nothing(db) {
        let site = TestApp::start(db).await;
        site.person("Ada Example").await;
        let ctx = site.visitor();
        for typed in ["ada.example@demonstrátion.example", "ádá.example@demonstration.example", "ada.example@ｄemonstration.example"] {
            let asked = accounts::ask_for_link(&ctx, typed, None).await;
            assert!(matches!(asked, Err(Error::Invalid(_))), "{typed}");
        }
        site.run_jobs().await;
        assert!(site.take_mail().is_empty());
    }

    async fn codes_cannot_be_guessed_day_and_night(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        for _ in 0..2 {
            let ctx = site.visitor();
            let id = accounts::ask_for_link(&ctx, "ada.example@demonstration.example", None).await.unwrap();
            site.run_jobs().await;
            let right = code(&site.take_mail()[0].text);
            let wrong = if right == "000000" { "000001" } else { "000000" };
            for _ in 0..5 {
                assert!(matches!(accounts::sign_in_by_code(&ctx, id, wrong).await, Err(Error::Invalid(_))));
            }
            site.advance_hours(1);
        }
        let ctx = site.visitor();
        let id = accounts::ask_for_link(&ctx, "ada.example@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let text = site.take_mail()[0].text.clone();
        let by_code = accounts::sign_in_by_code(&ctx, id, &code(&text)).await;
        assert!(matches!(by_code, Err(Error::Invalid(_))), "ten wrong codes within a day end codes for the day");
        let (id, signature) = link(&text);
        assert_eq!(accounts::sign_in_by_link(&ctx, id, &signature).await.unwrap().person, ada);
    }

    async fn a_forged_link_is_worth_nothing(db) {
        let site = TestApp::start(db).await;
        site.person("Ada Example").await;
        let ctx = site.visitor();
        accounts::ask_for_link(&ctx, "ada.example@demonstration.example", None).await.unwrap();
        site.run_jobs().await;
        let (id, signature) = link(&site.take_mail()[0].text);
        let forged: String = signature.chars().rev().collect();
        for signature in [forged.as_str(), "", "a"] {
            assert!(matches!(accounts::sign_in_by_link(&ctx, id, signature).await, Err(Error::LinkEnded)));
        }
    }

    async fn the_first_administrator_comes_in_once(db) {
        let site = TestApp::start(db).await;
        let ctx = site.visitor();
        let url = accounts::first_administrator_link(&ctx).await.unwrap().expect("nobody administers yet");
        let (id, signature) = link(&url);
        let became =
            accounts::become_first_administrator(&ctx, id, &signature, "Ada Example", "ada@elsewhere.example").await;
        let cookie = became.unwrap().cookie;
        let request = accounts::request(&site.app, Some(cookie.value()), None, None, ctx.device.clone()).await.unwrap();
        assert!(request.viewer.is(copia_domain::policy::Role::Administrator));
        assert_eq!(accounts::first_administrator_link(&ctx).await.unwrap(), None);
        let again = accounts::become_first_administrator(&ctx, id, &signature, "Eve", "eve@elsewhere.example").await;
        assert!(matches!(again, Err(Error::LinkEnded)));
    }
}

#[test]
fn nobody_is_sent_to_another_site() {
    for path in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "evil", "/ x"] {
        assert_eq!(accounts::safe_next(Some(path)), "/", "{path}");
    }
    assert_eq!(accounts::safe_next(Some("/communities?stage=active#x")), "/communities?stage=active#x");
}
