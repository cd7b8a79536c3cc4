//! One demonstration, measured from building it to ending it.

use crate::{
    client::{Client, Request},
    failure::Failure,
    load::{self, Bounds},
    postgres::Postgres,
    process::{self, Memory},
    server::{Server, Site, rest},
    visitor, weight,
};
use std::{path::PathBuf, time::Duration};

/// Connections at once, for the rate.
const CONNECTIONS: usize = 8;
/// What the measured changes are called.
pub(crate) const CHANGES: &str = "join, leave";
/// How long an installation rests before its memory is read.
const REST: Duration = Duration::from_secs(30);
/// How often the start is timed; the middle one counts.
const STARTS: usize = 5;

/// How much to measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Requests to each page on one connection, and again on several.
    pub(crate) requests: usize,
}

impl Extent {
    fn one(self) -> Bounds {
        Bounds { requests: self.requests, time: Duration::from_mins(2) }
    }

    fn many(self) -> Bounds {
        Bounds { requests: self.requests, time: Duration::from_secs(15) }
    }

    /// A fifth for changes: each leaves rows behind, and a site with many times the rows of its people is another site.
    fn changes(self) -> Self {
        Self { requests: (self.requests / 5).max(2) & !1 }
    }
}

/// What one page cost.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) page: &'static str,
    /// Requests that the CPU figures are the mean of.
    pub(crate) requests: usize,
    /// Bytes of the answer's body, uncompressed.
    pub(crate) bytes: usize,
    /// Answers in a second on several connections.
    pub(crate) rate: f64,
    /// On one connection.
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    /// On several connections.
    pub(crate) p99_busy: Duration,
    /// The server's CPU time for a request, on one connection.
    pub(crate) cpu: Duration,
    /// PostgreSQL's own.
    pub(crate) database_cpu: Option<Duration>,
    /// The highest memory while the page was measured, in kB.
    pub(crate) peak: u64,
    /// As sent to a browser: the page, and all that a first visit loads. Not for changes.
    pub(crate) weight: Option<(usize, usize)>,
}

/// What one demonstration cost.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    /// The database's kind.
    pub(crate) database: &'static str,
    pub(crate) people: u32,
    /// The static page first.
    pub(crate) rows: Vec<Row>,
    /// From nothing to the first answer, which builds the demonstration.
    pub(crate) built_in: Duration,
    /// From starting the process to its first answer on the database that is there: the middle, the longest.
    pub(crate) started_in: (Duration, Duration),
    /// After a start and a look at each page, at rest.
    pub(crate) idle: Memory,
    /// After all the load, at rest.
    pub(crate) idle_after: Memory,
    /// Pages that could not be measured, each with the reason.
    pub(crate) missing: Vec<String>,
}

/// Where and on what to measure.
#[derive(Debug, Clone)]
pub(crate) struct Case<'a> {
    pub(crate) copia: PathBuf,
    /// A folder of its own.
    pub(crate) folder: PathBuf,
    /// None for SQLite.
    pub(crate) postgres: Option<&'a Postgres>,
    pub(crate) people: u32,
    pub(crate) extent: Extent,
}

