//! What visitors are shown of it: the page of impact and its proofs against the static page, all claims recomputed, and
//! the report.

use super::child::{self, RUNS};
use crate::{
    aims::{self, kb, mb},
    client::{Client, Request},
    failure::Failure,
    load::Bounds,
    postgres::Postgres,
    priced::{self, Row, times},
    report::ms,
    server::Site,
    table::Table,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// The static page's CPU times that a page of impact may cost for a visitor.
const PAGE: f64 = 2.5;
/// How long the whole report may take.
const REPORT: Duration = Duration::from_secs(2);
/// How long a page is asked for at most.
const LONGEST: Duration = Duration::from_mins(1);
/// The pages that the aim speaks of.
const AIMED: [&str; 3] = ["impact", "a publication", "how we know"];

/// What was measured.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The static page first.
    pages: Vec<Row>,
    /// What the check of claims said, how long it took, at most, and its highest memory in kB.
    claims: (String, Duration, Duration, u64),
    reports: Vec<Report>,
}

/// A report of one length.
#[derive(Debug)]
struct Report {
    length: &'static str,
    whole: Duration,
    longest: Duration,
    peak: u64,
    bytes: usize,
}

/// Measures the demonstration's page with so many requests, its claims and its report.
pub(crate) fn measure(
    site: &Site,
    postgres: Option<&Postgres>,
    requests: usize,
    say: &mut dyn FnMut(&str),
) -> Result<Shown, Failure> {
    let program = site.copia.with_file_name("copia-report");
    // What the server hands to the program is kept on its way.
    let input = site.data.with_extension("report");
    let between = between(&program, &input, &site.data.with_extension("sh"))?;
    let site = Site { settings: vec![("COPIA_REPORTS_PROGRAM", between)], ..site.clone() };
    let server = site.start()?;
    server.settle()?;
    let mut client = Client::connect(server.address)?;
    let mut read = |path: &str| client.send(&Request::get(server.address, path, None));
    let publication = linked(&read("/impact/publications")?.text(), "/impact/publications/")?;
    let claim = linked(&read("/impact")?.text(), "/impact/claims/")?;
    let mut inputs = Vec::new();
    for length in ["full", "summary", "sponsor"] {
        let path = format!("{publication}/report.pdf?length={length}");
        let answer = read(&path)?;
        if answer.status != 200 || !answer.body.starts_with(b"%PDF") {
            return Err(Failure::Answer(format!("{path} is no report: {}", answer.head)));
        }
        inputs.push((length, fs::read(&input).map_err(Failure::doing(input.display().to_string()))?));
    }
    let mut pages = Vec::new();
    for (name, path) in [
        ("static page", "/demo/static"),
        ("impact", "/impact"),
        ("a publication", &publication),
        ("how we know", &claim),
        ("history", "/impact/history"),
        ("method", "/impact/method"),
        ("to be embedded", "/impact/embed"),
        ("as data", "/impact/data.json"),
    ] {
        say(&format!("  {name}"));
        let request = Request::get(server.address, path, None);
        pages.push(priced::measure(&server, postgres, name, &request, 200, Bounds { requests, time: LONGEST })?);
    }
    say("  all claims");
    let doctor = || {
        let mut command = Command::new(&site.copia);
        command.args(["doctor", "claims"]).env("COPIA_DATA_FOLDER", &site.data).env_remove("COPIA_DATABASE_URL");
        if let Some(url) = &site.database_url {
            command.env("COPIA_DATABASE_URL", url);
        }
        command
    };
    let (ran, longest) = child::several(doctor, &[])?;
    let said = String::from_utf8_lossy(&ran.output).trim().replace('\n', "; ");
    server.stop()?;
    say("  the report");
    let mut reports = Vec::new();
    for (length, input) in inputs {
        let (ran, longest) = child::several(|| Command::new(&program), &input)?;
        let (whole, peak, bytes) = (ran.whole, ran.peak, ran.output.len());
        reports.push(Report { length, whole, longest, peak, bytes });
    }
    Ok(Shown { pages, claims: (said, ran.whole, longest, ran.peak), reports })
}

/// A program that keeps its input in a file and hands it to another.
fn between(program: &Path, input: &Path, at: &Path) -> Result<PathBuf, Failure> {
    if !program.is_file() {
        return Err(Failure::Server(format!("there is no {}: build it beside copia", program.display())));
    }
    let program = std::path::absolute(program).map_err(Failure::doing(program.display().to_string()))?;
    let text = format!("#!/bin/sh\n/usr/bin/tee '{}' | '{}' \"$@\"\n", input.display(), program.display());
    let doing = || Failure::doing(at.display().to_string());
    fs::write(at, text).map_err(doing())?;
    fs::set_permissions(at, fs::Permissions::from_mode(0o755)).map_err(doing())?;
    Ok(at.to_owned())
}

/// The first address under another that a page links to.
fn linked(html: &str, under: &str) -> Result<String, Failure> {
    let mark = format!("href=\"{under}");
    let mut found = html.split(&mark).skip(1).filter_map(|rest| rest.split('"').next());
    let found = found.find(|rest| !rest.is_empty() && !rest.contains('/') && *rest != "new");
    found.map(|rest| format!("{under}{rest}")).ok_or_else(|| Failure::Answer(format!("nothing links to {under}")))
}

impl Shown {
    /// What it came to, as it is read.
    pub(crate) fn text(&self, markdown: bool) -> String {
        let seconds = |time: Duration| format!("{:.2}", time.as_secs_f64());
        let mut reports = Table::new(&["report", "s", "longest of five, s", "peak MB", "KB"]);
        for report in &self.reports {
            reports.rows.push(vec![
                report.length.to_owned(),
                seconds(report.whole),
                seconds(report.longest),
                mb(report.peak),
                format!("{:.0}", kb(u64::try_from(report.bytes).unwrap_or(u64::MAX))),
            ]);
        }
        let (said, whole, longest, peak) = &self.claims;
        let claims = format!(
            "copia doctor claims: {} ms in the middle of {RUNS}, {} ms at most, {} MB; {said}",
            ms(*whole),
            ms(*longest),
            mb(*peak)
        );
        let pages = priced::table("page, visitor", &self.pages).write(markdown);
        format!("{pages}\n{claims}\n\n{}\n{}\n", reports.write(markdown), self.aims().write(markdown))
    }

    fn aims(&self) -> Table {
        let mut table = aims::table();
        let still = self.pages.first().map_or(Duration::ZERO, |row| row.cpu);
        for row in self.pages.iter().filter(|row| AIMED.contains(&row.name)) {
            let ratio = times(row.cpu, still);
            let aim = format!("CPU of {}, visitor", row.name);
            aims::add(&mut table, aim, format!("{PAGE} static pages"), format!("{ratio:.1}"), ratio / PAGE);
        }
        for report in self.reports.iter().filter(|report| report.length == "full") {
            let (most, took) = (format!("{} s", REPORT.as_secs()), format!("{:.2} s", report.whole.as_secs_f64()));
            aims::add(&mut table, "the full report".to_owned(), most, took, times(report.whole, REPORT));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_linked_is_found() {
        let html = "<a href=\"/impact/claims/new\">New</a><a href=\"/impact/claims/1/edit\">x</a><a href=\"/impact/claims/2\">";
        assert_eq!(linked(html, "/impact/claims/").unwrap(), "/impact/claims/2");
        assert!(linked(html, "/impact/publications/").is_err());
    }
}
