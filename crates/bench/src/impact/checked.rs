//! Whether what a wave has released is what people answered, as the pages and files say it.

use super::survey::{LABELS, STATEMENTS, Survey, choice};
use crate::failure::Failure;

/// Answers that may be thrown away in the end: fewer than the minimum are not written down.
const LOST: usize = 9;

/// Whatever of the numbers as comma-separated values cannot be, after so many answers of so many who were asked.
pub(super) fn faults(file: &[u8], survey: &Survey, answers: usize, asked: usize) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    let rows = rows(file)?;
    for (place, statement) in survey.statements.iter().enumerate() {
        let all: Vec<&Row> = rows.iter().filter(|row| row.question == *statement && row.by.is_empty()).collect();
        let mut given = [0_usize; LABELS.len()];
        for person in 0..answers {
            if let Some(count) = given.get_mut(choice(person, place)) {
                *count += 1;
            }
        }
        for (word, count) in LABELS.iter().zip(given) {
            // Answers that too few gave stand together with others.
            let Some(row) = all.iter().find(|row| row.answer == *word) else {
                if count > 100 {
                    faults.push(format!("{count} answered {word} to \"{statement}\", which the file does not say"));
                }
                continue;
            };
            if row.least > count || row.most + LOST < count {
                faults.push(format!("{count} answered {word} to \"{statement}\", and {row:?} says otherwise"));
            }
        }
        let wrong = |row: &&&Row| row.base > answers || row.base + LOST < answers || row.asked != asked;
        faults.extend(all.iter().filter(wrong).map(|row| format!("of {answers} answers, of {asked} asked: {row:?}")));
        for by in ["By service area", "By core member or not"] {
            let groups: Vec<&Row> = rows.iter().filter(|row| row.question == *statement && row.by == by).collect();
            if groups.is_empty() {
                faults.push(format!("\"{statement}\" is not told apart: {by}"));
            }
            let small = groups.iter().filter(|row| row.base < 10).count();
            if small > 0 {
                faults.push(format!("{small} rows of \"{statement}\" speak of fewer than ten"));
            }
        }
    }
    if survey.statements.len() != STATEMENTS {
        faults.push(format!("{} statements were asked", survey.statements.len()));
    }
    Ok(faults)
}

/// Whether the results page says how many answered, give or take those who may be thrown away; the number that it says.
pub(super) fn answered(page: &str) -> Option<usize> {
    // "99,998 (86%)", beside the words for it.
    let (_, rest) = page.split_once("<dt>Answered</dt>").or_else(|| page.split_once("Answered</dt>"))?;
    let said = rest.split("</dd>").next()?.rsplit('>').next()?;
    let digits: String = said.split('(').next()?.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether so many may be what came of so many answers.
pub(super) const fn may_come_of(counted: usize, answers: usize) -> bool {
    counted <= answers && counted + LOST >= answers
}

/// A line of the numbers.
#[derive(Debug)]
struct Row {
    question: String,
    by: String,
    answer: String,
    least: usize,
    most: usize,
    base: usize,
    asked: usize,
}

fn rows(file: &[u8]) -> Result<Vec<Row>, Failure> {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let mut reader = csv::Reader::from_reader(text);
    let wrong = |what: String| Failure::Answer(format!("the file of numbers cannot be read: {what}"));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(error.to_string()))?;
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let number = |at: usize| field(at).parse().map_err(|_| wrong(format!("{record:?}")));
        rows.push(Row {
            question: field(0),
            by: field(1),
            answer: field(3),
            least: number(4)?,
            most: number(5)?,
            base: number(6)?,
            asked: number(7)?,
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_answered_is_read_from_the_page() {
        let html = "<div><dt>Answered</dt><dd>\u{2068}99,998\u{2069} (\u{2068}86\u{2069}%)</dd></div>";
        assert_eq!(answered(html), Some(99_998));
        assert!(may_come_of(99_991, 100_000) && !may_come_of(99_990, 100_000) && !may_come_of(100_001, 100_000));
    }

    #[test]
    fn a_line_of_numbers_is_read() {
        let file = "\u{feff}Question,Told apart,Group,Answer,At least,At most,Answers,Asked,Per cent\n\"It, works\",By service area,X,Agree,3,4,20,30,\n";
        let rows = rows(file.as_bytes()).unwrap();
        assert_eq!((rows[0].question.as_str(), rows[0].answer.as_str(), rows[0].asked), ("It, works", "Agree", 30));
    }
}
