//! Asking as a manager would, through the pages, and answering as anybody would.

use crate::{
    client::{Client, Request},
    failure::Failure,
    visitor::{self, Person},
};

/// Statements of the survey, besides its question for words.
pub(super) const STATEMENTS: usize = 6;
/// The last day on which people can answer: the first that is far enough from the day on which the site opens.
const LAST_DAY: &str = "2026-05-07";
/// Days after which all is counted.
pub(super) const DAYS: usize = 4;
/// What a statement can be answered with.
pub(super) const SCALE: [&str; 5] = ["strongly_disagree", "disagree", "neither", "agree", "strongly_agree"];
/// The same in the words of the files.
pub(super) const LABELS: [&str; 5] =
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"];
/// One in so many writes something.
const WRITES: usize = 20;

/// What people are asked.
#[derive(Debug)]
pub(super) struct Survey {
    /// The id of the wave.
    pub(super) wave: String,
    /// The statements, in their order.
    pub(super) statements: Vec<String>,
    /// The fields of the statements, and the one for words.
    fields: Vec<String>,
    words: String,
}

impl Survey {
    /// Builds a survey and asks everybody, told apart by area and role.
    pub(super) fn ask(client: &mut Client, manager: &Person) -> Result<Self, Failure> {
        let form = manager.send(client, "/surveys/new", &[("title", "Bench survey"), ("introduction", "")])?;
        let new = format!("{form}/items/new");
        let bank = options(&manager.read(client, &format!("{new}?kind=statement"))?);
        if bank.len() < STATEMENTS {
            return Err(Failure::Answer(format!("the bank has {} statements", bank.len())));
        }
        let chosen = bank.get(..STATEMENTS).unwrap_or_default();
        for (id, _) in chosen {
            let version = version(client, manager, &form)?;
            manager.send(client, &new, &[("kind", "statement"), ("statement", id), ("version", &version)])?;
        }
        let words = [("kind", "text"), ("label", "What helped you most?")];
        let version_now = version(client, manager, &form)?;
        manager.send(client, &new, &[&words[..], &[("version", &version_now)]].concat())?;
        let told = [("attributes", "area"), ("attributes", "role")];
        let asked = [("title", "Bench wave"), ("asked", "everybody"), ("version", "0")];
        let wave = manager.send(client, &format!("{form}/waves/new"), &[&asked[..], &told].concat())?;
        let version = version(client, manager, &wave)?;
        manager.send(client, &format!("{wave}/opening"), &[("last_day", LAST_DAY), ("version", &version)])?;
        let wave = wave.rsplit('/').next().unwrap_or_default().to_owned();
        let page = manager.read(client, &format!("/surveys/answer/{wave}"))?;
        let (fields, words) = (names(&page, "<input type=\"radio\""), names(&page, "<textarea"));
        let words = words.into_iter().next().unwrap_or_default();
        if fields.len() != STATEMENTS || words.is_empty() {
            return Err(Failure::Answer(format!("the page asks {} statements", fields.len())));
        }
        let statements = chosen.iter().map(|(_, wording)| wording.clone()).collect();
        Ok(Self { wave, statements, fields, words })
    }

    /// Where one answers.
    pub(super) fn path(&self) -> String {
        format!("/surveys/answer/{}", self.wave)
    }

    /// Whether a page has the form that one sends.
    pub(super) fn can_be_sent(page: &str) -> bool {
        visitor::value(page, "end").is_some()
    }

    /// What somebody answers to all.
    pub(super) fn answers(&self, person: &Person, client: &Client, place: usize) -> Request {
        let words = format!("The people, said number {place}.");
        let mut fields: Vec<(&str, &str)> = vec![("end", "1")];
        let chosen = |at: usize| SCALE.get(choice(place, at)).copied().unwrap_or_default();
        fields.extend(self.fields.iter().enumerate().map(|(at, field)| (field.as_str(), chosen(at))));
        fields.push((&self.words, if place.is_multiple_of(WRITES) { &words } else { "" }));
        person.post(client.address(), &self.path(), &fields)
    }
}

/// Which answer of the scale somebody gives to a statement: more agree than not, and each statement otherwise.
pub(super) fn choice(place: usize, statement: usize) -> usize {
    let mixed = place.wrapping_mul(2_654_435_761).wrapping_add(statement.wrapping_mul(40_503)) >> 8;
    [0, 1, 2, 2, 3, 3, 3, 4, 4, 4].get(mixed % 10).copied().unwrap_or_default()
}

/// The version that the page of a survey or wave sends with its forms.
fn version(client: &mut Client, manager: &Person, path: &str) -> Result<String, Failure> {
    let page = manager.read(client, path)?;
    visitor::value(&page, "version").ok_or_else(|| Failure::Answer(format!("{path} has no form")))
}

/// The options of a page's first choice that are not empty: their values and words.
fn options(html: &str) -> Vec<(String, String)> {
    let list = html.split_once("<select").and_then(|(_, rest)| rest.split_once("</select>")).map_or("", |list| list.0);
    let options = list.split("<option value=\"").skip(1).filter_map(|rest| {
        let (value, rest) = rest.split_once('"')?;
        let (_, words) = rest.split_once('>')?;
        let words = words.split("</option>").next()?.trim();
        Some((value.to_owned(), readable(words)))
    });
    options.filter(|(value, _)| !value.is_empty()).collect()
}

/// Text as it is read on a page.
fn readable(html: &str) -> String {
    let marks = [("&#38;", "&"), ("&amp;", "&"), ("&#39;", "'"), ("&#34;", "\""), ("&quot;", "\""), ("&#60;", "<")];
    marks.iter().fold(html.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

/// The names of the fields of a kind, each once, in the order of the page.
fn names(html: &str, tag: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for rest in html.split(tag).skip(1) {
        let rest = rest.split('>').next().unwrap_or_default();
        let name = rest.split_once(" name=\"").and_then(|(_, rest)| rest.split('"').next());
        names.extend(name.map(str::to_owned).filter(|name| !names.contains(name)));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_chosen_is_read_from_the_page() {
        let html = "<select id=\"s\"><option value=\"\"></option><option value=\"1\">It&#39;s ours.</option></select>";
        assert_eq!(options(html), [("1".to_owned(), "It's ours.".to_owned())]);
        let html =
            "<input type=\"radio\" id=\"a-1\" name=\"a\" value=\"1\"><input type=\"radio\" name=\"a\" value=\"2\">";
        assert_eq!(names(html, "<input type=\"radio\""), ["a"]);
    }

    #[test]
    fn every_answer_is_given_to_every_statement() {
        for statement in 0..STATEMENTS {
            let mut counts = [0_usize; SCALE.len()];
            (0..1_000).for_each(|place| counts[choice(place, statement)] += 1);
            assert!(counts.iter().all(|count| *count > 50), "{counts:?}");
        }
    }
}
