//! The pages of surveys that were asked in another tool.

use crate::browser::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::{domain::role_terms::TermRole, surveys};
use copia_testkit::{TestApp, on_both};
use std::fmt::Write as _;

/// Sends a form with a file.
async fn send(browser: &mut Browser, address: &str, fields: &[(&str, &str)], file: &str) -> Answer {
    let token = browser.forms_token().await;
    let mut body = String::new();
    for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
        write!(body, "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
    }
    write!(
        body,
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ada.csv\"\r\n\r\n{file}\r\n--x--\r\n"
    )
    .unwrap();
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

fn file() -> String {
    let mut text = "ID,Name,It helps me in my work.,How did you hear of it?\n".to_owned();
    for row in 1..=20 {
        writeln!(
            text,
            "{row},Ada Example{row},{},{}",
            ["Agree", "Disagree"][row % 2],
            ["A colleague", "News"][row % 2]
        )
        .unwrap();
    }
    text
}

on_both! {
    async fn a_survey_is_made_of_a_file_and_its_answers_are_brought_in(db) {
        let site = TestApp::start(db).await;
        let who = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        surveys::add_standard(&site.signed_in(who).await).await.unwrap();
        let mut manager = Browser::signed_in(&site, who).await;
        assert!(manager.get("/surveys").await.body.contains("/surveys/from-file"));
        let wrong = send(&mut manager, "/surveys/from-file", &[("title", "Asked elsewhere")], "<html></html>").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("page of the web") && wrong.body.contains("Asked elsewhere"), "{}", wrong.body);
        let made = send(&mut manager, "/surveys/from-file", &[("title", "Asked elsewhere")], &file()).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let survey = made.location().to_owned();
        let form = manager.get(&survey).await;
        assert!(form.body.contains("It helps me in my work.") && form.body.contains("How did you hear of it?"));
        assert!(form.body.contains("Left out: 2 columns"), "{}", form.body);

        let planned = manager.post(&format!("{survey}/waves/new"), &[("title", "2026"), ("asked", "elsewhere")]).await;
        let wave = planned.location().to_owned();
        let page = manager.get(&wave).await;
        assert!(page.body.contains(&format!("{wave}/answers")) && !page.body.contains("/opening"), "{}", page.body);
        let answers = format!("{wave}/answers");
        assert!(manager.get(&answers).await.body.contains("How many people were asked"));
        let fields = [
            ("tool", "qualtrics"), ("from", "2026-04-01"), ("until", "2026-04-20"), ("invited", ""),
            ("invited_unknown", "yes"), ("codes", "five_agrees"), ("were_told", "yes"), ("version", "1"),
        ];
        let refused = send(&mut manager, &answers, &fields, &file().replacen(",News", ",Neos", 1)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Row 2") && refused.body.contains("“Neos”") && !refused.body.contains("Ada Example"));
        assert!(refused.body.contains("value=\"2026-04-20\""), "what was typed stays");
        let late = send(&mut manager, &answers, &[&fields[..7], &[("version", "9")]].concat(), &file()).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let done = send(&mut manager, &answers, &fields, &file()).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(done.location(), wave);
        let again = send(&mut manager, &answers, &fields, &file()).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "it is there already");

        let closed = manager.get(&wave).await;
        let source = "Brought in from Qualtrics on";
        assert!(closed.body.contains(source) && closed.body.contains("Not published"), "{}", closed.body);
        assert!(!closed.body.contains("Reminders"));
        let results = format!("/surveys/{}/results", wave.rsplit('/').next().unwrap());
        let member = site.person("Member Example").await;
        let page = Browser::signed_in(&site, member).await.get(&results).await;
        assert!(page.body.contains(source) && page.body.contains("Those who answered were not invited by this site."));
        assert!(page.body.contains("of how many is not published") && page.body.contains("50% agree"), "{}", page.body);
        let csv = manager.get(&format!("{results}.csv")).await;
        assert!(csv.body.contains("Not published"), "{}", csv.body);
    }
}
