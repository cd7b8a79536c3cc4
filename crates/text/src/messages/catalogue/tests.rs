use jiff::civil::{date, datetime, time};
use rstest::rstest;

use super::*;
use crate::messages::embedded::Source;
use crate::messages::vocabulary::{Forms, Vocabulary, Word};
use crate::messages::{Arg, key};

const ENGLISH: &str = r#"
language-name = English
language-pseudo-name = Test language
greeting = Hello
welcome = Welcome, { $name }
both = { greeting } again
join = Join { -community(form: "article") }
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
} in { $place }
-community =
    { $form ->
       *[singular] community
        [plural] communities
        [article] a community
    }
date-month-5 = May
date-short = { $day } { $month } { $year }
"#;

const WELSH: &str = "language-name = Cymraeg\ngreeting = Helo\n";

fn catalogue(overrides: &[(&str, &str)]) -> Catalogue {
    let source = |language: &str, ftl: &str| {
        let path = format!("{language}/test.ftl");
        let ftl = ftl.to_owned();
        (language.to_owned(), vec![Source { path, ftl }])
    };
    let sources = [source("en-GB", ENGLISH), source("cy", WELSH)];
    Catalogue::assemble(sources.into(), overrides).unwrap()
}

fn embedded() -> Words {
    Catalogue::load(&[]).unwrap().pick(None, None)
}

#[test]
fn says_messages_with_and_without_arguments() {
    let words = catalogue(&[]).pick(None, None);
    assert_eq!(words.say("greeting"), "Hello");
    assert_eq!(words.say("both"), "Hello again");
    assert_eq!(words.say("join"), "Join a community");
    let name = [("name", Arg::from("Ada <b>"))];
    assert_eq!(words.say_with("welcome", &name), "Welcome, Ada <b>");
    assert_eq!(words.say_with("greeting", &[]), "Hello");
}

#[rstest]
#[case(1, "1 person in Camden")]
#[case(0, "0 people in Camden")]
#[case(1234, "1,234 people in Camden")]
#[case(1_234_567, "1,234,567 people in Camden")]
fn counts_choose_the_plural_and_are_grouped(#[case] count: i64, #[case] expected: &str) {
    let words = catalogue(&[]).pick(None, None);
    let arguments = [("count", Arg::from(count)), ("place", Arg::from("Camden"))];
    assert_eq!(words.say_with("people", &arguments), expected);
}

#[rstest]
#[case(0, "0")]
#[case(999, "999")]
#[case(-1000, "-1,000")]
#[case(-100, "-100")]
#[case(i64::MIN, "-9,223,372,036,854,775,808")]
fn numbers_are_grouped(#[case] number: i64, #[case] expected: &str) {
    assert_eq!(catalogue(&[]).pick(None, None).number(number), expected);
}

#[test]
fn a_missing_message_is_its_key_in_brackets() {
    let words = catalogue(&[]).pick(None, None);
    assert_eq!(words.say("nothing"), "[nothing]");
    assert_eq!(words.say("other"), "[other]");
    assert_eq!(words.say("nothing"), "[nothing]");
    assert_eq!(words.say_with("nothing", &[]), "[nothing]");
    assert_eq!(words.say("welcome"), "[welcome]", "it takes an argument");
    for number in 0..1000 {
        words.say(&format!("made-up-{number}"));
    }
    assert_eq!(words.say("one more"), "[?]");
}

#[test]
fn a_lacking_translation_falls_back_to_the_default_language() {
    let words = catalogue(&[]).words("cy").unwrap();
    assert_eq!(words.say("greeting"), "Helo");
    assert_eq!(words.say("join"), "Join a community");
    assert_eq!(words.language(), "cy");
    assert_eq!(words.direction(), "ltr");
    assert_eq!(words.forms(Word::Community).plural, "communities");
}

#[test]
fn the_organisations_words_replace_ours() {
    let forms =
        Forms { singular: "ensemble".to_owned(), plural: "ensembles".to_owned(), article: "an ensemble".to_owned() };
    let ftl = Vocabulary::to_ftl(&[(Word::Community, forms.clone())]).unwrap();
    let words = catalogue(&[("en-GB", &ftl)]).pick(None, None);
    assert_eq!(words.say("join"), "Join an ensemble");
    assert_eq!(words.forms(Word::Community), forms);
    assert_eq!(words.say("greeting"), "Hello");
}

