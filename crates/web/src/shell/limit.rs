//! How often something may be tried. Kept in memory: after a restart everybody begins anew.

use super::{Problem, Visit};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// A limit on one kind of attempt, counted for each key within a window of time.
#[derive(Debug)]
pub(crate) struct Limit {
    most: u32,
    seconds: i64,
    counts: Mutex<HashMap<String, (i64, u32)>>,
}

/// Keys that are remembered at most; beyond that those whose window has passed are dropped.
const MOST_KEYS: usize = 10_000;

impl Limit {
    /// So many attempts within so many seconds.
    pub(crate) fn new(most: u32, seconds: i64) -> Self {
        Self { most, seconds, counts: Mutex::default() }
    }

    /// Counts an attempt of a visit.
    ///
    /// # Errors
    /// [`Problem::TooOften`] when there were too many.
    pub(crate) fn count(&self, visit: &Visit) -> Result<(), Problem> {
        let key = visit.viewer.id().map_or_else(|| visit.device.address.clone(), |person| person.to_string());
        let now = visit.now.micros() / 1_000_000;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST_KEYS {
            counts.retain(|_, (since, _)| now - *since < self.seconds);
        }
        let entry = counts.entry(key).or_insert((now, 0));
        if now - entry.0 >= self.seconds {
            *entry = (now, 0);
        }
        entry.1 += 1;
        if entry.1 > self.most { Err(Problem::TooOften) } else { Ok(()) }
    }
}
