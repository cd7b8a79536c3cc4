//! Thousands who want one of a few hundred seats within a minute, from one network address: nobody gets a seat that
//! somebody else has, the line is in the order of coming, and everybody gets the one letter that is theirs.

mod checked;
mod letters;

use crate::{
    client::{Client, Request},
    crowd::{CONNECTIONS, ids, on_all},
    failure::Failure,
    hosting::{Host, Plan},
    load::Timing,
    report::ms,
    server::{Server, Site, rest},
    visitor::{self, Person},
};
use std::time::{Duration, Instant};

/// Within what all have to be answered.
const AIM: Duration = Duration::from_mins(1);
/// How long the letters may take after that.
const LETTERS: Duration = Duration::from_mins(30);
/// What the event is called: no other letter is about that.
const TITLE: &str = "Bench rush";

/// What was measured.
#[derive(Debug)]
pub(crate) struct Rush {
    people: usize,
    seats: usize,
    timing: Timing,
    /// From the first request until the last letter was written.
    letters_in: Duration,
    /// Seats given, places in line, letters.
    given: usize,
    line: usize,
    letters: usize,
    /// Whatever is not as it has to be.
    pub(crate) faults: Vec<String>,
}

/// Somebody who wants a seat, and how it went.
#[derive(Debug, Clone)]
struct Tried {
    /// Their id.
    id: String,
    person: Person,
    /// Counted from the beginning of the rush.
    sent: Duration,
    answered: Duration,
    status: u16,
}

/// Lets so many people register for a tenth as many seats.
pub(crate) fn measure(site: &Site, people: usize, say: &mut dyn FnMut(&str)) -> Result<Rush, Failure> {
    let server = site.start()?;
    server.settle()?;
    let mut client = Client::connect(server.address)?;
    let host = Host::sign_in(&mut client)?;
    let seats = (people / 10).max(1);
    let plan = Plan { title: TITLE, audience: "staff", date: "2026-06-16", hour: 12, seats };
    let path = host.announce(&mut client, &plan)?;
    say(&format!("  {people} people sign in"));
    let ids = ids(&server, &host.person, people)?;
    let queue = sign_in(&server, &path, &ids)?;
    server.settle()?;
    say(&format!("  {people} register for {seats} seats"));
    let began = Instant::now();
    let tried = register(&server, &path, queue, began)?;
    let whole = tried.iter().map(|one| one.answered).max().unwrap_or_default();
    let timing = Timing { each: tried.iter().map(|one| one.answered.saturating_sub(one.sent)).collect(), whole };
    say("  letters");
    let folder = site.data.join("mail");
    let (letters, letters_in) = await_letters(&folder, people, began)?;
    // A letter too many would come after the last that is expected.
    server.settle()?;
    let letters = if letters::files(&folder)? > letters.len() { letters::about(&folder, TITLE)? } else { letters };
    // The connection from before has rested for longer than a server keeps one.
    let mut client = Client::connect(server.address)?;
    let list = checked::List::read(&mut client, &host, &path)?;
    let mut faults = checked::answers(&tried);
    if whole > AIM {
        faults.push(format!("the last was answered after {whole:?}"));
    }
    faults.extend(list.faults(&tried, seats));
    faults.extend(checked::own_pages(&mut client, &list, &tried, &path)?);
    faults.extend(letters::faults(&letters, people, seats));
    server.stop()?;
    let (given, line) = (list.seated.len(), list.line.len());
    Ok(Rush { people, seats, timing, letters_in, given, line, letters: letters.len(), faults })
}

/// Signs everybody in, and lets them look at the event.
fn sign_in(server: &Server, path: &str, ids: &[String]) -> Result<Vec<(String, Person)>, Failure> {
    on_all(server, ids.to_vec(), |client, id| Ok((id.clone(), visitor::sign_in_at(client, &id, path)?)))
}

/// Everybody presses the button.
fn register(server: &Server, path: &str, queue: Vec<(String, Person)>, began: Instant) -> Result<Vec<Tried>, Failure> {
    let path = format!("{path}/registration");
    on_all(server, queue, |client, (id, person)| {
        let request: Request = person.post(client.address(), &path, &[("place", "in_person")]);
        let sent = began.elapsed();
        let status = client.send(&request)?.status;
        Ok(Tried { id, person, sent, answered: began.elapsed(), status })
    })
}

/// The letters about the event, once there is one for everybody, and how long they took.
fn await_letters(
    folder: &std::path::Path,
    people: usize,
    began: Instant,
) -> Result<(Vec<letters::Letter>, Duration), Failure> {
    loop {
        let files = letters::files(folder)?;
        let at = began.elapsed();
        if files >= people || at > LETTERS {
            let letters = letters::about(folder, TITLE)?;
            if letters.len() >= people || at > LETTERS {
                return Ok((letters, at));
            }
        }
        rest(Duration::from_millis(500));
    }
}

impl Rush {
    /// The figures, one in a line, with the aim beside each.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Self { people, seats, timing, .. } = self;
        let mut lines = vec![
            format!("{people} people, {seats} seats, {CONNECTIONS} connections from one address"),
            format!(
                "all answered within {:.1} s (60 s): {:.0} a second; p50 {} ms, p99 {} ms",
                timing.whole.as_secs_f64(),
                timing.rate(),
                ms(timing.within(0.5)),
                ms(timing.within(0.99)),
            ),
            format!("{} letters, the last after {:.1} s", self.letters, self.letters_in.as_secs_f64()),
            format!("seats given: {} ({}); in line: {}", self.given, seats.min(people), self.line),
            format!("faults: {} (none)", self.faults.len()),
        ];
        lines.extend(self.faults.iter().map(|fault| format!("  {fault}")));
        lines
    }
}
