//! A wave from opening it to reading what came of it.

use super::{
    checked,
    survey::{DAYS, Survey},
};
use crate::{
    aims,
    client::{Client, Request},
    crowd::{CONNECTIONS, ids, on_all},
    failure::Failure,
    load::{Bounds, Timing},
    postgres::Postgres,
    priced::{self, Row},
    process,
    report::ms,
    server::{Server, Site, rest},
    visitor::{self, Person},
};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// How long counting may take.
const COUNTING: Duration = Duration::from_mins(10);
/// How long a page of what came of it is asked for at most.
const LONGEST: Duration = Duration::from_secs(20);

/// What was measured.
#[derive(Debug)]
pub(crate) struct Wave {
    /// Who is asked, and who answered.
    asked: usize,
    answers: usize,
    /// How long it took to ask everybody: from the button until the answer.
    opening: Duration,
    /// Invitations that were written while people signed in, and until all had.
    letters: (usize, Duration),
    timing: Timing,
    /// For each answer.
    cpu: Duration,
    database: Option<Duration>,
    /// The highest memory while people answered, in kB.
    peak: u64,
    /// How many were counted, how long the job took, and from starting the server until the page was there.
    counted: usize,
    counting: Duration,
    there_after: Duration,
    /// While it is open, and once it is closed: the static page first.
    open: Vec<Row>,
    closed: Vec<Row>,
    /// Whatever is not as it has to be.
    pub(crate) faults: Vec<String>,
}

/// Lets so many people answer, and reads what came of it.
pub(crate) fn measure(
    site: &Site,
    postgres: Option<&Postgres>,
    answers: usize,
    requests: usize,
    say: &mut dyn FnMut(&str),
) -> Result<Wave, Failure> {
    let bounds = Bounds { requests, time: LONGEST };
    say(&format!("  building {} people", site.people));
    let server = site.start()?;
    server.settle()?;
    let mut client = Client::connect(server.address)?;
    let manager = visitor::sign_in(&mut client, "manager")?;
    let ids = ids(&server, &manager, answers)?;
    say("  asking everybody");
    // The connection from before may have rested for longer than a server keeps one.
    let mut client = Client::connect(server.address)?;
    let began = Instant::now();
    let survey = Survey::ask(&mut client, &manager)?;
    let opening = began.elapsed();
    let asked = asked(&manager.read(&mut client, &format!("/surveys/waves/{}", survey.wave))?);
    say(&format!("  {answers} people sign in, {asked} letters leave"));
    let (queue, others) = sign_in(&server, &survey, &ids)?;
    let mut faults = Vec::new();
    if others > 0 {
        faults.push(format!("{others} people find no form"));
    }
    server.settle()?;
    let letters = (files(&site.data.join("mail")), began.elapsed());
    say("  the questions");
    let person = queue.first().map(|(_, person)| person.clone()).unwrap_or(manager);
    let questions = person.get(server.address, &survey.path());
    let open = [("static page", still(&server)), ("questions", questions)];
    let open = open.map(|(name, request)| priced::measure(&server, postgres, name, &request, 200, bounds));
    let open = open.into_iter().collect::<Result<Vec<Row>, Failure>>()?;
    say(&format!("  {answers} answer"));
    server.settle()?;
    process::forget_peak(server.pid)?;
    let database = || postgres.map(Postgres::cpu).transpose();
    let (cpu, database_cpu) = (process::cpu(server.pid)?, database()?);
    let (timing, refused) = answer(&server, &survey, queue)?;
    let cpu = process::cpu(server.pid)?.saturating_sub(cpu);
    let database = database()?.zip(database_cpu).map(|(after, before)| after.saturating_sub(before));
    let peak = process::peak(server.pid)?;
    if refused > 0 {
        faults.push(format!("{refused} answers were not taken in"));
    }
    server.stop()?;
    say("  counting");
    let began = Instant::now();
    let server = site.start_later(DAYS)?;
    let results = format!("/surveys/{}/results", survey.wave);
    let (reader, page) = await_results(&server, &results, began)?;
    let there_after = began.elapsed();
    let counting = counting(&site.log()).unwrap_or_default();
    let counted = checked::answered(&page).unwrap_or_default();
    if !checked::may_come_of(counted, answers) {
        faults.push(format!("{answers} answered, and the page says {counted}"));
    }
    let mut client = Client::connect(server.address)?;
    let file = client.send(&reader.get(server.address, &format!("{results}.csv")))?.body;
    faults.extend(checked::faults(&file, &survey, answers, asked)?);
    server.settle()?;
    let mut closed = vec![priced::measure(&server, postgres, "static page", &still(&server), 200, bounds)?];
    for (name, path) in [
        ("results with all groups", results.clone()),
        ("numbers, CSV", format!("{results}.csv")),
        ("numbers, XLSX", format!("{results}.xlsx")),
        ("comments, to be coded", format!("/surveys/{}/comments", survey.wave)),
        ("surveys", "/surveys".to_owned()),
    ] {
        say(&format!("  {name}"));
        let request = reader.get(server.address, &path);
        closed.push(priced::measure(&server, postgres, name, &request, 200, bounds)?);
    }
    server.stop()?;
    let each = |sum: Duration| sum / u32::try_from(answers).unwrap_or(u32::MAX).max(1);
    let (cpu, database) = (each(cpu), database.map(each));
    let answers = timing.each.len();
    Ok(Wave {
        asked,
        answers,
        opening,
        letters,
        timing,
        cpu,
        database,
        peak,
        counted,
        counting,
        there_after,
        open,
        closed,
        faults,
    })
}

