use super::{
    Codes, FileFault, MOST_COLUMNS, MOST_ROWS, Sheet, Table, Use, decode,
    drafting::{Drafted, draft},
    plain, separated,
    taking::{Problem, Refusal, Taken, Why, take},
};
use crate::surveys::items::{Ask, Condition, Item, choices};
use proptest::prelude::*;
use rstest::rstest;
use std::fmt::Write as _;

const HELPS: &str = "The community helps me in my work.";

/// Twelve people, as Microsoft Forms writes them.
fn forms() -> String {
    let mut text =
        "ID,Start time,Completion time,Email,Name,The community helps me in my work.,How did you hear of it?,\
                    Which do you use?,How many sessions did you come to?,What would you change?\n"
            .to_owned();
    for row in 1..=12 {
        let agree = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree"][row % 4];
        let (heard, used) =
            if row % 2 == 0 { ("A colleague", "Templates;Recordings;") } else { ("News", "Templates;") };
        let words = if row == 3 { "\"Shorter, and later\"" } else { "" };
        writeln!(text, "{row},5/4/26 9:00,5/4/26 9:05,ada{row}@elsewhere.example,Ada Example{row},{agree},{heard},{used},{row},{words}")
            .unwrap();
    }
    text
}

/// The same in Qualtrics, with a preview and somebody who did not finish.
fn qualtrics() -> String {
    let mut text = "StartDate,Status,IPAddress,Finished,ResponseId,RecipientEmail,Q1_1,Q2,Q3\n\
        Start Date,Response Type,IP Address,Finished,Response ID,Recipient Email,How far do you agree? - The community helps me in my work.,<b>How did you hear of it?</b> - Selected Choice,What would you change?\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",x,x,x,x,x,x,x\n"
        .to_owned();
    text += "2026-05-04,Survey Preview,198.51.100.7,True,R_0,,Agree,News,Only a look\n";
    text += "2026-05-04,IP Address,198.51.100.7,False,R_00,,Agree,,\n";
    for row in 1..=12 {
        let (agree, heard) = (["Somewhat agree", "Strongly disagree"][row % 2], ["A colleague", "News"][row % 2]);
        writeln!(
            text,
            "2026-05-04,IP Address,198.51.100.{row},True,R_{row},ada{row}@elsewhere.example,{agree},{heard},"
        )
        .unwrap();
    }
    text
}

/// The same in LimeSurvey, with codes before the wordings, and somebody who did not send it.
fn lime_survey() -> String {
    let mut text = "\"id. Response ID\";\"submitdate. Date submitted\";\"lastpage. Last page\";\"startlanguage. Start language\";\
        \"G01Q01[SQ001]. How far do you agree? [The community helps me in my work.]\";\"G01Q02. How did you hear of it?\";\
        \"G01Q03[SQ001]. Which do you use? [Templates]\";\"G01Q03[SQ002]. Which do you use? [Recordings]\"\n"
        .to_owned();
    text += "\"99\";\"\";\"1\";\"en\";\"3\";\"\";\"\";\"\"\n";
    for row in 1..=12 {
        let heard = ["A colleague", "News"][row % 2];
        writeln!(text, "\"{row}\";\"2026-05-04\";\"2\";\"en\";\"{}\";\"{heard}\";\"Yes\";\"No\"", row % 5 + 1).unwrap();
    }
    text
}

fn item(key: &str, ask: Ask) -> Item {
    Item { key: key.to_owned(), ask, shown_if: None }
}

fn statement() -> Item {
    let (statement, wording) = ("helps".to_owned(), HELPS.to_owned());
    item("helps@1", Ask::Statement { statement, edition: 1, wording, value_type: None })
}

fn list(labels: &[&str]) -> Vec<crate::surveys::items::Choice> {
    choices(labels.iter().map(|label| (*label).to_owned()).collect())
}

fn heard() -> Item {
    let question = "How did you hear of it?".to_owned();
    item("q1", Ask::One { question, choices: list(&["A colleague", "News"]) })
}

fn used() -> Item {
    let question = "Which do you use?".to_owned();
    item("q2", Ask::Several { question, choices: list(&["Templates", "Recordings"]) })
}

