//! How far a share of answers can be from the share among everyone who was asked.

/// The bounds of a share in per cent, 0 to 100, at 95 per cent confidence.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The number of standard deviations that hold 95 per cent of a normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for a share of `percent` (0 to 100) of `base` answers; `None` without answers.
///
/// It works for few answers and for shares of nought and a hundred, for which reason England's public-health
/// standard prefers it (E. B. Wilson, 1927; domain research 4.5). It assumes that those who answered resemble
/// those who did not. Where only a whole percentage was published, its rounding is not in the interval.
pub fn wilson(percent: f64, base: u32) -> Option<Interval> {
    wilson_of(percent, f64::from(base), base)
}

fn wilson_of(percent: f64, n: f64, base: u32) -> Option<Interval> {
    if base == 0 || percent.is_nan() {
        return None;
    }
    if n.is_infinite() {
        return Some(Interval { low: percent, high: percent });
    }
    let share = (percent / 100.0).clamp(0.0, 1.0);
    let z2 = Z * Z;
    let middle = 2.0 * n * share + z2;
    let reach = Z * (z2 + 4.0 * n * share * (1.0 - share)).sqrt();
    let whole = 2.0 * (n + z2);
    let bound = |value: f64| (100.0 * value / whole).clamp(0.0, 100.0);
    Some(Interval { low: bound(middle - reach), high: bound(middle + reach) })
}

/// The difference of two shares in points of per cent, the second less the first, with its bounds at 95 per cent
/// confidence; `None` where either has no answers.
///
/// Newcombe's hybrid score interval: the distances of each share from the bounds of its own interval, squared and added
/// (R. G. Newcombe, 1998, method 10). It assumes that the two groups of answers are independent; where many people
/// answered both, and alike, the true interval is narrower.
pub fn newcombe(first: Share, second: Share) -> Option<Difference> {
    let (one, other) = (first.interval()?, second.interval()?);
    let (was, is) = (first.percent(), second.percent());
    let points = is - was;
    let low = points - (is - other.low).hypot(one.high - was);
    let high = points + (other.high - is).hypot(was - one.low);
    Some(Difference { points, low: low.max(-100.0), high: high.min(100.0) })
}

/// A percentage, bound or number of points to the nearest whole one, a half going up: every share that is shown is
/// rounded so.
#[expect(clippy::cast_possible_truncation, reason = "a percentage lies between -100 and 100")]
pub fn whole(percent: f64) -> i64 {
    (percent + 0.5).floor() as i64
}

/// A part of so many in whole per cent, rounded as [`whole`] does; nought of nothing.
pub const fn whole_share(part: i64, of: i64) -> i64 {
    if of <= 0 {
        return 0;
    }
    part.saturating_mul(200).saturating_add(of).div_euclid(of.saturating_mul(2))
}

/// A share of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many of the answers.
    pub count: u32,
    /// How many answers there are.
    pub base: u32,
    /// Among how many people the share is asked for, where nearly all of them answered; `None` takes them for many.
    pub population: Option<u32>,
}

impl Share {
    /// In per cent; nought without answers.
    pub fn percent(self) -> f64 {
        100.0 * f64::from(self.count) / f64::from(self.base.max(1))
    }

    /// In whole per cent, a half going up; nought without answers.
    pub fn whole_percent(self) -> u32 {
        u32::try_from(whole_share(i64::from(self.count), i64::from(self.base))).unwrap_or(100)
    }

    /// Wilson's interval, corrected where nearly all were asked and answered.
    pub fn interval(self) -> Option<Interval> {
        match self.population.filter(|population| nearly_all(self.base, *population)) {
            Some(population) => wilson_of(self.percent(), effective(self.base, population), self.base),
            None => wilson(self.percent(), self.base),
        }
    }
}

/// From which share of those asked their answers are nearly all: four of five.
pub const NEARLY_ALL: f64 = 0.8;

/// Whether nearly all of so many people answered, so that an interval for many more would overstate what is not known.
pub fn nearly_all(base: u32, population: u32) -> bool {
    population > 0 && f64::from(base) >= NEARLY_ALL * f64::from(population)
}

/// As how many answers of an endless population so many of a small one count: the variance of a share drawn without
/// putting back is smaller by (N - n) / (N - 1), the finite-population correction (W. G. Cochran, 1977, 2.6). Where
/// everybody answered nothing is left open, and the number has no end.
fn effective(base: u32, population: u32) -> f64 {
    let (n, all) = (f64::from(base), f64::from(population.max(base)));
    if n >= all { f64::INFINITY } else { n * (all - 1.0) / (all - n) }
}

/// The difference of two shares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Difference {
    /// The second share less the first, in points of per cent.
    pub points: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// What can be said of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The second share is higher, and chance alone is a poor explanation.
    Up,
    /// It is lower.
    Down,
    /// The interval holds nought: no clear change.
    Unclear,
}

impl Difference {
    /// What can be said of it. Two intervals that overlap are no reason to say nothing: that would be far too strict
    /// (domain research 4.5).
    pub fn change(self) -> Change {
        match () {
            () if self.low > 0.0 => Change::Up,
            () if self.high < 0.0 => Change::Down,
            () => Change::Unclear,
        }
    }
}

/// How many of `base` answers a whole percentage stands for, to the nearest answer: "about 46 of 50".
pub fn answers(percent: u32, base: u32) -> u32 {
    let rounded = (u64::from(percent.min(100)) * u64::from(base) + 50) / 100;
    u32::try_from(rounded).unwrap_or(base)
}

#[cfg(test)]
mod tests;
