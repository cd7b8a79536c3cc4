//! Thousands who listen to the room of one event while questions come in: how late the last of them hears a question,
//! how many frames each gets, whether anybody is dropped, and what a listener costs in memory.

use crate::{
    client::{Client, Request},
    failure::Failure,
    process,
    report::ms,
    server::{Server, Site, rest},
};
use std::{
    fmt::Write as _,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Questions in a second.
const A_SECOND: u32 = 20;
/// How long questions come in.
const SECONDS: u32 = 30;
/// How long the last question may take to be heard before the listeners are counted.
const LAST: Duration = Duration::from_secs(10);
/// Listeners that come at once: more would only measure the queue of connections.
const AT_ONCE: usize = 50;
/// What stands before the number of a question.
const MARK: &str = "Bench question ";

/// What was measured.
#[derive(Debug)]
pub(crate) struct Heard {
    listeners: usize,
    questions: u32,
    /// Questions that somebody has not heard.
    lost: usize,
    /// Listeners whose stream ended.
    dropped: u32,
    /// From the answer to whoever asked until the last listener had the question.
    p50: Duration,
    p99: Duration,
    /// The most frames that any listener got within a second.
    most_frames: u32,
    /// What the process grew by for each listener, in kB, before questions came and after.
    kb: (u64, u64),
}

/// What all listeners share.
struct Shared {
    began: Instant,
    /// Of each question when the last listener heard it, in microseconds, and how many did.
    last: Vec<AtomicU64>,
    count: Vec<AtomicU32>,
    dropped: AtomicU32,
    most_frames: AtomicU32,
    ends: AtomicBool,
}

/// Measures with this many listeners on a demonstration that is there, or is built.
pub(crate) fn measure(site: &Site, listeners: usize, say: &mut dyn FnMut(&str)) -> Result<Heard, Failure> {
    let server = site.start()?;
    server.settle()?;
    let index = site.data.join("search");
    let mut client = Client::connect(server.address)?;
    let room = open_room(&mut client)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(Failure::doing("starting the listeners"))?;
    let questions = A_SECOND.saturating_mul(SECONDS);
    let shared = Arc::new(Shared {
        began: Instant::now(),
        last: (0..questions).map(|_| AtomicU64::new(0)).collect(),
        count: (0..questions).map(|_| AtomicU32::new(0)).collect(),
        dropped: AtomicU32::new(0),
        most_frames: AtomicU32::new(0),
        ends: AtomicBool::new(false),
    });
    let before = process::memory(server.pid, &index)?.private;
    say(&format!("  {listeners} listeners come"));
    runtime.block_on(come(server.address, &format!("{room}/stream"), listeners, &shared))?;
    rest(Duration::from_secs(2));
    let listening = process::memory(server.pid, &index)?.private;
    say(&format!("  {questions} questions in {SECONDS} seconds"));
    let accepted = ask(&server, &room, questions, &shared)?;
    rest(LAST);
    let after = process::memory(server.pid, &index)?.private;
    shared.ends.store(true, Ordering::SeqCst);
    let everybody = u32::try_from(listeners).unwrap_or(u32::MAX);
    let mut late: Vec<Duration> = Vec::new();
    for (number, at) in accepted.iter().enumerate() {
        let all = shared.count.get(number).is_some_and(|count| count.load(Ordering::SeqCst) >= everybody);
        let last = shared.last.get(number).map_or(0, |last| last.load(Ordering::SeqCst));
        if all {
            late.push(Duration::from_micros(last).saturating_sub(*at));
        }
    }
    late.sort_unstable();
    let share = |hundredths: usize| late.get(late.len().saturating_mul(hundredths) / 100).copied().unwrap_or_default();
    let each = |now: u64| now.saturating_sub(before) / u64::try_from(listeners.max(1)).unwrap_or(1);
    let heard = Heard {
        listeners,
        questions,
        lost: accepted.len().saturating_sub(late.len()),
        dropped: shared.dropped.load(Ordering::SeqCst),
        p50: share(50),
        p99: share(99),
        most_frames: shared.most_frames.load(Ordering::SeqCst),
        kb: (each(listening), each(after)),
    };
    runtime.shutdown_background();
    server.stop()?;
    Ok(heard)
}

impl Heard {
    /// The figures, one in a line, with the aim beside each.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} listeners, {} questions, {A_SECOND} a second", self.listeners, self.questions);
        let _ = writeln!(
            text,
            "accepted until the last has it: p50 {} ms, p99 {} ms (under 1 s)",
            ms(self.p50),
            ms(self.p99)
        );
        let _ = writeln!(text, "not heard by everybody: {} (none); dropped: {} (none)", self.lost, self.dropped);
        let _ = writeln!(text, "most frames for one listener in a second: {} (2)", self.most_frames);
        let _ = writeln!(text, "kB for a listener: {} at rest, {} after (40)", self.kb.0, self.kb.1);
        text
    }
}

