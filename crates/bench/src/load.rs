//! Sending requests and timing them.

use crate::{
    client::{Client, Request},
    failure::Failure,
};
use std::time::{Duration, Instant};

/// How often and how long at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) requests: usize,
    pub(crate) time: Duration,
}

/// How requests went.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timing {
    /// How long each answer took.
    pub(crate) each: Vec<Duration>,
    /// From the first request to the last answer.
    pub(crate) whole: Duration,
}

impl Timing {
    /// The time within which this share of the answers came, from 0 to 1.
    pub(crate) fn within(&self, share: f64) -> Duration {
        let mut sorted = self.each.clone();
        sorted.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a place in a list of some thousands"
        )]
        let at = (sorted.len() as f64 * share).ceil() as usize;
        sorted.get(at.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Answers in a second.
    pub(crate) fn rate(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "some thousands")]
        let count = self.each.len() as f64;
        count / self.whole.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// Sends the requests in turn, over and over, on one connection. Each answer has to have the status expected.
pub(crate) fn sequence(
    client: &mut Client,
    requests: &[Request],
    expected: u16,
    bounds: Bounds,
) -> Result<Timing, Failure> {
    let mut timing = Timing::default();
    let began = Instant::now();
    for request in requests.iter().cycle().take(bounds.requests) {
        let sent = Instant::now();
        let answer = client.send(request)?;
        timing.each.push(sent.elapsed());
        if answer.status != expected {
            let head = answer.head.lines().next().unwrap_or_default().to_owned();
            return Err(Failure::Answer(format!("expected {expected}, the answer is {head}")));
        }
        // An even number of requests, so that who has joined has also left.
        if began.elapsed() > bounds.time && timing.each.len() % requests.len().max(1) == 0 {
            break;
        }
    }
    timing.whole = began.elapsed();
    Ok(timing)
}

/// The same on several connections at once, each with its own requests.
pub(crate) fn parallel(
    address: std::net::SocketAddr,
    connections: &[Vec<Request>],
    expected: u16,
    bounds: Bounds,
) -> Result<Timing, Failure> {
    let share = bounds.requests.div_ceil(connections.len().max(1));
    let began = Instant::now();
    let timings = std::thread::scope(|scope| {
        let one = |requests| {
            let mut client = Client::connect(address)?;
            sequence(&mut client, requests, expected, Bounds { requests: share, ..bounds })
        };
        let running: Vec<_> = connections.iter().map(|requests| scope.spawn(move || one(requests))).collect();
        let ended = running.into_iter().map(|thread| {
            thread.join().unwrap_or_else(|_| Err(Failure::Server("a connection's thread has failed".to_owned())))
        });
        ended.collect::<Result<Vec<Timing>, Failure>>()
    })?;
    Ok(Timing { each: timings.into_iter().flat_map(|timing| timing.each).collect(), whole: began.elapsed() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_the_answers_is_counted_from_the_fastest() {
        let each = (1..=100).rev().map(Duration::from_millis).collect();
        let timing = Timing { each, whole: Duration::from_secs(2) };
        assert_eq!(timing.within(0.5), Duration::from_millis(50));
        assert_eq!(timing.within(0.99), Duration::from_millis(99));
        assert!((timing.rate() - 50.0).abs() < 1e-9);
    }
}