fn number(most: i64) -> Item {
    let question = "How many sessions did you come to?".to_owned();
    item("q3", Ask::Number { question, least: 0, most })
}

fn words() -> Item {
    item("q4", Ask::Text { question: "What would you change?".to_owned() })
}

fn taken(text: &str, items: &[Item], codes: Codes) -> Result<Taken, Refusal> {
    let table = separated(text).unwrap();
    take(&Sheet::of(&table).unwrap(), items, codes, "Other")
}

fn counts(taken: &Taken, question: &str) -> String {
    let of = taken.ballots.iter().filter(|((one, _), _)| one == question);
    of.map(|((_, answer), count)| format!("{answer} {count}")).collect::<Vec<_>>().join(", ")
}

/// What does not fit: the row, what, and the value.
fn refused(text: &str, items: &[Item]) -> Vec<(Option<u32>, Why, String)> {
    match taken(text, items, Codes::FiveAgrees) {
        Err(Refusal::Problems(problems, _)) => {
            problems.into_iter().map(|Problem { row, why, value, .. }| (row, why, value)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn answers_of_microsoft_forms_are_taken() {
    let taken = taken(&forms(), &[statement(), heard(), used(), number(20), words()], Codes::FiveAgrees).unwrap();
    assert_eq!(taken.people, 12);
    assert_eq!(counts(&taken, "helps@1"), "agree 3, disagree 3, neither 3, strongly_agree 3");
    assert_eq!(counts(&taken, "q1"), "a 6, b 6");
    assert_eq!((counts(&taken, "q2.a"), counts(&taken, "q2.b")), ("yes 12".to_owned(), "no 6, yes 6".to_owned()));
    assert_eq!(counts(&taken, "q4"), "Shorter, and later 1");
    assert_eq!(taken.ballots.values().sum::<u32>(), 12 + 12 + 24 + 12 + 1);
    assert_eq!(taken.left_out.columns, 0);
    assert!(!format!("{taken:?}").contains("Ada"), "no name is read");
}

#[test]
fn answers_of_qualtrics_are_taken_without_previews_and_those_who_did_not_finish() {
    let taken = taken(&qualtrics(), &[statement(), heard()], Codes::FiveAgrees).unwrap();
    assert_eq!((taken.people, taken.left_out.previews, taken.left_out.unfinished), (12, 1, 1));
    assert_eq!(counts(&taken, "helps@1"), "agree 6, strongly_disagree 6");
    assert_eq!(counts(&taken, "q1"), "a 6, b 6");
    assert_eq!(taken.left_out.columns, 1, "the words are not asked for");
}

#[test]
fn answers_of_lime_survey_are_taken_with_numbers_for_words() {
    let five = taken(&lime_survey(), &[statement(), heard(), used()], Codes::FiveAgrees).unwrap();
    assert_eq!((five.people, five.left_out.unfinished), (12, 1));
    assert_eq!(counts(&five, "helps@1"), "agree 2, disagree 3, neither 3, strongly_agree 2, strongly_disagree 2");
    assert_eq!((counts(&five, "q2.a"), counts(&five, "q2.b")), ("yes 12".to_owned(), "no 12".to_owned()));
    let one = taken(&lime_survey(), &[statement()], Codes::OneAgrees).unwrap();
    assert_eq!(counts(&one, "helps@1"), "agree 3, disagree 2, neither 3, strongly_agree 2, strongly_disagree 2");
}

#[test]
fn a_draft_asks_what_the_columns_ask_and_leaves_out_who_answered() {
    let table = separated(&forms()).unwrap();
    let draft = draft(&Sheet::of(&table).unwrap(), "Other").unwrap();
    let question = |ask| Drafted::Question(ask);
    let expected = [
        Drafted::Statement(HELPS.to_owned()),
        question(Ask::One { question: "How did you hear of it?".to_owned(), choices: list(&["A colleague", "News"]) }),
        question(Ask::Several {
            question: "Which do you use?".to_owned(),
            choices: list(&["Templates", "Recordings"]),
        }),
        question(Ask::Number { question: "How many sessions did you come to?".to_owned(), least: 0, most: 100 }),
        question(Ask::Text { question: "What would you change?".to_owned() }),
    ];
    assert_eq!(draft.asks, expected);
    assert_eq!((draft.personal, draft.others), (5, 0));
    let table = separated(&lime_survey()).unwrap();
    let draft = super::drafting::draft(&Sheet::of(&table).unwrap(), "Other").unwrap();
    // Numbers are numbers until somebody says what they stand for.
    assert!(matches!(&draft.asks[0], Drafted::Question(Ask::Number { .. })));
    assert!(
        matches!(&draft.asks[2], Drafted::Question(Ask::Several { question, choices }) if question == "Which do you use?" && choices.len() == 2)
    );
    assert_eq!(draft.asks.len(), 3);
}

/// What one person alone chose would tell of them in the survey itself.
#[test]
fn a_draft_holds_no_choice_that_few_made() {
    let mut text = "Where do you work?\n".to_owned();
    for row in 0..30 {
        text += if row == 7 { "With Ada Example\n" } else { ["North\n", "South\n"][row % 2] };
    }
    let table = separated(&text).unwrap();
    let asks = draft(&Sheet::of(&table).unwrap(), "Other").unwrap().asks;
    let [Drafted::Question(Ask::One { choices, .. })] = &asks[..] else { panic!("{asks:?}") };
    assert_eq!(*choices, list(&["North", "South", "Other"]));
    let item =
        item("q1", Ask::One { question: "Where do you work?".to_owned(), choices: list(&["North", "South", "Other"]) });
    let taken = taken(&text, &[item], Codes::FiveAgrees).unwrap();
    assert_eq!(counts(&taken, "q1"), "a 15, b 14, c 1");
    assert!(draft_of("Q\n1\n2\n").is_none(), "of two rows nothing is made");
}

fn draft_of(text: &str) -> Option<super::drafting::Draft> {
    let table = separated(text).unwrap();
    draft(&Sheet::of(&table).ok()?, "Other")
}

#[rstest]
#[case("Agreee", Why::NotAgreement, "Agreee")]
#[case("6", Why::NotAgreement, "6")]
#[case("Somewhat agree", Why::FineScale, "")]
fn what_does_not_fit_is_told_and_nothing_is_taken(#[case] cell: &str, #[case] why: Why, #[case] value: &str) {
    let text = forms().replacen("Neither agree nor disagree", cell, 1);
    let row = (why == Why::NotAgreement).then_some(3);
    assert_eq!(refused(&text, &[statement()]), [(row, why, value.to_owned())]);
}

#[test]
fn everything_that_does_not_fit_is_told() {
    let text = forms().replacen("News", "Neos", 1).replacen("\"Shorter, and later\"", &"x".repeat(2_001), 1);
    let found = refused(&text, &[heard(), number(11), words()]);
    // A number that is too large, and words that are too long, are told without what stands there.
    assert_eq!(
        found,
        [
            (Some(2), Why::NotChoice, "Neos".to_owned()),
            (Some(4), Why::TooLong, String::new()),
            (Some(13), Why::OutOfRange, String::new())
        ]
    );
    assert_eq!(refused(&forms().replacen(HELPS, "Something else", 1), &[statement()])[0].1, Why::NoColumn);
    assert_eq!(refused(&forms().replacen("Name", HELPS, 1), &[statement()])[0].1, Why::TwoColumns);
    assert_eq!(refused(&forms().replacen("\n7,", "\n6,", 1), &[heard()]), [(Some(8), Why::SameRow, String::new())]);
    let follows = Item { shown_if: Some(Condition { item: "q1".to_owned(), answer: "a".to_owned() }), ..number(20) };
    assert_eq!(refused(&forms(), &[heard(), follows])[0], (Some(2), Why::NotShown, String::new()));
}

#[test]
fn a_column_with_names_is_no_question_even_where_a_survey_asks_for_it() {
    let name = item("q9", Ask::Text { question: "Name".to_owned() });
    assert_eq!(refused(&forms(), &[name])[0].1, Why::NoColumn);
    let asked = "E-mail address,What is your name?,Please enter your full name:\na@elsewhere.example,x,y\n";
    let table = separated(asked).unwrap();
    let sheet = Sheet::of(&table).unwrap();
    assert!(sheet.columns.iter().all(|column| column.used == Use::Personal), "{:?}", sheet.columns);
}

#[test]
fn fewer_rows_than_the_minimum_are_not_taken() {
    let few = forms().lines().take(10).collect::<Vec<_>>().join("\n");
    assert_eq!(taken(&few, &[statement()], Codes::FiveAgrees), Err(Refusal::TooFew));
    let blank = format!("{few},,,,,,,,,\n,,,,,,A person who answered nothing that is asked,,,\n");
    assert_eq!(taken(&blank, &[statement()], Codes::FiveAgrees), Err(Refusal::TooFew));
}

#[rstest]
#[case("\u{FEFF}A;B\n\"1;2\";3\n".as_bytes().to_vec())]
#[case(utf_16("A\tB\r\n1;2\t3\r\n"))]
#[case(b"sep=|\r\nA|B\r\n1;2|3\r\n".to_vec())]
#[case(b"\n\nA,B\r1;2,3\r".to_vec())]
fn separators_encodings_and_line_ends_are_known(#[case] bytes: Vec<u8>) {
    let table = separated(&decode(&bytes).unwrap()).unwrap();
    assert_eq!((table.cell(0, 0), table.cell(0, 1), table.cell(1, 0), table.cell(1, 1)), ("A", "B", "1;2", "3"));
    assert_eq!((table.len(), table.width(0)), (2, 2));
}

fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[rstest]
#[case(b"\xD0\xCF\x11\xE0old", FileFault::OldSpreadsheet)]
#[case(b"  <!DOCTYPE html><html>Sign in</html>", FileFault::WebPage)]
#[case(b"<table><tr><td>A</td></tr></table>", FileFault::WebPage)]
#[case(b"A\x00B", FileFault::NotText)]
#[case(b"\x89PNG\r\n\x1a\n\x01", FileFault::NotText)]
fn what_is_no_text_is_said(#[case] bytes: &[u8], #[case] fault: FileFault) {
    assert_eq!(decode(bytes), Err(fault));
}

#[test]
fn windows_1252_is_read_where_it_is_no_utf_8() {
    assert_eq!(decode(b"caf\xE9 \x80 \x93so\x94").unwrap(), "caf\u{E9} \u{20AC} \u{201C}so\u{201D}");
}

#[rstest]
#[case("")]
#[case("\n\n,,\n")]
#[case("A,B\n")]
fn nothing_is_nothing(#[case] text: &str) {
    let table = separated(text).unwrap();
    assert_eq!(Sheet::of(&table), Err(FileFault::Empty));
}

#[test]
fn what_is_too_large_is_refused() {
    assert_eq!(separated(&"A\n".repeat(MOST_ROWS + 1)), Err(FileFault::TooLong));
    assert_eq!(separated(&"A,".repeat(MOST_COLUMNS)).map(|table| table.width(0)), Ok(MOST_COLUMNS));
    assert_eq!(separated(&format!("{}A", "A,".repeat(MOST_COLUMNS))), Err(FileFault::TooWide));
    assert_eq!(separated(&"A\n".repeat(MOST_ROWS)).map(|table| table.len()), Ok(MOST_ROWS));
}

#[rstest]
#[case("<p>How&nbsp;are <strong>you</strong>?</p>", "how are you")]
#[case("3 < 4 & 5", "3 4 5")]
#[case("  \u{C4}pfel \u{2013} or?  ", "\u{E4}pfel or")]
fn wordings_are_compared_without_marks(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(plain(text), expected);
}

proptest! {
    #[test]
    fn nothing_makes_the_reading_fail(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        all_of(&bytes);
    }

    #[test]
    fn no_table_makes_the_reading_fail(text in "([A-Za-z\\[\\]{}<>&;.,\"' \t-]{0,12}[,;\t\n]){0,80}") {
        all_of(text.as_bytes());
    }
}

fn all_of(bytes: &[u8]) {
    let Ok(text) = decode(bytes) else { return };
    let Ok(table) = separated(&text) else { return };
    let kept: Table = table;
    let Ok(sheet) = Sheet::of(&kept) else { return };
    let _ = draft(&sheet, "Other");
    let _ = take(&sheet, &[statement(), heard(), used(), number(9), words()], Codes::FiveAgrees, "Other");
}