fn still(server: &Server) -> Request {
    Request::get(server.address, "/demo/static", None)
}

/// How many are asked, as the wave's page says it.
fn asked(page: &str) -> usize {
    let said = page.split_once("People asked</dt>").and_then(|(_, rest)| rest.split("</dd>").next());
    let digits = said.map(|said| said.rsplit('>').next().unwrap_or_default().chars().filter(char::is_ascii_digit));
    digits.and_then(|digits| digits.collect::<String>().parse().ok()).unwrap_or(0)
}

/// People with their places: what somebody answers follows from their place.
type Queue = Vec<(usize, Person)>;

/// Signs everybody in, who look at the questions. Also how many find no form there.
fn sign_in(server: &Server, survey: &Survey, ids: &[String]) -> Result<(Queue, usize), Failure> {
    let all: Vec<(usize, String)> = ids.iter().cloned().enumerate().collect();
    let queue = on_all(server, all, |client, (place, id)| {
        let (person, page) = visitor::sign_in_and_look(client, &id, &survey.path())?;
        Ok((place, person, Survey::can_be_sent(&page)))
    })?;
    let others = queue.iter().filter(|(_, _, can)| !can).count();
    Ok((queue.into_iter().map(|(place, person, _)| (place, person)).collect(), others))
}

/// Everybody answers. How long each took, and how many were not led on.
fn answer(server: &Server, survey: &Survey, queue: Queue) -> Result<(Timing, usize), Failure> {
    let began = Instant::now();
    let tried = on_all(server, queue, |client, (place, person)| {
        let request = survey.answers(&person, client, place);
        let sent = Instant::now();
        let status = client.send(&request)?.status;
        Ok((sent.elapsed(), status))
    })?;
    let timing = Timing { each: tried.iter().map(|(time, _)| *time).collect(), whole: began.elapsed() };
    Ok((timing, tried.iter().filter(|(_, status)| *status != 303).count()))
}

/// Waits until the results are there: somebody who reads them and all that belongs to them, and their page.
fn await_results(server: &Server, path: &str, began: Instant) -> Result<(Person, String), Failure> {
    let reader = visitor::sign_in(&mut Client::connect(server.address)?, "manager")?;
    loop {
        let mut client = Client::connect(server.address)?;
        let page = client.send(&reader.get(server.address, path))?;
        match page.status {
            200 => return Ok((reader, page.text())),
            _ if began.elapsed() > COUNTING => {
                return Err(Failure::Answer(format!("{path} still answers {}", page.status)));
            }
            _ => rest(Duration::from_millis(50)),
        }
    }
}

/// How long counting took, as the log says it.
fn counting(log: &Path) -> Option<Duration> {
    let log = fs::read_to_string(log).ok()?;
    let line = log.lines().rev().find(|line| line.contains("close_wave") && line.contains("done"))?;
    let ms: f64 = line.split_once("ms=")?.1.split([' ', ',']).next()?.parse().ok()?;
    Duration::try_from_secs_f64(ms / 1000.0).ok()
}

/// How many files there are in a folder.
fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

impl Wave {
    /// What it came to, as it is read.
    pub(crate) fn text(&self, markdown: bool) -> String {
        let item = if markdown { "- " } else { "" };
        let Self { timing, .. } = self;
        let database = self.database.map_or_else(String::new, |cpu| format!(", PostgreSQL's own {} ms", ms(cpu)));
        let mut lines = vec![
            format!("{} people asked, built and asked within {:.1} s", self.asked, self.opening.as_secs_f64()),
            format!(
                "{} letters written after {:.0} s, while people signed in",
                self.letters.0,
                self.letters.1.as_secs_f64()
            ),
            format!(
                "{} answers over {CONNECTIONS} connections within {:.1} s: {:.0} a second; p50 {} ms, p99 {} ms",
                self.answers,
                timing.whole.as_secs_f64(),
                timing.rate(),
                ms(timing.within(0.5)),
                ms(timing.within(0.99)),
            ),
            format!(
                "CPU for each answer {} ms{database}; highest memory meanwhile {} MB",
                ms(self.cpu),
                aims::mb(self.peak)
            ),
            format!(
                "{} counted; counting and releasing took {} ms, and the page was there {:.1} s after starting",
                self.counted,
                ms(self.counting),
                self.there_after.as_secs_f64()
            ),
            format!("faults: {} (none)", self.faults.len()),
        ];
        lines.extend(self.faults.iter().map(|fault| format!("  {fault}")));
        let lines: Vec<String> = lines.iter().map(|line| format!("{item}{line}")).collect();
        let (open, closed) = (priced::table("while it is open", &self.open), priced::table("closed", &self.closed));
        format!("{}\n\n{}\n{}\n", lines.join("\n"), open.write(markdown), closed.write(markdown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_are_asked_is_read_from_the_page() {
        let html = "<dt>People asked</dt><dd>\u{2068}116,309\u{2069}</dd><dt>Opened</dt><dd>4 May</dd>";
        assert_eq!(asked(html), 116_309);
    }
}
