use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::messages::{Catalogue, OverlayFault};

fn forms(singular: &str, plural: &str, article: &str) -> Forms {
    Forms { singular: singular.to_owned(), plural: plural.to_owned(), article: article.to_owned() }
}

#[rstest]
#[case("", Problem::Empty)]
#[case("  \u{a0}", Problem::Empty)]
#[case(&"x".repeat(10_000), Problem::TooLong)]
#[case("two\nlines", Problem::Character)]
#[case("nul\0", Problem::Character)]
#[case("turned\u{202e}", Problem::Character)]
#[case("hidden\u{200b}word", Problem::Character)]
fn unusable_words_are_refused(#[case] typed: &str, #[case] problem: Problem) {
    let faults = Vocabulary::to_ftl(&[(Word::Lead, forms("chair", typed, "a chair"))]).unwrap_err();
    let expected = Fault { word: Word::Lead, form: Form::Plural, problem };
    assert_eq!(faults, [expected]);
    assert!(!problem.key().is_empty());
}

#[test]
fn every_fault_is_said_at_once() {
    let faults = Vocabulary::to_ftl(&[(Word::Lead, forms("", "", ""))]).unwrap_err();
    assert_eq!(faults.len(), 3);
}

#[rstest]
#[case("{ $x }")]
#[case("}{")]
#[case("{ -lead }")]
#[case("\"quoted\" \\u0041")]
#[case("[plural] *[x]")]
#[case(".attribute = 1")]
#[case("# comment")]
#[case("<script>alert(1)</script>")]
#[case("=")]
#[case("Gemeinschaft für Übung")]
#[case("共同体")]
fn marks_of_fluent_are_only_text(#[case] typed: &str) {
    stays_as_typed(typed);
}

fn stays_as_typed(typed: &str) {
    let typed = typed.trim();
    let words = [(Word::Community, forms(typed, typed, typed))];
    let ftl = Vocabulary::to_ftl(&words).unwrap();
    assert_eq!(Catalogue::validate_overlay(&ftl), Ok(()), "{ftl}");
    let catalogue = Catalogue::load(&[("en-GB", &ftl)]).unwrap();
    let said = catalogue.pick(None, None).forms(Word::Community);
    assert_eq!(said, forms(typed, typed, typed), "{ftl}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_is_refused_or_stays_as_typed(typed in r#"[ -~{}"\\\[\]*.#=éß共\n]{0,30}"#) {
        if problem(&typed).is_none() {
            stays_as_typed(&typed);
        }
    }

    #[test]
    fn any_overlay_is_judged_without_a_panic(ftl in r"(-community =|\{|\}|\$form|->|\*\[singular\]|[a-z\n ]){0,40}") {
        if Catalogue::validate_overlay(&ftl).is_ok() {
            Catalogue::load(&[("en-GB", &ftl)]).unwrap();
        }
    }
}

#[rstest]
#[case("greeting = x", OverlayFault::Message("greeting".into()))]
#[case("-secret = x", OverlayFault::UnknownWord("secret".into()))]
#[case("-lead = x", OverlayFault::NotByForm("lead".into()))]
#[case("-lead = { $other ->\n *[singular] x\n }", OverlayFault::NotByForm("lead".into()))]
#[case("-lead = { $form ->\n *[plural] x\n }", OverlayFault::NotByForm("lead".into()))]
#[case(
    "-lead = { $form ->\n *[singular] x\n }\n .title = y",
    OverlayFault::NotByForm("lead".into())
)]
#[case(
    "-lead = { $form ->\n *[singular] x\n [dual] y\n }",
    OverlayFault::UnknownForm { word: "lead".into(), form: "dual".into() }
)]
#[case(
    "-lead = { $form ->\n *[singular] { -lead }\n }",
    OverlayFault::NotText { word: "lead".into(), form: "singular".into() }
)]
#[case(
    "-lead = { $form ->\n *[singular] { \"\\u202E\" }\n }",
    OverlayFault::NotText { word: "lead".into(), form: "singular".into() }
)]
fn an_overlay_may_only_rename(#[case] ftl: &str, #[case] fault: OverlayFault) {
    assert_eq!(Catalogue::validate_overlay(ftl), Err(vec![fault]));
}

#[test]
fn an_overlay_is_bounded_and_must_be_fluent() {
    let huge = "#".repeat(60_000);
    assert_eq!(Catalogue::validate_overlay(&huge), Err(vec![OverlayFault::TooLong]));
    let broken = Catalogue::validate_overlay("-lead = {").unwrap_err();
    assert!(matches!(broken[0], OverlayFault::Syntax { .. }));
    let twice = "-lead = { $form ->\n *[singular] x\n }\n".repeat(2);
    assert_eq!(Catalogue::validate_overlay(&twice), Err(vec![OverlayFault::Twice("lead".into())]));
    assert_eq!(Catalogue::validate_overlay(""), Ok(()));
}