#[test]
fn the_pseudo_language_changes_text_and_leaves_what_is_put_in() {
    let catalogue = catalogue(&[]).with_pseudo_language();
    let words = catalogue.words("en-XA").unwrap();
    assert_eq!(words.say("greeting"), "⟦Ĥééļļóó⟧");
    assert_eq!(words.say("both"), "⟦Ĥééļļóó ááĝááííñ⟧");
    let name = [("name", Arg::from("Ada"))];
    assert_eq!(words.say_with("welcome", &name), "⟦Ŵééļćóóɱéé, Ada⟧");
    assert_eq!(words.date(date(2021, 5, 4)), "⟦4 Ṁááý 2021⟧");
    assert_eq!(words.language_name(), "Ťééšť ļááñĝúúááĝéé");
}

#[test]
fn the_pseudo_language_is_a_third_longer() {
    let catalogue = Catalogue::load(&[]).unwrap().with_pseudo_language();
    let (english, pseudo) = (catalogue.pick(None, None), catalogue.words("en-XA").unwrap());
    let length = |words: &Words| words.say("vocabulary-problem-character").chars().count();
    let ratio = length(&pseudo) * 100 / length(&english);
    assert!((125..=145).contains(&ratio), "{ratio}");
}

#[rstest]
#[case(None, None, "en-GB")]
#[case(Some("cy"), None, "cy")]
#[case(Some("cy-GB, en;q=0.5"), None, "cy")]
#[case(Some("en;q=0.5, cy;q=0.9"), None, "cy")]
#[case(Some("cy;q=0, en"), None, "en-GB")]
#[case(Some("en-US"), None, "en-GB")]
#[case(Some("CY"), None, "cy")]
#[case(Some("fr, *;q=0.1"), None, "en-GB")]
#[case(Some("cy"), Some("en-GB"), "en-GB")]
#[case(Some("cy"), Some("tlh"), "cy")]
#[case(Some("en-XA"), Some("en-XA"), "en-GB")]
#[case(Some(",;;q=x,\u{0},-,"), Some(""), "en-GB")]
fn a_reader_gets_the_best_language(#[case] header: Option<&str>, #[case] chosen: Option<&str>, #[case] expected: &str) {
    assert_eq!(catalogue(&[]).pick(header, chosen).language(), expected);
}

#[test]
fn the_pseudo_language_is_offered_only_where_asked_for() {
    let tags = |catalogue: &Catalogue| -> Vec<String> {
        let languages = catalogue.languages();
        languages.into_iter().map(|language| language.tag).collect()
    };
    let plain = catalogue(&[]);
    assert_eq!(tags(&plain), ["en-GB", "cy"]);
    assert_eq!(plain.languages()[1].name, "Cymraeg");
    assert!(plain.words("en-XA").is_none());
    let with = plain.with_pseudo_language();
    assert_eq!(tags(&with), ["en-GB", "cy", "en-XA"]);
    assert_eq!(with.pick(None, Some("en-XA")).language(), "en-XA");
    assert_eq!(with.pick(Some("en"), None).language(), "en-GB");
}

#[test]
fn dates_and_times_in_words() {
    let words = embedded();
    assert_eq!(words.date(date(2021, 5, 4)), "4 May 2021");
    assert_eq!(words.long_date(date(2021, 5, 4)), "Tuesday 4 May 2021");
    assert_eq!(words.long_date(date(2026, 11, 22)), "Sunday 22 November 2026");
    assert_eq!(words.month(date(2021, 12, 31)), "December 2021");
    assert_eq!(words.time(time(9, 5, 59, 0)), "09:05");
    let moment = datetime(2021, 5, 4, 12, 30, 0, 0);
    assert_eq!(words.date_time(moment), "4 May 2021, 12:30");
}

#[test]
fn the_renameable_words_have_all_their_forms() {
    let words = embedded();
    for word in Word::ALL {
        let forms = words.forms(word);
        assert!(forms.article.ends_with(&forms.singular), "{forms:?}");
        assert!(!forms.article.contains('{'), "{forms:?}");
        Vocabulary::to_ftl(&[(word, forms)]).unwrap();
    }
}

#[test]
fn broken_message_files_are_refused_with_their_reason() {
    let load = |ftl: &str| {
        let source = Source { path: "en-GB/broken.ftl".to_owned(), ftl: ftl.to_owned() };
        let sources = [("en-GB".to_owned(), vec![source])].into();
        Catalogue::assemble(sources, &[]).unwrap_err().to_string()
    };
    assert!(load("a = { b").contains("en-GB/broken.ftl"));
    assert!(load("a = one\na = two").contains("\"a\""));
    let none = Catalogue::assemble(BTreeMap::new(), &[]).unwrap_err();
    assert!(matches!(none, CatalogueError::NoDefault));
    let hostile = Catalogue::load(&[("en-GB", "greeting = Mine")]).unwrap_err();
    assert!(matches!(hostile, CatalogueError::Overlay { .. }));
}

#[test]
fn words_are_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&embedded());
    assert_eq!(key("greeting"), "greeting");
}
