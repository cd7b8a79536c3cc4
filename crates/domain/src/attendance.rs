//! Who was at an event: how it is known, when it can be recorded, what it counts for, and how many to expect.

pub mod matching;
pub mod report;
pub mod turnout;

use crate::{events::State, time::When};

crate::choices! {
    /// How it is known that somebody was there.
    Way {
        /// They typed the code that the hosts showed.
        Code = "code",
        /// They followed the pattern at the door and pressed the button.
        Door = "door",
        /// A host ticked them off.
        Host = "host",
        /// The report of the meeting names them.
        Report = "report",
    }
}

crate::choices! {
    /// Why nothing is recorded now. The words end the keys of the messages.
    Refusal {
        /// The event is a draft.
        NotPublished = "not_published",
        /// The event was called off.
        CalledOff = "called_off",
        /// It is too long before the start.
        TooEarly = "too_early",
        /// It is too long after the end.
        Over = "over",
    }
}

/// Minutes before the start from which attendance is recorded, and after the end until which the code works.
pub const WINDOW_MINUTES: i64 = 30;

/// People without a name whom a host can count at one event.
pub const MOST_OTHERS: i64 = 100_000;

/// When hosts can record who was there: from half an hour before the start, and without an end.
///
/// # Errors
/// Why not now.
pub const fn may_record(state: State, starts_at: When, now: When) -> Result<(), Refusal> {
    match state {
        State::Draft => Err(Refusal::NotPublished),
        State::CalledOff => Err(Refusal::CalledOff),
        State::Published if now.micros() < opens_at(starts_at).micros() => Err(Refusal::TooEarly),
        State::Published => Ok(()),
    }
}

/// When people can check in with the code: from half an hour before the start until half an hour after the end.
///
/// # Errors
/// Why not now.
pub const fn may_check_in(state: State, starts_at: When, ends_at: When, now: When) -> Result<(), Refusal> {
    match may_record(state, starts_at, now) {
        Ok(()) if now.micros() >= closes_at(ends_at).micros() => Err(Refusal::Over),
        answer => answer,
    }
}

/// The first instant at which attendance is recorded.
pub const fn opens_at(starts_at: When) -> When {
    starts_at.plus_seconds(-60 * WINDOW_MINUTES)
}

/// The first instant at which the code no longer works.
pub const fn closes_at(ends_at: When) -> When {
    ends_at.plus_seconds(60 * WINDOW_MINUTES)
}

/// Minutes of learning that an attendance counts for: those that the report says, at most the event's own length, and
/// all of it where nobody measured. Waiting before the start and staying after the end are no learning.
pub fn credited(measured: Option<i64>, length: i64) -> i64 {
    measured.map_or(length, |minutes| minutes.clamp(0, length.max(0)))
}

/// Letters and digits of a code: capital letters without I, L, O and U, and digits without 0 and 1, which people
/// misread or mishear (after Crockford's base 32).
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters and digits in a code: one of 729 million.
const CODE_LENGTH: usize = 6;

/// The code that a number stands for. Of random numbers of 64 bits every code is as likely as another to one part in
/// twenty thousand million.
pub fn code(mut number: u64) -> String {
    let mut code = String::with_capacity(CODE_LENGTH);
    for _ in 0..CODE_LENGTH {
        let at = usize::try_from(number % 30).unwrap_or(0);
        code.push(ALPHABET.get(at).copied().map_or('2', char::from));
        number /= 30;
    }
    code
}

/// A code as it was meant: capitals, without the spaces and hyphens that people put in.
pub fn typed(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000_000;
    const START: When = When::from_micros(1_000_000_000_000_000);
    const END: When = START.plus_seconds(3600);

    #[rstest::rstest]
    #[case(State::Published, -30 * MINUTE - 1, Err(Refusal::TooEarly), Err(Refusal::TooEarly))]
    #[case(State::Published, -30 * MINUTE, Ok(()), Ok(()))]
    #[case(State::Published, 0, Ok(()), Ok(()))]
    #[case(State::Published, 90 * MINUTE - 1, Ok(()), Ok(()))]
    #[case(State::Published, 90 * MINUTE, Err(Refusal::Over), Ok(()))]
    #[case(State::Draft, 0, Err(Refusal::NotPublished), Err(Refusal::NotPublished))]
    #[case(State::CalledOff, 0, Err(Refusal::CalledOff), Err(Refusal::CalledOff))]
    fn attendance_is_recorded_around_the_event(
        #[case] state: State,
        #[case] after_start: i64,
        #[case] by_code: Result<(), Refusal>,
        #[case] by_host: Result<(), Refusal>,
    ) {
        let now = When::from_micros(START.micros() + after_start);
        assert_eq!(may_check_in(state, START, END, now), by_code);
        assert_eq!(may_record(state, START, now), by_host);
    }

    #[rstest::rstest]
    #[case(None, 60, 60)]
    #[case(Some(45), 60, 45)]
    #[case(Some(75), 60, 60)]
    #[case(Some(0), 60, 0)]
    #[case(Some(-5), 60, 0)]
    fn what_it_counts_for(#[case] measured: Option<i64>, #[case] length: i64, #[case] expected: i64) {
        assert_eq!(credited(measured, length), expected);
    }

    #[test]
    fn a_code_has_six_letters_that_nobody_misreads() {
        assert_eq!(code(0), "222222");
        assert_eq!(code(29), "Z22222");
        assert_eq!(code(30), "232222");
        assert_eq!(typed(" k7w-2 qz "), "K7W2QZ");
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_as_it_is(number: u64) {
            let code = code(number);
            prop_assert_eq!(code.len(), 6);
            prop_assert!(!code.contains(['0', '1', 'I', 'L', 'O', 'U']));
            prop_assert_eq!(typed(&code.to_lowercase()), code);
        }

        #[test]
        fn nobody_is_credited_more_than_the_event(measured in proptest::option::of(-10_i64..2_000), length in 0_i64..720) {
            prop_assert!((0..=length).contains(&credited(measured, length)));
        }
    }
}
