use std::time::SystemTime;

use rstest::rstest;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::address::Mailbox;
use crate::brand::Brand;
use crate::envelope::Envelope;
use crate::letter::{Block, Letter};
use crate::sent::sent_files;

fn message(id: &str) -> Message {
    let mailbox = Mailbox::new("ada@example.org").unwrap();
    let envelope = Envelope::new(mailbox.clone(), mailbox, id, SystemTime::UNIX_EPOCH).unwrap();
    let letter = Letter {
        language: "en-GB".to_owned(),
        direction: "ltr",
        subject: "Hello".to_owned(),
        preheader: String::new(),
        greeting: "Dear Ada,".to_owned(),
        blocks: vec![Block::Paragraph(".".to_owned())],
        footer: Vec::new(),
    };
    let brand = Brand::new("Demonstration University", "#1f4e79").unwrap();
    Message::compose(&envelope, &letter, &brand, None).unwrap()
}

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::Plain,
        username: None,
        password: None,
        authority: None,
        hello: Some("copia.example.org".to_owned()),
    }
}

#[tokio::test]
async fn memory_keeps_what_was_sent() {
    let (transport, outbox) = Transport::memory();
    transport.send(&message("1@example.org")).await.unwrap();
    {
        let mut memory = outbox.lock().unwrap();
        assert_eq!(memory.sent.len(), 1);
        assert_eq!(memory.sent[0].subject, "Hello");
        assert!(memory.sent[0].text.starts_with("Dear Ada,"));
        memory.fault = Some(SendError::Refused("550 no such person".to_owned().into()));
    }
    assert!(matches!(transport.send(&message("2@example.org")).await, Err(SendError::Refused(_))));
    assert_eq!(outbox.lock().unwrap().sent.len(), 1);
}

#[tokio::test]
async fn files_are_written_once_for_each_message() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("deep/mail");
    assert_eq!(sent_files(&mail).await.unwrap(), []);
    let transport = Transport::Files(mail.clone());
    for id in ["1@example.org", "2@example.org", "1@example.org"] {
        transport.send(&message(id)).await.unwrap();
    }
    let ids: Vec<String> = sent_files(&mail).await.unwrap().into_iter().map(|sent| sent.id).collect();
    assert_eq!(ids, ["2@example.org", "1@example.org"]);
    let names = std::fs::read_dir(&mail).unwrap().count();
    assert_eq!(names, 2, "nothing half-written is left");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_to_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = Transport::Files(file).send(&message("1@example.org")).await.unwrap_err();
    assert!(matches!(error, SendError::Retry(_)), "{error}");
}

/// Takes one conversation. It answers `answer` to the command that begins with `command`, and what
/// a willing server says to all others; it returns the lines it was sent.
async fn server(listener: TcpListener, command: &str, answer: &str) -> Vec<String> {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut heard = Vec::new();
    let mut in_data = false;
    say(&mut stream, "220 ready").await;
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|length| length > 0) {
        let said = std::mem::take(&mut line).trim_end().to_owned();
        let reply = match said.as_str() {
            "." => {
                in_data = false;
                "250 taken"
            }
            _ if in_data => "",
            _ if said.starts_with(command) => answer,
            "DATA" => "354 go on",
            _ if said.starts_with("EHLO") => "250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            _ => "250 fine",
        };
        in_data = in_data || (said == "DATA" && reply.starts_with("354"));
        heard.push(said);
        if !reply.is_empty() {
            say(&mut stream, reply).await;
        }
        if heard.last().is_some_and(|said| said == "." || said == "QUIT") {
            break;
        }
    }
    heard
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) {
    let _ = stream.get_mut().write_all(format!("{words}\r\n").as_bytes()).await;
}

async fn conversation(command: &str, answer: &str, password: Option<&str>) -> (Result<(), SendError>, Vec<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings(listener.local_addr().unwrap().port());
    settings.username = password.map(|_| "copia".to_owned());
    settings.password = password.map(str::to_owned);
    let transport = Transport::smtp(&settings).unwrap();
    let message = message("1@example.org");
    let sending = async {
        let result = transport.send(&message).await;
        drop(transport);
        result
    };
    tokio::join!(sending, server(listener, command, answer))
}

