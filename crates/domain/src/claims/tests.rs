use super::*;
use crate::value::ValueType;
use proptest::prelude::*;

fn says(kind: EvidenceKind) -> Says {
    Says {
        kind,
        presence: Presence::There,
        value: None,
        base: None,
        share: None,
        is_confirmed: false,
        is_self_report: false,
        is_live: false,
        digest: String::new(),
    }
}

fn giving(kind: EvidenceKind, value: i64, base: Option<i64>) -> Says {
    Says { value: Some(value), base, ..says(kind) }
}

const fn claimed(strength: Strength) -> Claimed<'static> {
    Claimed {
        statement: "Members helped each other with the move",
        measure: Measure::Statement,
        value: None,
        value_type: None,
        strength,
        comparison: None,
    }
}

#[rstest::rstest]
#[case::helped("The community helped reduce waiting times", &[])]
#[case::contributed("The community contributed to a shift that improved the service", &[])]
#[case::told("84% said that it improved their skills", &[])]
#[case::caused("The community caused fewer errors", &["caused"])]
#[case::led_to("Sessions led to a new form", &["led to"])]
#[case::two("It increased trust and reduced errors", &["increased", "reduced"])]
#[case::each_clause_by_itself("Members helped. The community increased sales.", &["increased"])]
#[case::inside_a_word("The uncaused cutlery", &[])]
#[case::capitals("INCREASED trust", &["increased"])]
#[case::significant("A significant difference", &["significant"])]
#[case::phrase_cut_off("What it led", &[])]
#[case::the_month("In May the forum reduced errors", &["reduced"])]
#[case::the_month_of_a_year("By the end, May 2026 sessions reduced errors", &["reduced"])]
#[case::a_day_of_the_month("On 12 May the forum reduced errors", &["reduced"])]
#[case::the_month_first("May sessions reduced errors", &["reduced"])]
#[case::since_the_month("Since May it led to fewer errors", &["led to"])]
#[case::may("The forum may have reduced errors", &[])]
#[case::may_have_two("The forum may have reduced errors and saved time", &[])]
#[case::may_at_first("May have reduced errors", &[])]
#[case::something_else_helped("The forum helped newcomers and cut costs by half", &["cut"])]
#[case::after_a_comma("The forum helped newcomers, cut costs and saved time", &["cut", "saved"])]
#[case::after_but("Members said little but it reduced errors", &["reduced"])]
#[case::a_report("The report shows we increased sales", &["increased"])]
#[case::the_annual_report("Our annual report: we increased sales", &["increased"])]
#[case::a_help_desk("The help desk increased sales", &["increased"])]
#[case::too_far("Members helped in the hall during the open day that in the end increased sales", &["increased"])]
#[case::people_report("Members report that the forum of all their faculties for once reduced errors", &[])]
#[case::helped_to("The forum helped to reduce errors", &[])]
#[case::contributed_to("The forum contributed to fewer errors", &[])]
#[case::contributed_to_cause("The forum contributed to reduced costs", &[])]
#[case::told_two("84% said that it improved their skills and saved time", &[])]
#[case::told_one("84% said that it improved their skills and the forum saved time", &["saved"])]
#[case::thousands("Of 1,000 members most agree it improved their work", &[])]
fn words_that_claim_a_cause(#[case] sentence: &str, #[case] found: &[&str]) {
    assert_eq!(causal(sentence), found);
}

#[test]
fn a_cause_needs_a_measurement_with_a_comparison() {
    let claim = Claimed { statement: "The forum increased first-time resolutions", ..claimed(Strength::Reported) };
    let report = [giving(EvidenceKind::External, 12, None)];
    assert_eq!(lacks(&claim, &report), [Lack::Wording]);
    let measured = Claimed { strength: Strength::Measured, ..claim };
    assert_eq!(lacks(&measured, &report), [Lack::Wording]);
    assert_eq!(lacks(&Claimed { comparison: Some(""), ..measured }, &report), [Lack::Wording]);
    assert_eq!(lacks(&Claimed { comparison: Some("the year before, in the same teams"), ..measured }, &report), []);
}

#[rstest::rstest]
#[case::nothing(Strength::Observed, &[], &[Lack::Evidence])]
#[case::observed(Strength::Observed, &[EvidenceKind::Event], &[])]
#[case::described_only(Strength::Observed, &[EvidenceKind::External], &[Lack::Observation])]
#[case::reported(Strength::Reported, &[EvidenceKind::External], &[])]
#[case::nobody_says_so(Strength::Reported, &[EvidenceKind::Event], &[Lack::Report])]
#[case::one_kind(Strength::Corroborated, &[EvidenceKind::External, EvidenceKind::External], &[Lack::SecondKind])]
#[case::two_kinds(Strength::Corroborated, &[EvidenceKind::External, EvidenceKind::Event], &[])]
#[case::two_surveys(Strength::Corroborated, &[EvidenceKind::Survey, EvidenceKind::Published], &[Lack::SecondKind])]
#[case::no_figure(Strength::Measured, &[EvidenceKind::External], &[Lack::Measurement])]
#[case::what_people_answered(Strength::Reported, &[EvidenceKind::Survey], &[])]
#[case::answers_are_not_observed(Strength::Observed, &[EvidenceKind::Survey], &[Lack::Observation])]
fn strengths_need_their_evidence(
    #[case] strength: Strength,
    #[case] kinds: &[EvidenceKind],
    #[case] expected: &[Lack],
) {
    let evidence: Vec<Says> = kinds.iter().map(|kind| says(*kind)).collect();
    assert_eq!(lacks(&claimed(strength), &evidence), expected);
}

