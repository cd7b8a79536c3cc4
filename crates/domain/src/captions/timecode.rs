//! Points in a recording.

use super::Kind;

/// A point in a recording: whole milliseconds from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Timecode(u64);

impl Timecode {
    /// The point that lies this many milliseconds after the beginning.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds from the beginning.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Whole seconds from the beginning, as a player's address takes them.
    pub const fn seconds(self) -> u64 {
        self.0 / 1_000
    }

    /// Reads `01:02:03.004`, where hours may be left out and a point or a comma stands before the thousandths.
    pub(super) fn read(text: &str, point: char) -> Result<Self, Kind> {
        let (clock, thousandths) = text.rsplit_once(point).ok_or(Kind::BadTiming)?;
        let parts: Vec<&str> = clock.split(':').collect();
        let (hours, minutes, seconds) = match parts.as_slice() {
            [minutes, seconds] => (0, *minutes, *seconds),
            [hours, minutes, seconds] => (number(hours, 1..=3)?, *minutes, *seconds),
            _ => return Err(Kind::BadTiming),
        };
        let (minutes, seconds) = (number(minutes, 2..=2)?, number(seconds, 2..=2)?);
        let thousandths = number(thousandths, 3..=3)?;
        if minutes > 59 || seconds > 59 {
            return Err(Kind::Beyond59);
        }
        Ok(Self(((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths))
    }

    /// As WebVTT writes it.
    pub(super) fn webvtt(self) -> String {
        let (hours, minutes, seconds) = self.clock();
        format!("{hours:02}:{minutes:02}:{seconds:02}.{:03}", self.0 % 1_000)
    }

    const fn clock(self) -> (u64, u64, u64) {
        let seconds = self.seconds();
        (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

fn number(digits: &str, lengths: std::ops::RangeInclusive<usize>) -> Result<u64, Kind> {
    let is_number = lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().map_err(|_| Kind::BadTiming) } else { Err(Kind::BadTiming) }
}

/// As people read it: `2:05`, or `1:02:05` from an hour.
impl std::fmt::Display for Timecode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.clock() {
            (0, minutes, seconds) => write!(f, "{minutes}:{seconds:02}"),
            (hours, minutes, seconds) => write!(f, "{hours}:{minutes:02}:{seconds:02}"),
        }
    }
}
