//! People: what others see of them, and what is left when they have gone.

crate::choices! {
    /// Whether a person is part of the organisation.
    PersonStatus {
        /// At work here.
        Current = "current",
        /// Has left the site; shown as a former member until what is held is removed.
        Left = "left",
        /// Everything that named the person has been removed.
        Erased = "erased",
    }
}

crate::choices! {
    /// What a community can be matched with in a person, and what a person can state.
    MatchKind {
        /// A family of jobs.
        JobFamily = "job_family",
        /// A department.
        Department = "department",
        /// A topic.
        Topic = "topic",
    }
}

/// The initials that stand for a person without a picture: of the first and last word of the name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    #[rstest::rstest]
    #[case("Ada Example", "AE")]
    #[case("Ada", "A")]
    #[case("María José de la Example", "ME")]
    #[case("", "")]
    fn initials_are_of_the_first_and_last_word(#[case] name: &str, #[case] initials: &str) {
        assert_eq!(super::initials(name), initials);
    }
}
