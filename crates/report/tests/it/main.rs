//! What comes out of the executable: for reports of each length, for a chart, and for what is no report.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use copia_domain::reports::{Length, Report};
use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// A report with something of everything, of a university that does not exist.
const SAMPLE: &str = include_str!("sample.json");

fn run(input: &str, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copia-report"));
    let mut child =
        command.args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn sample(length: Length) -> String {
    let mut report: Report = serde_json::from_str(SAMPLE).unwrap();
    report.length = length;
    serde_json::to_string(&report).unwrap()
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn every_length_is_a_tagged_file_that_says_what_it_conforms_to() {
    for length in Length::ALL {
        let output = run(&sample(*length), &[]);
        assert!(output.status.success(), "{length}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.starts_with(b"%PDF-1.7"), "{length}");
        assert!(has(&output.stdout, "<pdfuaid:part>1</pdfuaid:part>"), "{length} conforms to PDF/UA-1");
        assert!(has(&output.stdout, "Communities of practice, and what they change"), "{length} has its title");
        assert_eq!(run(&sample(*length), &[]).stdout, output.stdout, "{length}: the same report is the same file");
    }
}

#[test]
fn a_chart_is_a_picture_for_a_slide() {
    let output = run(&sample(Length::Full), &["--chart", "1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.starts_with(b"\x89PNG"));
    let number = |at: usize| u32::from_be_bytes(output.stdout[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1920, 1080));
}

#[test]
fn a_chart_is_a_drawing_that_says_what_it_shows() {
    let mut report: Report = serde_json::from_str(SAMPLE).unwrap();
    report.themes[0].charts[0].title = "A \"chart\" <script>alert(1)</script> & more".to_owned();
    let output = run(&serde_json::to_string(&report).unwrap(), &["--svg", "--chart", "0"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        output.stdout.starts_with(b"<svg role=\"img\" aria-label=\"A &quot;chart&quot; &lt;script&gt;"),
        "{:?}",
        &output.stdout[..200]
    );
    assert!(!has(&output.stdout, "<script"));
    assert!(!run(SAMPLE, &["--svg"]).status.success(), "of which chart is not said");
}

#[test]
fn what_cannot_be_set_is_said() {
    let mut unseen: Report = serde_json::from_str(SAMPLE).unwrap();
    unseen.themes[0].charts[0].description.clear();
    let colour = Report { accent: "red; }".to_owned(), ..serde_json::from_str(SAMPLE).unwrap() };
    for (input, options, said) in [
        ("", &[][..], "the input is no report"),
        ("{\"title\": 1}", &[], "the input is no report"),
        (SAMPLE, &["--chart", "99"], "none at that place"),
        (&serde_json::to_string(&unseen).unwrap(), &[], "alt"),
        (&serde_json::to_string(&colour).unwrap(), &[], "color"),
    ] {
        let output = run(input, options);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && output.stdout.is_empty(), "{said}");
        assert!(error.contains(said), "{said}: {error}");
    }
}

#[test]
fn words_are_set_and_never_read_as_markup() {
    let mut report: Report = serde_json::from_str(SAMPLE).unwrap();
    report.title = "#read(\"/etc/passwd\") *bold* $x$ <label> @ref".to_owned();
    report.themes[0].claims[0].sentence = "#panic() [ \\ ] // /* ".to_owned();
    let output = run(&serde_json::to_string(&report).unwrap(), &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(has(&output.stdout, "*bold*"), "the title stands as it was written");
}
