//! Checking what is kept beside the records against the records themselves.

use crate::Result;
use copia_domain::counters::Counter;
use copia_store::{Db, Meter, counters, programmes};
use std::fmt;

/// A number that is kept and is not what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the number is.
    pub what: String,
    /// The number that is kept.
    pub kept: i64,
    /// The number that is counted.
    pub counted: i64,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "counters: {} is kept as {} and counted as {}", self.what, self.kept, self.counted)
    }
}

/// Counts everything anew that pages show as a number, in one snapshot.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn counters(db: &Db) -> Result<Vec<Difference>> {
    let mut tx = db.read(&Meter::default()).await?;
    let kept = counters::all(&mut tx).await?;
    let of = |counter: Counter| kept.iter().find(|value| value.counter == counter).map_or(0, |value| value.value);
    let site = counters::counted(&mut tx).await?.into_iter().map(|(counter, counted)| Difference {
        what: counter.word().to_owned(),
        kept: of(counter),
        counted,
    });
    let mut all: Vec<Difference> = site.collect();
    for community in programmes::member_counts(&mut tx).await? {
        let numbers = [
            ("core members", community.core, community.counted_core),
            ("wider members", community.wider, community.counted_wider),
            ("requests", community.asked, community.counted_asked),
        ];
        let slug = &community.slug;
        all.extend(numbers.map(|(what, kept, counted)| Difference { what: format!("{slug}, {what},"), kept, counted }));
    }
    all.retain(|number| number.kept != number.counted);
    Ok(all)
}
