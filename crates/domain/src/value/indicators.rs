//! Indicators: what is measured, and how a measurement is read against the baseline and the target (domain research
//! 2.4 and 2.7).

use super::Quantity;
use crate::intervals::{Interval, wilson};

crate::choices! {
    /// What an indicator speaks of. Kind, level and value type are told apart: each can go with each.
    Kind {
        /// To what extent something happened.
        Effect = "effect",
        /// That the community had a part in it.
        Contribution = "contribution",
    }
}

crate::choices! {
    /// In what an indicator is measured.
    Measure {
        /// A number, with words for its unit.
        Number = "number",
        /// A share in per cent, of a number of answers or cases.
        Percent = "percent",
    }
}

crate::choices! {
    /// Which way is better.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
        /// It should stay.
        Keep = "keep",
    }
}

crate::choices! {
    /// What the site can count by itself for a community, over a year.
    Automatic {
        /// Events that were held.
        EventsHeld = "events_held",
        /// How often people were at them.
        Attendance = "attendance",
        /// Of those who came, the share who came again.
        ReturnRate = "return_rate",
        /// People who came for the first time.
        FirstTimers = "first_timers",
        /// Of those who answered after events, the share for whom it was worth their time.
        WorthMyTime = "worth_my_time",
        /// People who joined.
        MembersJoined = "members_joined",
        /// Questions asked at events that were answered.
        QuestionsAnswered = "questions_answered",
    }
}

impl Automatic {
    /// The type of value that it says something about.
    pub const fn value_type(self) -> super::ValueType {
        match self {
            Self::EventsHeld | Self::Attendance | Self::ReturnRate | Self::WorthMyTime => super::ValueType::Immediate,
            Self::QuestionsAnswered => super::ValueType::Potential,
            Self::FirstTimers | Self::MembersJoined => super::ValueType::Orienting,
        }
    }

    /// In what it is measured.
    pub const fn measure(self) -> Measure {
        match self {
            Self::ReturnRate | Self::WorthMyTime => Measure::Percent,
            Self::EventsHeld | Self::Attendance | Self::FirstTimers | Self::MembersJoined | Self::QuestionsAnswered => {
                Measure::Number
            }
        }
    }

    /// Whether it is what people say of themselves when they are asked, and not what they did.
    pub const fn is_self_report(self) -> bool {
        match self {
            Self::WorthMyTime => true,
            Self::EventsHeld
            | Self::Attendance
            | Self::ReturnRate
            | Self::FirstTimers
            | Self::MembersJoined
            | Self::QuestionsAnswered => false,
        }
    }
}

/// Days that an automatic measurement looks back.
pub const PERIOD_DAYS: i64 = 365;
/// Days after which an automatic indicator is measured again.
pub const MEASURE_EVERY_DAYS: i64 = 28;
/// People below whom nothing is measured about who came: a share of few says who they were.
pub const MINIMUM_PEOPLE: i64 = 10;

/// How the latest measurement stands to the baseline and the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was measured yet.
    NotMeasured,
    /// The target is reached.
    Reached,
    /// It has moved as it should.
    Towards,
    /// It has not moved.
    Unmoved,
    /// It has moved the other way.
    Away,
    /// There is nothing to hold it against.
    Alone,
}

/// Reads the latest measurement. What should stay is reached while it equals its target, or its baseline without one.
pub fn standing(
    direction: Direction,
    baseline: Option<Quantity>,
    target: Option<Quantity>,
    latest: Option<Quantity>,
) -> Standing {
    let Some(latest) = latest else { return Standing::NotMeasured };
    let is_reached = |target: Quantity| match direction {
        Direction::Up => latest >= target,
        Direction::Down => latest <= target,
        Direction::Keep => latest == target,
    };
    let target = if direction == Direction::Keep { target.or(baseline) } else { target };
    if target.is_some_and(is_reached) {
        return Standing::Reached;
    }
    let Some(baseline) = baseline else { return Standing::Alone };
    match (direction, latest.cmp(&baseline)) {
        (Direction::Up | Direction::Down, std::cmp::Ordering::Equal) => Standing::Unmoved,
        (Direction::Up, std::cmp::Ordering::Greater) | (Direction::Down, std::cmp::Ordering::Less) => Standing::Towards,
        _ => Standing::Away,
    }
}

/// The bounds of a share among all whom those counted stand for (Wilson, 95 per cent); `None` for a number, without a
/// base, and for what is no share.
pub fn interval(measure: Measure, value: Quantity, base: Option<i64>) -> Option<Interval> {
    let base = base.and_then(|base| u32::try_from(base).ok())?;
    let percent = value.as_f64();
    if measure != Measure::Percent || !(0.0..=100.0).contains(&percent) {
        return None;
    }
    wilson(percent, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Direction::Up, Some(2), Some(6), None, Standing::NotMeasured)]
    #[case(Direction::Up, Some(2), Some(6), Some(5), Standing::Towards)]
    #[case(Direction::Up, Some(2), Some(6), Some(6), Standing::Reached)]
    #[case(Direction::Up, Some(2), Some(6), Some(2), Standing::Unmoved)]
    #[case(Direction::Up, Some(2), Some(6), Some(1), Standing::Away)]
    #[case(Direction::Up, None, Some(6), Some(1), Standing::Alone)]
    #[case(Direction::Up, None, None, Some(1), Standing::Alone)]
    #[case(Direction::Down, Some(9), None, Some(2), Standing::Towards)]
    #[case(Direction::Down, Some(9), Some(3), Some(2), Standing::Reached)]
    #[case(Direction::Down, Some(9), Some(3), Some(10), Standing::Away)]
    #[case(Direction::Keep, Some(1), None, Some(1), Standing::Reached)]
    #[case(Direction::Keep, Some(1), None, Some(2), Standing::Away)]
    fn a_measurement_is_read_against_baseline_and_target(
        #[case] direction: Direction,
        #[case] baseline: Option<i64>,
        #[case] target: Option<i64>,
        #[case] latest: Option<i64>,
        #[case] expected: Standing,
    ) {
        let [baseline, target, latest] = [baseline, target, latest].map(|value| value.map(Quantity::whole));
        assert_eq!(standing(direction, baseline, target, latest), expected);
    }

    #[test]
    fn only_a_share_of_known_answers_has_an_interval() {
        let share = Quantity::percent(21, 24).unwrap();
        // The worked example of domain research 2.15: 88% of 24 answers lies between 69 and 96.
        let known = interval(Measure::Percent, share, Some(24)).unwrap();
        assert_eq!((known.low.round(), known.high.round()), (69.0, 96.0));
        assert_eq!(interval(Measure::Number, share, Some(24)), None);
        assert_eq!(interval(Measure::Percent, share, None), None);
        assert_eq!(interval(Measure::Percent, share, Some(0)), None);
        assert_eq!(interval(Measure::Percent, Quantity::whole(140), Some(24)), None);
    }
}
