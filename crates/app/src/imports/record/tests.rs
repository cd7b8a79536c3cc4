//! The real record reads without loss; whatever is not exact is named by file, row and column.

use proptest::prelude::*;
use rstest::rstest;

use copia_domain::published::{Qualifier, SeenAs};

use super::*;

fn real_file(name: &str) -> Option<String> {
    let text = match name {
        "sources.csv" => include_str!("../../../../../demo/record/sources.csv"),
        "service-areas.csv" => include_str!("../../../../../demo/record/service-areas.csv"),
        "communities.csv" => include_str!("../../../../../demo/record/communities.csv"),
        "programme-history.csv" => include_str!("../../../../../demo/record/programme-history.csv"),
        "surveys.csv" => include_str!("../../../../../demo/record/surveys.csv"),
        "quotes.csv" => include_str!("../../../../../demo/record/quotes.csv"),
        "recognition.csv" => include_str!("../../../../../demo/record/recognition.csv"),
        "news.csv" => include_str!("../../../../../demo/record/news.csv"),
        _ => return None,
    };
    Some(text.to_owned())
}

/// The real record with one file changed.
fn with(name: &str, change: impl Fn(String) -> String) -> Result<Record, Vec<Fault>> {
    Record::parse(&|file| {
        let text = real_file(file)?;
        Some(if file == name { change(text) } else { text })
    })
}

fn fault_of(name: &str, from: &str, to: &str) -> String {
    let faults = with(name, |text| {
        assert!(text.contains(from), "{name} holds {from}");
        text.replacen(from, to, 1)
    })
    .unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.first().unwrap().to_string()
}

#[test]
fn the_real_record_is_read_as_published() {
    let record = Record::parse(&real_file).unwrap();
    assert_eq!(record.sources.len(), 11);
    assert_eq!(record.service_areas.len(), 6);
    assert_eq!(record.communities.len(), 11);
    assert_eq!(record.history.len(), 19);
    assert_eq!(record.surveys.len(), 14);
    assert_eq!(record.quotes.len(), 4);
    assert_eq!(record.recognition.len(), 2);
    assert_eq!(record.news.len(), 6);

    let impact: Vec<u8> = record
        .surveys
        .iter()
        .filter(|figure| figure.fieldwork_year == Some(2021))
        .map(|figure| figure.percent_agree)
        .collect();
    assert_eq!(impact, [92, 90, 84, 79, 89, 88, 83, 80, 84]);
    assert!(record.surveys.iter().all(|figure| figure.base_n.is_none()));
}

#[test]
fn contradictions_and_imprecise_dates_are_kept() {
    let record = Record::parse(&real_file).unwrap();
    let members: Vec<_> = record
        .history
        .iter()
        .filter(|count| count.what == "members")
        .map(|count| {
            let as_of = count.as_of.map(|date| date.to_string()).unwrap_or_default();
            (as_of, count.value, count.qualifier)
        })
        .collect();
    assert_eq!(
        members,
        [
            ("2020".to_owned(), 2000, Qualifier::MoreThan),
            ("2020-05-04".to_owned(), 2500, Qualifier::MoreThan),
            ("2021-09".to_owned(), 3500, Qualifier::MoreThan),
            ("2022-04".to_owned(), 3500, Qualifier::MoreThan),
            ("2022-05".to_owned(), 2000, Qualifier::About),
        ]
    );
    assert_eq!(record.history.iter().filter(|count| count.as_of.is_none()).count(), 2);
    assert_eq!(record.communities.last().unwrap().seen_as, SeenAs::Planned);
}

#[test]
fn the_demonstration_publishes_its_bases() {
    let record = Record::parse(&copia_demonstration::published_file).unwrap();
    assert!(record.surveys.len() >= 9);
    assert!(record.surveys.iter().all(|figure| figure.base_n.is_some()));
    assert!(record.surveys.iter().all(|figure| figure.response_rate.is_some()));
    for source in &record.sources {
        assert!(source.address.starts_with("https://www.demonstration.example/"), "{source:?}");
    }
}

