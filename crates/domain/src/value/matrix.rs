//! The matrix: kinds of value as columns, what is measured in them, and each story as a path across (Wenger, Trayner and
//! de Laat, 2011; domain research 2.10). It shows where there is effect without a story, and a story without a measure.

use super::{
    ValueType,
    stories::{Step, StepState},
};

crate::choices! {
    /// Which columns there are.
    View {
        /// All eight types.
        Eight = "eight",
        /// The five cycles of 2011.
        Five = "five",
    }
}

impl View {
    /// The columns, in their order.
    pub const fn columns(self) -> &'static [ValueType] {
        match self {
            Self::Eight => ValueType::ALL,
            Self::Five => &[
                ValueType::Immediate,
                ValueType::Potential,
                ValueType::Applied,
                ValueType::Realised,
                ValueType::Transformative,
            ],
        }
    }
}

/// What a story says in a column: the furthest that any of its steps there has come.
pub fn mark(steps: impl IntoIterator<Item = Step>, column: ValueType) -> Option<StepState> {
    let rank = |state: StepState| match state {
        StepState::Happened => 0,
        StepState::Partly => 1,
        StepState::DidNotHappen => 2,
        StepState::HopedFor => 3,
    };
    steps.into_iter().filter(|step| step.value_type == column).map(|step| step.state).min_by_key(|state| rank(*state))
}

/// How a column reads when measures and stories are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was measured, and nothing told of what happened.
    Nothing,
    /// Something was measured, and no story says that the community had a part in it.
    EffectWithoutContribution,
    /// A story tells of it, and nothing was measured.
    StoryWithoutMeasure,
    /// Both.
    Both,
}

/// Reads a column. Only what happened, wholly or partly, counts as told.
pub const fn reading(measured: usize, told: usize) -> Reading {
    match (measured, told) {
        (0, 0) => Reading::Nothing,
        (_, 0) => Reading::EffectWithoutContribution,
        (0, _) => Reading::StoryWithoutMeasure,
        (..) => Reading::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn step(value_type: ValueType, state: StepState) -> Step {
        Step { value_type, state }
    }

    #[test]
    fn a_cell_shows_the_furthest_that_a_step_has_come() {
        use StepState::{DidNotHappen, Happened, HopedFor, Partly};
        let of = |states: &[StepState]| {
            mark(states.iter().map(|state| step(ValueType::Applied, *state)), ValueType::Applied)
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[HopedFor, Partly, Happened, DidNotHappen]), Some(Happened));
        assert_eq!(of(&[HopedFor, DidNotHappen, Partly]), Some(Partly));
        assert_eq!(of(&[HopedFor, DidNotHappen]), Some(DidNotHappen));
        assert_eq!(mark([step(ValueType::Applied, Happened)], ValueType::Realised), None);
    }

    #[test]
    fn the_five_cycles_are_those_that_have_a_number() {
        let five: Vec<ValueType> = ValueType::ALL.iter().copied().filter(|one| one.cycle().is_some()).collect();
        assert_eq!(View::Five.columns(), five);
        assert!(five.iter().map(|one| one.cycle()).is_sorted());
    }

    #[rstest::rstest]
    #[case(0, 0, Reading::Nothing)]
    #[case(2, 0, Reading::EffectWithoutContribution)]
    #[case(0, 1, Reading::StoryWithoutMeasure)]
    #[case(1, 3, Reading::Both)]
    fn a_column_is_strong_where_both_meet(#[case] measured: usize, #[case] told: usize, #[case] expected: Reading) {
        assert_eq!(reading(measured, told), expected);
    }
}
