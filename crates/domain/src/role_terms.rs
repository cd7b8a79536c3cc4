//! Roles that are held for a time, apart from membership.

use crate::{policy::Role, time::Day};

crate::choices! {
    /// A role that somebody is appointed to, in a community or on the whole site.
    TermRole {
        /// Leads a community.
        Lead = "lead",
        /// Speaks for a community among the senior staff, without being a member.
        Sponsor = "sponsor",
        /// Helps a community along without leading it.
        Facilitator = "facilitator",
        /// Runs the programme.
        ProgrammeManager = "programme_manager",
        /// Answers for the public pages.
        Editor = "editor",
        /// Reads the audit log.
        Auditor = "auditor",
        /// Keeps the installation running.
        Administrator = "administrator",
    }
}

impl TermRole {
    /// Whether the role is held in a community rather than on the whole site.
    pub const fn is_in_community(self) -> bool {
        matches!(self, Self::Lead | Self::Sponsor | Self::Facilitator)
    }

    /// The role in the table of permissions, if the term gives any.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Lead => Some(Role::Lead),
            Self::Sponsor => Some(Role::Sponsor),
            Self::Facilitator => None,
            Self::ProgrammeManager => Some(Role::ProgrammeManager),
            Self::Editor => Some(Role::Editor),
            Self::Auditor => Some(Role::Auditor),
            Self::Administrator => Some(Role::Administrator),
        }
    }
}

/// The days on which a role is held: both ends are included; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub starts: Day,
    /// The last day.
    pub ends: Option<Day>,
}

/// A term that ends before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a term cannot end before it starts")]
pub struct EndsBeforeStart;

impl Term {
    /// A term of these days.
    ///
    /// # Errors
    /// [`EndsBeforeStart`] if the last day lies before the first.
    pub fn new(starts: Day, ends: Option<Day>) -> Result<Self, EndsBeforeStart> {
        if ends.is_some_and(|ends| ends < starts) { Err(EndsBeforeStart) } else { Ok(Self { starts, ends }) }
    }

    /// Whether the role is held on a day.
    pub fn is_held_on(&self, day: Day) -> bool {
        self.starts <= day && self.ends.is_none_or(|ends| day <= ends)
    }

    /// How soon the term ends, for terms that are held today.
    pub fn notice(&self, today: Day) -> Option<Notice> {
        let days = today.days_until(self.ends?);
        if !self.is_held_on(today) {
            return None;
        }
        match days {
            0..=30 => Some(Notice::Within30),
            31..=60 => Some(Notice::Within60),
            61..=90 => Some(Notice::Within90),
            _ => None,
        }
    }
}

crate::choices! {
    /// How soon a term ends (domain research 3.5: alerts 90, 60 and 30 days before).
    Notice {
        /// In at most 30 days.
        Within30 = "within_30",
        /// In 31 to 60 days.
        Within60 = "within_60",
        /// In 61 to 90 days.
        Within90 = "within_90",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[rstest::rstest]
    #[case("2026-05-04", Some(Notice::Within30))]
    #[case("2026-06-03", Some(Notice::Within30))]
    #[case("2026-06-04", Some(Notice::Within60))]
    #[case("2026-07-04", Some(Notice::Within90))]
    #[case("2026-08-02", Some(Notice::Within90))]
    #[case("2026-08-03", None)]
    #[case("2026-05-03", None)]
    fn notice_is_given_at_90_60_and_30_days(#[case] ends: &str, #[case] expected: Option<Notice>) {
        let term = Term::new(day("2025-05-04"), Some(day(ends))).unwrap();
        assert_eq!(term.notice(day("2026-05-04")), expected);
    }

    #[test]
    fn a_term_holds_on_both_its_ends_and_cannot_run_backwards() {
        let term = Term::new(day("2026-01-01"), Some(day("2026-01-31"))).unwrap();
        assert!(term.is_held_on(day("2026-01-01")) && term.is_held_on(day("2026-01-31")));
        assert!(!term.is_held_on(day("2025-12-31")) && !term.is_held_on(day("2026-02-01")));
        assert_eq!(Term::new(day("2026-02-01"), Some(day("2026-01-01"))), Err(EndsBeforeStart));
    }
}
