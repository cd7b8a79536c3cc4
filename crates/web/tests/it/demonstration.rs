//! The demonstration's mailbox.

use crate::browser::Browser;
use axum::http::{StatusCode, header};
use copia_testkit::{TestApp, on_both, organisation};

/// An invitation as it leaves.
const INVITATION: &[u8] = include_bytes!("../../../mail/src/message/invitation.eml");

on_both! {
    async fn a_letter_in_the_mailbox_offers_what_it_brings_for_the_calendar(db) {
        let mut demonstration = organisation();
        demonstration.is_demonstration = true;
        let site = TestApp::start_with(db, demonstration).await;
        let mail = tempfile::tempdir().unwrap();
        std::fs::write(mail.path().join("invitation.eml"), INVITATION).unwrap();
        let settings = copia_web::Settings { mailbox: Some(mail.path().to_owned()), ..Default::default() };
        let mut browser = Browser::with(&site, settings);

        let letter = browser.get("/demo/mailbox/0190-1").await;
        assert!(letter.says("You are invited.") && !letter.says("VCALENDAR"), "{}", letter.body);
        assert!(letter.says("invite.ics") && letter.says("an invitation (REQUEST)"), "{}", letter.body);
        let file = browser.get("/demo/mailbox/0190-1/invitation").await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"invite.ics\"");
        assert!(file.body.starts_with("BEGIN:VCALENDAR\r\n") && file.says("METHOD:REQUEST\r\n"), "{}", file.body);
        assert_eq!(browser.get("/demo/mailbox/0190-2/invitation").await.status, StatusCode::NOT_FOUND);
    }
}