#[test]
fn what_people_say_of_themselves_is_reported_however_many_they_are() {
    let survey = [giving(EvidenceKind::Survey, 90, Some(1_000))];
    assert_eq!(lacks(&claimed(Strength::Measured), &survey), [Lack::Measurement]);
    let both = [giving(EvidenceKind::Survey, 90, Some(1_000)), giving(EvidenceKind::Measurement, 12, None)];
    assert_eq!(lacks(&claimed(Strength::Measured), &both), []);
    // The same from an indicator that counts answers, and from a survey of the record.
    for kind in [EvidenceKind::Measurement, EvidenceKind::Record] {
        let asked = Says { is_self_report: true, ..giving(kind, 90, Some(1_000)) };
        assert_eq!(lacks(&claimed(Strength::Measured), &[asked]), [Lack::Measurement], "{kind}");
    }
}

#[test]
fn a_second_persons_word_corroborates() {
    let confirmed = Says { is_confirmed: true, ..says(EvidenceKind::External) };
    assert_eq!(lacks(&claimed(Strength::Corroborated), &[confirmed]), []);
}

#[test]
fn what_matters_to_others_needs_corroboration() {
    for value in ValueType::ALL {
        let claim = Claimed { value_type: Some(*value), ..claimed(Strength::Reported) };
        let needs = matches!(value, ValueType::Realised | ValueType::Transformative);
        let expected: &[Lack] = if needs { &[Lack::Corroboration] } else { &[] };
        assert_eq!(lacks(&claim, &[says(EvidenceKind::External)]), expected, "{value}");
    }
}

#[test]
fn evidence_that_is_gone_or_suppressed_stops_an_approval() {
    let gone = Says { presence: Presence::Gone, ..says(EvidenceKind::Event) };
    let hidden = Says { presence: Presence::Suppressed, ..giving(EvidenceKind::External, 92, Some(9)) };
    assert_eq!(lacks(&claimed(Strength::Observed), &[gone, says(EvidenceKind::Event)]), [Lack::Gone]);
    let share = Claimed { measure: Measure::PercentAgree, value: Some(92), ..claimed(Strength::Reported) };
    assert_eq!(lacks(&share, &[hidden]), [Lack::Suppressed, Lack::Figure]);
}

#[test]
fn a_figure_is_one_that_the_evidence_gives() {
    let share = Claimed { measure: Measure::PercentAgree, value: Some(92), ..claimed(Strength::Reported) };
    let given = giving(EvidenceKind::External, 92, Some(50));
    assert_eq!(supporting(&share, std::slice::from_ref(&given)), Some((92, Some(50))));
    assert_eq!(lacks(&Claimed { value: Some(93), ..share }, &[given]), [Lack::Figure]);
    let events = Claimed { measure: Measure::Count, value: Some(2), ..claimed(Strength::Observed) };
    assert_eq!(supporting(&events, &[says(EvidenceKind::Event), says(EvidenceKind::Event)]), Some((2, None)));
    assert_eq!(lacks(&events, &[says(EvidenceKind::Event)]), [Lack::Figure]);
    let live = Says { is_live: true, ..giving(EvidenceKind::Counter, 40, None) };
    let counted = Claimed { measure: Measure::Count, ..claimed(Strength::Observed) };
    assert_eq!(supporting(&counted, &[live]), Some((40, None)));
    assert_eq!(lacks(&counted, &[giving(EvidenceKind::Record, 40, None)]), [Lack::Figure]);
}

#[test]
fn nobody_approves_what_they_wrote() {
    use ClaimState::{Approved, Submitted, Withdrawn};
    for (state, one) in
        [(Submitted, Step::Approve), (Submitted, Step::Return), (Withdrawn, Step::Restore), (Approved, Step::Confirm)]
    {
        assert_eq!(step(state, one, true), Err(Refusal::OwnClaim), "{one}");
        assert!(step(state, one, false).is_ok(), "{one}");
    }
    assert_eq!(step(ClaimState::Draft, Step::Submit, false), Err(Refusal::NotAuthor));
}

proptest! {
    #[test]
    fn nothing_is_shown_that_its_author_alone_has_seen(
        steps in proptest::collection::vec((0..Step::ALL.len(), any::<bool>()), 0..24),
    ) {
        let (mut state, mut seen_by_another) = (ClaimState::Draft, false);
        for (one, is_author) in steps {
            if let Ok(next) = step(state, Step::ALL[one], is_author) {
                seen_by_another |= !is_author;
                state = next;
            }
            prop_assert!(state != ClaimState::Approved || seen_by_another);
        }
    }

    #[test]
    fn a_corrected_claim_never_changes(one in 0..Step::ALL.len(), is_author in any::<bool>()) {
        prop_assert_eq!(step(ClaimState::Corrected, Step::ALL[one], is_author), Err(Refusal::NotNow));
    }

    #[test]
    fn more_evidence_that_is_there_never_makes_a_claim_weaker(
        strength in 0..Strength::ALL.len(),
        kinds in proptest::collection::vec(0..EvidenceKind::ALL.len(), 1..5),
        more in 0..EvidenceKind::ALL.len(),
    ) {
        let claim = claimed(Strength::ALL[strength]);
        let mut evidence: Vec<Says> = kinds.into_iter().map(|kind| says(EvidenceKind::ALL[kind])).collect();
        let before = lacks(&claim, &evidence);
        evidence.push(says(EvidenceKind::ALL[more]));
        prop_assert!(lacks(&claim, &evidence).iter().all(|lack| before.contains(lack)));
    }
}