#[tokio::test]
async fn a_server_is_spoken_to() {
    let (result, heard) = conversation("NOTHING", "", None).await;
    assert_eq!(result, Ok(()));
    assert_eq!(heard[0], "EHLO copia.example.org");
    assert!(heard.iter().any(|line| line.starts_with("MAIL FROM:<ada@example.org>")), "{heard:?}");
    assert!(heard.iter().any(|line| line == "Message-ID: <1@example.org>"), "{heard:?}");
    assert!(heard.iter().any(|line| line == ".."), "a lone dot is doubled: {heard:?}");
}

#[rstest]
#[case("RCPT", "550 no such person", false)]
#[case("RCPT", "450 busy", true)]
#[case("MAIL", "421 closing", true)]
#[case("MAIL", "530 sign in first", true)]
#[case("DATA", "554 not wanted", false)]
#[tokio::test]
async fn answers_are_judged(#[case] command: &str, #[case] answer: &str, #[case] again: bool) {
    let (result, _) = conversation(command, answer, None).await;
    let error = result.unwrap_err();
    assert_eq!(matches!(error, SendError::Retry(_)), again, "{error}");
    let (SendError::Retry(judged) | SendError::Refused(judged)) = &error;
    assert_eq!(judged.status, answer[..3].parse().ok());
    assert!(error.to_string().contains(&answer[..3]), "{error}");
    assert!(error.to_string().contains(&answer[4..]), "{error}");
}

#[tokio::test]
async fn a_wrong_password_loses_no_message() {
    let (result, heard) = conversation("AUTH", "535 wrong", Some("secret")).await;
    assert!(matches!(result, Err(SendError::Retry(_))), "{result:?}");
    assert!(heard.iter().any(|line| line.starts_with("AUTH PLAIN")), "{heard:?}");
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let transport = Transport::smtp(&settings(port)).unwrap();
    let error = transport.send(&message("1@example.org")).await.unwrap_err();
    assert!(matches!(error, SendError::Retry(_)), "{error}");
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_offer_tls_gets_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings(listener.local_addr().unwrap().port());
    settings.security = Security::StartTls;
    let transport = Transport::smtp(&settings).unwrap();
    let message = message("1@example.org");
    let sending = async {
        let result = transport.send(&message).await;
        drop(transport);
        result
    };
    let (result, heard) = tokio::join!(sending, server(listener, "STARTTLS", "502 what"));
    assert!(matches!(result, Err(SendError::Retry(_))), "{result:?}");
    assert!(!heard.iter().any(|line| line.starts_with("MAIL")), "{heard:?}");
}

#[tokio::test]
async fn settings_are_checked() {
    let with = |change: &dyn Fn(&mut SmtpSettings)| {
        let mut settings = settings(25);
        change(&mut settings);
        Transport::smtp(&settings)
    };
    for host in ["localhost", "127.0.0.1", "::1"] {
        assert!(with(&|s| s.host = host.to_owned()).is_ok(), "{host}");
    }
    let plain = with(&|s| s.host = "mail.example.org".to_owned());
    assert!(matches!(plain, Err(SettingsError::PlainElsewhere(_))));
    for security in [Security::Tls, Security::StartTls] {
        let safe = with(&|s| {
            s.host = "mail.example.org".to_owned();
            s.security = security;
        });
        assert!(safe.is_ok());
    }
    let half = with(&|s| s.username = Some("copia".to_owned()));
    assert!(matches!(half, Err(SettingsError::HalfCredentials)));
    let host = with(&|s| s.host = "smtp://mail".to_owned());
    assert!(matches!(host, Err(SettingsError::Host(_))));
    let authority = with(&|s| {
        s.security = Security::Tls;
        s.authority = Some("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----".to_owned());
    });
    assert!(matches!(authority, Err(SettingsError::Authority(_))), "{authority:?}");
    assert!(!format!("{:?}", with(&|_| {}).unwrap()).contains("secret"));
    let mut secret = settings(25);
    secret.password = Some("secret".to_owned());
    assert!(!format!("{secret:?}").contains("secret"));
}
