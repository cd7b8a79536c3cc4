use crate::program::{Running, refusal};
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
};

#[test]
fn a_new_installation_offers_a_link_to_its_first_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    let mut site = Running::start(&["serve", "--port", "0"], &[("COPIA_DATABASE_URL", &url)]);
    let link = site.until("/sign-in/");
    let path = link.trim().strip_prefix(&site.url).unwrap().to_owned();
    assert_eq!(site.get(&path).0, 200);
    assert_eq!(site.get(&format!("{path}x")).0 / 100, 4);
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn a_request_in_hand_is_finished_when_it_is_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    let site = Running::start(&["serve", "--port", "0"], &[("COPIA_DATABASE_URL", &url)]);
    let mut stream = TcpStream::connect(site.url.strip_prefix("http://").unwrap()).unwrap();
    // The body is still on its way when the signal comes.
    let head = "POST /sign-in HTTP/1.1\r\nHost: copia\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Expect: 100-continue\r\nContent-Length: 7\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut heard = [0; 12];
    stream.read_exact(&mut heard).unwrap();
    assert_eq!(&heard, b"HTTP/1.1 100");
    site.terminate();
    stream.write_all(b"email=a").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 "), "{answer}");
    assert_eq!(site.stop_after_signal(), Some(0));
}

#[test]
fn an_unknown_setting_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copia.toml");
    fs::write(&file, "[http]\nprot = 80\n").unwrap();
    let message = refusal(&["serve", "--config", file.to_str().unwrap()], &[]);
    assert!(message.contains("http.prot") && message.contains("copia.toml"), "{message}");
    let message = refusal(&["serve"], &[("COPIA_LOG_LEVLE", "info")]);
    assert!(message.contains("log.levle"), "{message}");
}

#[test]
fn one_folder_belongs_to_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    let environment = [("COPIA_DATABASE_URL", url.as_str())];
    let site = Running::start(&["serve", "--port", "0"], &environment);
    for command in [&["serve", "--port", "0"][..], &["migrate"]] {
        let message = refusal(command, &environment);
        assert!(message.contains("copia.lock") && message.contains("stop it first"), "{message}");
    }
    assert_eq!(site.get("/").0, 200);
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn a_worker_needs_postgres() {
    let message = refusal(&["worker"], &[("COPIA_DATABASE_URL", "sqlite:///nowhere/copia.db")]);
    assert!(message.contains("PostgreSQL"), "{message}");
}