impl Case<'_> {
    /// Builds, starts, measures, ends.
    pub(crate) fn measure(&self, say: &mut dyn FnMut(&str)) -> Result<Measured, Failure> {
        let name = format!("copia_bench_{}", self.people);
        let database_url = self.postgres.map(|postgres| postgres.create(&name)).transpose()?;
        let data = self.folder.join(format!("{}-{}", self.database(), self.people));
        let (copia, people) = (self.copia.clone(), self.people);
        let site = Site { copia, data, database_url, people, settings: Vec::new() };
        let measured = self.measure_site(&site, say);
        if let Some(postgres) = self.postgres {
            postgres.drop(&name)?;
        }
        measured
    }

    fn database(&self) -> &'static str {
        if self.postgres.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    fn measure_site(&self, site: &Site, say: &mut dyn FnMut(&str)) -> Result<Measured, Failure> {
        say(&format!("{}, {} people: building", self.database(), self.people));
        let server = site.start()?;
        let built_in = server.started_in;
        server.settle()?;
        server.stop()?;
        say("  starting");
        let mut starts = Vec::new();
        for _ in 0..STARTS {
            let server = site.start()?;
            starts.push(server.started_in);
            server.stop()?;
        }
        starts.sort_unstable();
        let middle = starts.get(STARTS / 2).copied().unwrap_or_default();
        let longest = starts.last().copied().unwrap_or_default();
        let server = site.start()?;
        let index = site.data.join("search");
        let mut missing = Vec::new();
        let mut client = Client::connect(server.address)?;
        let mut pages = pages(&mut client, &mut missing)?;
        pages.retain(|page| {
            let answers = page.try_once(&mut client);
            missing.extend(answers.as_ref().err().map(ToString::to_string));
            answers.is_ok()
        });
        say("  resting");
        server.settle()?;
        rest(REST);
        let idle = process::memory(server.pid, &index)?;
        let mut rows = Vec::new();
        for page in &pages {
            say(&format!("  {}", page.name));
            rows.push(self.page(&server, page)?);
        }
        say("  joining and leaving");
        match self.joining(&server) {
            Err(Failure::Answer(why)) => missing.push(format!("{CHANGES}: {why}")),
            row => rows.push(row?),
        }
        say("  resting");
        server.settle()?;
        rest(REST);
        let idle_after = process::memory(server.pid, &index)?;
        server.stop()?;
        let started_in = (middle, longest);
        Ok(Measured {
            database: self.database(),
            people: self.people,
            rows,
            built_in,
            started_in,
            idle,
            idle_after,
            missing,
        })
    }

    fn page(&self, server: &Server, page: &Page) -> Result<Row, Failure> {
        let requests = [Request::get(server.address, &page.path, page.cookie.as_deref())];
        let connections = vec![requests.to_vec(); CONNECTIONS];
        let mut row = self.timed(server, page.name, (&requests, &connections), 200, self.extent)?;
        let mut client = Client::connect(server.address)?;
        row.bytes = client.send(&requests[0])?.body.len();
        row.weight = Some(weight::weight(&mut client, &page.path, page.cookie.as_deref())?);
        Ok(row)
    }

    fn joining(&self, server: &Server) -> Result<Row, Failure> {
        let mut client = Client::connect(server.address)?;
        let open = visitor::open_communities(&mut client, CONNECTIONS)?;
        let connections: Vec<_> = open.iter().map(|open| vec![open.join(&client), open.leave(&client)]).collect();
        let first = connections.first().cloned().unwrap_or_default();
        self.timed(server, CHANGES, (&first, &connections), 303, self.extent.changes())
    }

    /// CPU and times on one connection, then the rate on several.
    fn timed(
        &self,
        server: &Server,
        page: &'static str,
        (requests, connections): (&[Request], &[Vec<Request>]),
        expected: u16,
        extent: Extent,
    ) -> Result<Row, Failure> {
        // What is loaded or prepared once is not part of what a request costs.
        let warm = Bounds { requests: (extent.requests / 20).max(2) & !1, ..extent.one() };
        load::sequence(&mut Client::connect(server.address)?, requests, expected, warm)?;
        server.settle()?;
        let mut client = Client::connect(server.address)?;
        process::forget_peak(server.pid)?;
        let (cpu, database) = (process::cpu(server.pid)?, self.database_cpu()?);
        let alone = load::sequence(&mut client, requests, expected, extent.one())?;
        if expected == 303 {
            // What a change leaves to be done is part of its cost: letters, and the search index.
            server.settle()?;
        }
        let cpu = process::cpu(server.pid)?.saturating_sub(cpu);
        let database = self.database_cpu()?.zip(database).map(|(after, before)| after.saturating_sub(before));
        let busy = load::parallel(server.address, connections, expected, extent.many())?;
        let count = u32::try_from(alone.each.len()).unwrap_or(u32::MAX).max(1);
        Ok(Row {
            page,
            requests: alone.each.len(),
            bytes: 0,
            rate: busy.rate(),
            p50: alone.within(0.5),
            p99: alone.within(0.99),
            p99_busy: busy.within(0.99),
            cpu: cpu / count,
            database_cpu: database.map(|spent| spent / count),
            peak: process::peak(server.pid)?,
            weight: None,
        })
    }

    fn database_cpu(&self) -> Result<Option<Duration>, Failure> {
        self.postgres.map(Postgres::cpu).transpose()
    }
}

/// A page to measure.
#[derive(Debug, Clone)]
struct Page {
    name: &'static str,
    path: String,
    cookie: Option<String>,
}

impl Page {
    fn try_once(&self, client: &mut Client) -> Result<(), Failure> {
        let answer = client.send(&Request::get(client.address(), &self.path, self.cookie.as_deref()))?;
        if answer.status == 200 {
            return Ok(());
        }
        Err(Failure::Answer(format!("{} ({}) answers {}", self.name, self.path, answer.status)))
    }
}

/// The pages, the static one first: the others are measured against it.
fn pages(client: &mut Client, missing: &mut Vec<String>) -> Result<Vec<Page>, Failure> {
    let member = visitor::sign_in(client, "member")?;
    let visitor = |name, path: &str| Page { name, path: path.to_owned(), cookie: None };
    let signed_in = |name, path: &str| Page { name, path: path.to_owned(), cookie: Some(member.cookie.clone()) };
    let mut pages = vec![
        visitor("static page", "/demo/static"),
        visitor("home, visitor", "/"),
        signed_in("home, signed in", "/"),
        visitor("directory", "/communities"),
    ];
    match visitor::own_community(client, &member) {
        Ok(slug) => {
            let own = format!("/communities/{slug}");
            pages.extend([visitor("community, visitor", &own), signed_in("community, member", &own)]);
        }
        Err(Failure::Answer(why)) => missing.push(format!("community: {why}")),
        Err(failure) => return Err(failure),
    }
    pages.extend([
        signed_in("people search", "/search?q=dalmira&kind=person"),
        signed_in("search as you type", "/search/suggestions?q=dal"),
    ]);
    Ok(pages)
}
