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

    /// Whether another attempt of a visit is allowed; it is not counted.
    ///
    /// # Errors
    /// [`Problem::TooOften`] when there were too many.
    pub(crate) fn check(&self, visit: &Visit) -> Result<(), Problem> {
        let now = visit.now.micros() / 1_000_000;
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let spent = counts
            .get(&key(visit))
            .is_some_and(|(since, attempts)| now - since < self.seconds && *attempts >= self.most);
        if spent { Err(Problem::TooOften) } else { Ok(()) }
    }

    /// Counts an attempt of a visit.
    ///
    /// # Errors
    /// [`Problem::TooOften`] when there were too many.
    pub(crate) fn count(&self, visit: &Visit) -> Result<(), Problem> {
        self.count_for(visit, &key(visit))
    }

    /// Counts an attempt of a visit under a key of its own.
    ///
    /// # Errors
    /// [`Problem::TooOften`] when there were too many.
    pub(crate) fn count_for(&self, visit: &Visit, key: &str) -> Result<(), Problem> {
        let now = visit.now.micros() / 1_000_000;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST_KEYS {
            counts.retain(|_, (since, _)| now - *since < self.seconds);
        }
        let entry = counts.entry(key.to_owned()).or_insert((now, 0));
        if now - entry.0 >= self.seconds {
            *entry = (now, 0);
        }
        entry.1 += 1;
        if entry.1 > self.most { Err(Problem::TooOften) } else { Ok(()) }
    }
}

/// Whose attempts are counted together: a person's, or those of a network address. Of an IPv6 address it is the first
/// half, since a household has all of the second.
fn key(visit: &Visit) -> String {
    visit.viewer.id().map_or_else(|| network(&visit.device.address), |person| person.to_string())
}

fn network(address: &str) -> String {
    match address.parse::<std::net::Ipv6Addr>() {
        Ok(address) if address.to_ipv4_mapped().is_none() => {
            let [one, two, three, four, ..] = address.segments();
            format!("{one:x}:{two:x}:{three:x}:{four:x}::/64")
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn one_household_is_one_address() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("::ffff:192.0.2.1"), network("::ffff:192.0.2.2"));
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
    }
}
