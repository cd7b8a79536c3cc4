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
    Sent::read(&Message::compose(envelope, letter, &brand(), None).unwrap().eml()).unwrap()
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
    let eml = Message::compose(&envelope, &letter, &brand(), None).unwrap().eml();
    assert!(eml.is_ascii());
    let longest = eml.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
    assert!(longest < Some(120), "{longest:?}");
}

#[test]
fn the_same_message_is_the_same_bytes() {
    let eml = || {
        let message = Message::compose(&envelope(), &letter("A", "B"), &brand(), None).unwrap();
        String::from_utf8(message.eml()).unwrap()
    };
    assert_eq!(eml(), eml());
}

/// An invitation as it leaves; other programs read the same file in `tests/mail`.
const INVITATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/message/invitation.eml");

fn calendar() -> CalendarPart {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Copia//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
                UID:0190-1@example.org\r\nDTSTAMP:20210504T123007Z\r\nDTSTART:20210601T090000Z\r\n\
                DTEND:20210601T100000Z\r\nSUMMARY:Züge\\, Köpfe \r\n  und 你好\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    CalendarPart::new("REQUEST", text, "invite.ics").unwrap()
}

fn invitation() -> Vec<u8> {
    let letter = letter("Züge & Köpfe", "You are invited.");
    Message::compose(&envelope(), &letter, &brand(), Some(&calendar())).unwrap().eml()
}

#[test]
fn an_invitation_has_the_form_that_calendars_act_upon() {
    use mail_parser::{MimeHeaders as _, PartType};
    let eml = invitation();
    let message = mail_parser::MessageParser::default().parse(&eml).unwrap();
    let kinds: Vec<String> = message
        .parts
        .iter()
        .map(|part| {
            let kind = part.content_type().unwrap();
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap())
        })
        .collect();
    let expected =
        ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"];
    assert_eq!(kinds, expected);
    assert!(matches!(&message.parts[0].body, PartType::Multipart(inner) if inner == &[1, 5]));
    assert!(matches!(&message.parts[1].body, PartType::Multipart(inner) if inner == &[2, 3, 4]));

    let object = message.parts[4].content_type().unwrap();
    assert_eq!((object.attribute("method"), object.attribute("charset")), (Some("REQUEST"), Some("utf-8")));
    assert!(message.parts[4].content_disposition().is_none());
    assert_eq!(message.parts[5].content_type().unwrap().attribute("method"), None);
    assert!(message.parts[5].content_disposition().unwrap().is_attachment());
    assert_eq!(message.parts[5].attachment_name(), Some("invite.ics"));
    for part in [4, 5] {
        assert_eq!(message.parts[part].contents(), calendar().text().as_bytes());
    }
    let (head, _) = std::str::from_utf8(&eml).unwrap().split_once("\r\n\r\n").unwrap();
    assert_eq!(head.matches("MIME-Version: 1.0").count(), 1);
}

#[test]
fn an_invitation_reads_back_as_it_was_written() {
    let sent = Sent::read(&invitation()).unwrap();
    assert!(sent.text.contains("You are invited.") && sent.html.contains("You are invited."));
    assert!(!sent.text.contains("VCALENDAR"));
    let read = sent.invitation.unwrap();
    assert_eq!(CalendarPart::new(&read.method, &read.text, &read.file_name).unwrap(), calendar());
    assert_eq!(self::sent(&envelope(), &letter("A", "B")).invitation, None);
}

#[test]
fn an_invitation_is_the_same_bytes_again() {
    let eml = invitation();
    assert!(eml.is_ascii());
    assert!(eml.split(|byte| *byte == b'\n').all(|line| line.len() < 120));
    if std::env::var_os("COPIA_BLESS").is_some() {
        std::fs::write(INVITATION, &eml).unwrap();
    }
    let known = std::fs::read(INVITATION).unwrap();
    assert_eq!(String::from_utf8(eml), String::from_utf8(known), "bin/bless accepts it as it is now");
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
        let composed = Message::compose(&envelope(), &letter(&subject, &paragraph), &brand(), None);
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