/// The room of an event that takes questions from visitors.
fn open_room(client: &mut Client) -> Result<String, Failure> {
    let address = client.address();
    let list = client.send(&Request::get(address, "/events", None))?.text();
    for rest in list.split("href=\"/events/").skip(1) {
        let slug = rest.split(['"', '/', '?', '#']).next().unwrap_or_default();
        let room = format!("/events/{slug}/room");
        let page = client.send(&Request::get(address, &room, None))?;
        if page.status == 200 && page.text().contains("name=\"words\"") {
            return Ok(room);
        }
    }
    Err(Failure::Answer("no event of the demonstration takes questions from visitors".to_owned()))
}

/// Opens every stream, and waits until each has its first words.
async fn come(address: SocketAddr, path: &str, listeners: usize, shared: &Arc<Shared>) -> Result<(), Failure> {
    let request = Arc::new(format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: copia-bench\r\n\r\n"));
    let mut left = listeners;
    while left > 0 {
        let now = left.min(AT_ONCE);
        left = left.saturating_sub(now);
        let coming = (0..now).map(|_| tokio::spawn(open(address, Arc::clone(&request)))).collect::<Vec<_>>();
        for stream in coming {
            let stream = stream.await.map_err(|error| Failure::Answer(error.to_string()))??;
            tokio::spawn(listen(stream, Arc::clone(shared)));
        }
    }
    Ok(())
}

async fn open(address: SocketAddr, request: Arc<String>) -> Result<TcpStream, Failure> {
    let doing = || Failure::doing("opening a stream");
    let mut stream = TcpStream::connect(address).await.map_err(doing())?;
    stream.write_all(request.as_bytes()).await.map_err(doing())?;
    let mut buffer = [0_u8; 512];
    let count = stream.read(&mut buffer).await.map_err(doing())?;
    let head = String::from_utf8_lossy(buffer.get(..count).unwrap_or_default()).into_owned();
    if head.starts_with("HTTP/1.1 200") { Ok(stream) } else { Err(Failure::Answer(format!("no stream: {head}"))) }
}

/// Reads until the end, and notes when each question was heard.
async fn listen(mut stream: TcpStream, shared: Arc<Shared>) {
    let mut buffer = vec![0_u8; 1 << 13];
    // The end of what was read: a mark may be cut in two.
    let mut kept = String::new();
    let (mut second, mut frames) = (0, 0_u32);
    loop {
        let count = stream.read(&mut buffer).await.unwrap_or(0);
        let at = shared.began.elapsed();
        if count == 0 {
            if !shared.ends.load(Ordering::SeqCst) {
                shared.dropped.fetch_add(1, Ordering::SeqCst);
            }
            return;
        }
        kept.push_str(&String::from_utf8_lossy(buffer.get(..count).unwrap_or_default()));
        let frame_count = u32::try_from(kept.matches("\ndata: ").count()).unwrap_or(u32::MAX);
        if at.as_secs() == second {
            frames = frames.saturating_add(frame_count);
        } else {
            (second, frames) = (at.as_secs(), frame_count);
        }
        shared.most_frames.fetch_max(frames, Ordering::Relaxed);
        for heard in kept.split(MARK).skip(1) {
            let Some((number, _)) = heard.split_once('?') else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            if let (Some(last), Some(count)) = (shared.last.get(number), shared.count.get(number)) {
                last.fetch_max(u64::try_from(at.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        kept = cut_off(&kept).to_owned();
    }
}

/// The end of what was read, where it is the beginning of a question: a mark whose number is not whole, or a part of one.
fn cut_off(read: &str) -> &str {
    let begun = read.rfind(MARK).and_then(|at| read.get(at..)).filter(|rest| !rest.contains('?'));
    let part = (1..MARK.len()).rev().filter_map(|many| MARK.get(..many)).find(|part| read.ends_with(part));
    begun.or(part).unwrap_or_default()
}

/// Asks as many visitors would, each once; when each question was accepted.
fn ask(server: &Server, room: &str, questions: u32, shared: &Shared) -> Result<Vec<Duration>, Failure> {
    let mut client = Client::connect(server.address)?;
    let pause = Duration::from_secs(1) / A_SECOND;
    let start = Instant::now();
    let mut accepted = Vec::new();
    for number in 0..questions {
        let words = format!("{MARK}{number}?");
        let fields = [("words", words.as_str()), ("sure", "yes")];
        let answer = client.send(&Request::post(server.address, room, None, &fields))?;
        if answer.status != 303 {
            return Err(Failure::Answer(format!("asking answers {}:\n{}", answer.status, answer.text())));
        }
        accepted.push(shared.began.elapsed());
        rest((pause * number.saturating_add(1)).saturating_sub(start.elapsed()));
    }
    Ok(accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_is_cut_in_two_is_counted_once() {
        assert_eq!(cut_off("…Bench question 12?…"), "");
        assert_eq!(cut_off("Bench question 12? and Bench question 1"), "Bench question 1");
        assert_eq!(cut_off("Bench question 12? and Bench que"), "Bench que");
        assert_eq!(cut_off("nothing of it"), "");
    }
}
