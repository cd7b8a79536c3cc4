use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::*;
use crate::address::Mailbox;
use crate::envelope::{AutoSubmitted, Unsubscribe};
use crate::letter::{Block, Line};
use crate::sent::Sent;

fn envelope() -> Envelope {
    let from = Mailbox::new("copia@example.org").unwrap().named("Züge & Köpfe").unwrap();
    let to = Mailbox::new("ada@example.org").unwrap().named("Ada, Countess").unwrap();
    let written = SystemTime::UNIX_EPOCH + Duration::from_secs(1_620_131_407);
    Envelope::new(from, to, "0190-1@example.org", written).unwrap()
}

fn letter(subject: &str, paragraph: &str) -> Letter {
    Letter {
        language: "en-GB".to_owned(),
        direction: "ltr",
        subject: subject.to_owned(),
        preheader: String::new(),
        greeting: String::new(),
        blocks: vec![Block::Paragraph(paragraph.to_owned())],
        footer: vec![Line::new("Footer")],
    }
}

fn brand() -> Brand {
    Brand::new("Demonstration University", "#1f4e79").unwrap()
}

fn sent(envelope: &Envelope, letter: &Letter) -> Sent {
    Sent::read(&Message::compose(envelope, letter, &brand()).unwrap().eml()).unwrap()
}

#[test]
fn a_message_reads_back_as_it_was_written() {
    let stop = "https://example.org/stop/".to_owned() + &"k".repeat(300);
    let envelope = envelope()
        .reply_to(Mailbox::new("leads@example.org").unwrap())
        .unsubscribe(Unsubscribe::new(&stop, None).unwrap())
        .header("X-Kind", "reminder für alle")
        .unwrap();
    let letter = letter("Grüße: 你好, a subject that is long enough to be folded over two lines", "Tschüß.");
    let sent = sent(&envelope, &letter);
    assert_eq!(sent.id, "0190-1@example.org");
    assert_eq!(sent.from, "copia@example.org");
    assert_eq!(sent.to, "ada@example.org");
    assert_eq!(sent.subject, letter.subject);
    assert_eq!(sent.written, 1_620_131_407);
    assert_eq!(sent.text.replace("\r\n", "\n"), letter.to_text(&brand()));
    assert_eq!(sent.html.replace("\r\n", "\n"), letter.to_html(&brand()).unwrap());
    assert_eq!(sent.header("reply-to"), Some("leads@example.org"));
    assert_eq!(sent.header("List-Unsubscribe"), Some(format!("<{stop}>").as_str()));
    assert_eq!(sent.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    assert_eq!(sent.header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(sent.header("Date"), Some("Tue, 04 May 2021 12:30:07 +0000"));
    // A comma in a name must not make two readers of one.
    assert!(sent.header("To").unwrap().ends_with(" <ada@example.org>"));
    assert!(!sent.header("To").unwrap().contains(','));
}

#[test]
fn a_message_is_ascii_in_short_lines() {
    let envelope = envelope().header("X-Kind", &"für alle ".repeat(30)).unwrap();
    let letter = letter(&"Grüße ".repeat(40), &"你好".repeat(1000));
    let eml = Message::compose(&envelope, &letter, &brand()).unwrap().eml();
    assert!(eml.is_ascii());
    let longest = eml.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
    assert!(longest < Some(120), "{longest:?}");
}

#[test]
fn the_same_message_is_the_same_bytes() {
    let eml = || {
        let message = Message::compose(&envelope(), &letter("A", "B"), &brand()).unwrap();
        String::from_utf8(message.eml()).unwrap()
    };
    assert_eq!(eml(), eml());
}

#[test]
fn a_person_who_writes_is_not_a_program() {
    let sent = sent(&envelope().auto_submitted(AutoSubmitted::No), &letter("A", "B"));
    assert_eq!(sent.header("Auto-Submitted"), None);
    assert_eq!(sent.header("List-Unsubscribe"), None);
}

proptest! {
    #[test]
    fn no_text_becomes_a_header(
        subject in "[ -~\r\n\0é]{0,60}",
        paragraph in "(\r\n|\n\\.\n|--=_copia_01901exampleorg|[ -~é]){0,30}",
    ) {
        let composed = Message::compose(&envelope(), &letter(&subject, &paragraph), &brand());
        if subject.chars().any(char::is_control) {
            prop_assert!(matches!(composed, Err(ComposeError::Subject)));
        } else {
            let sent = Sent::read(&composed.unwrap().eml()).unwrap();
            let names: Vec<&str> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(sent.subject.trim(), subject.trim());
            prop_assert!(sent.html.trim_end().ends_with("</html>"));
            let expected = [
                "From",
                "To",
                "Subject",
                "Message-ID",
                "Date",
                "MIME-Version",
                "Auto-Submitted",
                "X-Auto-Response-Suppress",
                "Content-Type",
            ];
            prop_assert_eq!(names, expected);
        }
    }
}