#[rstest]
#[case(
    "surveys.csv",
    "individual,76",
    "individual,760",
    "surveys.csv, row 2, column percent_agree: \"760\" is not a whole number from 0 to 100. Correct it to what was published, or remove the row."
)]
#[case(
    "surveys.csv",
    "paraphrase,team,61",
    "paraphrase,department,61",
    "surveys.csv, row 6, column level: \"department\" is not one of individual, team, practice area, organisation, sector. Correct it to what was published, or remove the row."
)]
#[case(
    "surveys.csv",
    "76,,,U5",
    "76,0,,U5",
    "surveys.csv, row 2, column base_n: \"0\" is not a whole number above 0. Correct it to what was published, or remove the row."
)]
#[case(
    "programme-history.csv",
    "2018-08,communities",
    "Aug 2018,communities",
    "programme-history.csv, row 2, column as_of: \"Aug 2018\" is not a date such as 2020, 2020-05 or 2020-05-04. Correct it to what was published, or remove the row."
)]
#[case(
    "programme-history.csv",
    "35,about",
    "35,roughly",
    "programme-history.csv, row 4, column qualifier: \"roughly\" is not one of exactly, about, more than. Correct it to what was published, or remove the row."
)]
#[case(
    "programme-history.csv",
    "exactly,U5",
    "exactly,U99",
    "programme-history.csv, row 2, column source: the source \"U99\" is not in sources.csv. Add the page there, or correct the code."
)]
#[case(
    "programme-history.csv",
    "7,exactly,U5",
    "7,exactly",
    "programme-history.csv, row 2: the row has 4 cells where 5 are needed. Put text that holds a comma between double quotes, and leave an unknown cell empty."
)]
#[case(
    "programme-history.csv",
    "what,value",
    "what,members,value",
    "programme-history.csv, row 1, column members: this column is not known. Remove it, or correct its name to one of as_of, what, value, qualifier, source."
)]
#[case(
    "news.csv",
    "published,kind,",
    "published,",
    "news.csv, row 1, column kind: the column is missing. Add it to the first line, and a cell for it to every row."
)]
#[case(
    "communities.csv",
    "Recruitment,Human Resources",
    "Recruitment,People",
    "communities.csv, row 7, column service_area: the service area \"People\" is not in service-areas.csv. Add it there, or correct the name."
)]
#[case(
    "communities.csv",
    "Recruitment,Human",
    "HR Generalists,Human",
    "communities.csv, row 7, column name: \"HR Generalists\" is there already, further up. Remove one of the two rows."
)]
#[case(
    "quotes.csv",
    "An excellent",
    "An \u{0}excellent",
    "quotes.csv, row 2, column summary: the text holds a control character. Remove it."
)]
#[case(
    "recognition.csv",
    "2019,award",
    ",award",
    "recognition.csv, row 2, column held: the cell is empty. Fill it in, or remove the row."
)]
fn a_fault_says_where_and_what_to_do(#[case] file: &str, #[case] from: &str, #[case] to: &str, #[case] message: &str) {
    assert_eq!(fault_of(file, from, to), message);
}

#[test]
fn a_source_must_be_a_web_address() {
    let faults = with("sources.csv", |text| text.replacen("https://www.ucl.ac.uk/news", "javascript:alert(1)//", 1))
        .unwrap_err();
    assert_eq!(faults.first().unwrap().column.as_deref(), Some("address"));
}

#[test]
fn a_missing_file_and_an_empty_one_are_faults() {
    let missing = Record::parse(&|name| real_file(name).filter(|_| name != "news.csv"));
    assert_eq!(missing.unwrap_err().first().unwrap().problem, Problem::FileMissing);
    let empty = with("news.csv", |_| String::new()).unwrap_err();
    assert!(matches!(empty.first().unwrap().problem, Problem::FileEmpty { .. }));
}

#[test]
fn every_fault_is_named_at_once() {
    let faults = with("programme-history.csv", |text| {
        text.replace(",exactly,", ",precisely,").replace("2020-05-04", "2020-13-04")
    })
    .unwrap_err();
    assert_eq!(faults.len(), 11 + 3, "{faults:#?}");
}

#[test]
fn a_byte_order_mark_and_another_order_of_columns_are_read() {
    let record = with("service-areas.csv", |text| {
        let rows = text.lines().map(|line| {
            let (name, source) = line.rsplit_once(',').unwrap();
            format!("{source},{name}\r\n")
        });
        format!("\u{feff}{}", rows.collect::<String>())
    });
    assert_eq!(record.unwrap(), Record::parse(&real_file).unwrap());
}

proptest! {
    #[test]
    fn any_text_is_a_record_or_faults(name in 0..8_usize, text in any::<String>()) {
        let file = ["sources", "service-areas", "communities", "programme-history", "surveys",
            "quotes", "recognition", "news"][name];
        let outcome = with(&format!("{file}.csv"), |_| text.clone());
        if let Err(faults) = outcome {
            prop_assert!(!faults.is_empty());
        }
    }
}
