use super::{Configuration, Format, sources::read};
use std::{ffi::OsString, fs, path::Path};

fn configuration(file: &str, environment: &[(&str, &str)]) -> Result<Configuration, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copia.toml");
    fs::write(&path, file).unwrap();
    let environment = environment.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    read(Some(&path), environment, &[("http.port", "9000".to_owned())]).map_err(|error| error.to_string())
}

fn refused(file: &str) -> String {
    configuration(file, &[]).err().unwrap()
}

#[test]
fn what_was_typed_comes_over_the_environment_and_that_over_the_file() {
    let file = "[http]\nport = 1\nbehind_proxy = true\n[log]\nformat = \"pretty\"\nlevel = \"warn\"";
    let read = configuration(file, &[("COPIA_HTTP_PORT", "2"), ("COPIA_LOG_FORMAT", "json")]).unwrap();
    assert_eq!(read.http.port, 9000);
    assert!(read.http.behind_proxy);
    assert!(read.log.format == Format::Json);
    assert_eq!(read.log.level, "warn");
}

#[test]
fn the_example_says_what_holds_without_a_file() {
    let example = include_str!("../../../../copia.example.toml");
    assert!(configuration(example, &[]).is_ok());
    // Every setting stands there, commented out.
    let whole: String = example
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(line))
        .fold(String::new(), |text, line| text + line + "\n");
    assert_eq!(configuration(&whole, &[]).err(), None);
    for section in ["data", "database", "files", "http", "log", "mail", "organisation", "reports"] {
        let unknown = refused(&format!("[{section}]\nunknown = 1"));
        let (_, known) = unknown.split_once("there are: ").unwrap();
        for key in known.split(", ") {
            let key = key.trim_matches('`');
            assert!(whole.contains(&format!("\n{key} = ")), "{section}.{key} is not in copia.example.toml");
        }
    }
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let message = refused("[http]\nprot = 80");
    assert!(message.contains("`http.prot`") && message.contains("copia.toml") && message.contains("port"), "{message}");
    let message = refused("[htpp]\nport = 80");
    assert!(message.contains("`htpp`"), "{message}");
    let message = configuration("", &[("COPIA_MAIL_HOTS", "x")]).err().unwrap();
    assert!(message.contains("`mail.hots`") && message.contains("COPIA_MAIL_HOTS"), "{message}");
    // Variables of the tests and of other programs are left alone.
    assert!(configuration("", &[("COPIA_TEST_POSTGRES_URL", "x"), ("COPIA_BIN", "x")]).is_ok());
}

#[test]
fn a_value_of_the_wrong_kind_is_named() {
    let message = refused("[http]\naddress = \"here\"");
    assert!(message.contains("`http.address`"), "{message}");
    let message = refused("[log]\nformat = \"xml\"");
    assert!(message.contains("log") && message.contains("xml"), "{message}");
}

#[test]
fn a_password_may_be_of_digits_and_may_stand_in_a_file() {
    let read = configuration("[database]\nurl = \"sqlite:///a/b.db\"", &[("COPIA_DATABASE_CONNECTIONS", "7")]).unwrap();
    assert_eq!(read.database.connections, 7);
    assert_eq!(read.folder().unwrap(), Path::new("/a"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("url");
    fs::write(&file, "postgres://secret\n").unwrap();
    let read = configuration(&format!("[database]\nurl_file = {:?}", file.display().to_string()), &[]).unwrap();
    assert_eq!(read.database_url().unwrap(), "postgres://secret");
    let both = configuration("[database]\nurl = \"a\"\nurl_file = \"b\"", &[]).unwrap();
    assert!(both.database_url().unwrap_err().to_string().contains("remove one"));
}

#[test]
fn pages_do_not_go_over_a_network_in_the_open() {
    let here = "127.0.0.1:8080".parse().unwrap();
    let open = configuration("[http]\naddress = \"0.0.0.0\"", &[]).unwrap();
    assert!(open.http.listen().unwrap_err().to_string().contains("behind_proxy"));
    let proxied = configuration("[http]\naddress = \"0.0.0.0\"\nbehind_proxy = true", &[]).unwrap();
    assert!(proxied.http.listen().is_ok());
    assert!(proxied.http.base_url(here).unwrap_err().to_string().contains("http.base_url"));
    let whole = configuration("[http]\nbehind_proxy = true\nbase_url = \"https://copia.example.org/\"", &[]).unwrap();
    assert_eq!(whole.http.base_url(here).unwrap(), "https://copia.example.org");
    let plain = configuration("[http]\nbase_url = \"https://copia.example.org\"", &[]).unwrap();
    assert!(plain.http.base_url(here).is_err());
    let path = configuration("[http]\nbase_url = \"http://localhost:8080/copia\"", &[]).unwrap();
    assert!(path.http.base_url(here).is_err());
}

#[test]
fn mail_goes_to_files_until_a_server_is_set() {
    let folder = Path::new("/data");
    let without = configuration("", &[]).unwrap();
    assert!(without.mail.is_kept_in_files());
    assert_eq!(without.mail.files(folder), Path::new("/data/mail"));
    let half = configuration("[mail]\ntransport = \"smtp\"", &[]).unwrap();
    assert!(half.mail.transport(folder).unwrap_err().to_string().contains("mail.from"));
    let named = configuration("[mail]\nfrom = \"Copia <copia@demonstration.example>\"", &[]).unwrap();
    let sender = named.mail.sender().unwrap();
    assert_eq!((sender.address(), sender.name()), ("copia@demonstration.example", Some("Copia")));
    let wrong = configuration("[mail]\nfrom = \"nobody\"", &[]).unwrap();
    assert!(wrong.mail.sender().unwrap_err().to_string().contains("mail.from"));
}
