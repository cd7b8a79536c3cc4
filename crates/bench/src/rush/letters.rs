//! The letters of a rush, as a program for mail and one for calendars read them.

use crate::failure::Failure;
use mail_parser::{Address, MessageParser, MimeHeaders as _};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A letter about the event.
#[derive(Debug)]
pub(super) struct Letter {
    to: String,
    text: String,
    /// The method of the part, and the object without its folds.
    object: Option<(String, String)>,
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(Failure::doing(folder.display().to_string()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.extension().is_some_and(|ending| ending == "eml")).collect())
}

/// How many letters there are, about whatever.
pub(super) fn files(folder: &Path) -> Result<usize, Failure> {
    Ok(paths(folder)?.len())
}

/// Those about an event.
pub(super) fn about(folder: &Path, title: &str) -> Result<Vec<Letter>, Failure> {
    let mut letters = Vec::new();
    for path in paths(folder)? {
        let bytes = fs::read(&path).map_err(Failure::doing(path.display().to_string()))?;
        letters.extend(read(&bytes, title));
    }
    Ok(letters)
}

fn read(bytes: &[u8], title: &str) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes)?;
    message.subject().filter(|subject| subject.contains(title))?;
    let to = message.to().and_then(Address::first)?.address()?.to_owned();
    let object = message.parts.iter().find(|part| part.is_content_type("text", "calendar")).and_then(|part| {
        let method = part.content_type()?.attribute("method")?.to_owned();
        Some((method, part.text_contents()?.replace("\r\n ", "")))
    });
    Some(Letter { to, text: message.body_text(0).unwrap_or_default().into_owned(), object })
}

/// A property of an object, by its name.
fn property<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    object.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

/// The place in line that a letter tells.
fn place(text: &str) -> Option<usize> {
    let rest = text.split("Your place in line: ").nth(1)?;
    rest.split('.').next()?.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Whatever is wrong with the letters to so many people for so many seats.
pub(super) fn faults(letters: &[Letter], people: usize, seats: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let mut each: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in letters {
        *each.entry(&letter.to).or_default() += 1;
    }
    let twice = each.values().filter(|count| **count != 1).count();
    if each.len() != people || twice > 0 {
        faults.push(format!("{} of {people} have a letter, {twice} of them more than one", each.len()));
    }
    let (with, without): (Vec<_>, Vec<_>) = letters.iter().partition(|letter| letter.object.is_some());
    if with.len() != seats.min(people) {
        faults.push(format!("{} letters bring a calendar object, for {seats} seats", with.len()));
    }
    let mut uids = BTreeSet::new();
    for letter in with {
        let Some((method, object)) = &letter.object else { continue };
        uids.extend(property(object, "UID"));
        let says = [("METHOD", "REQUEST"), ("STATUS", "CONFIRMED"), ("SEQUENCE", "0")];
        let is_right = method == "REQUEST" && says.iter().all(|(name, value)| property(object, name) == Some(value));
        if !is_right || !object.contains(&format!("mailto:{}", letter.to)) {
            faults.push(format!("the object to {} is not the one that belongs there", letter.to));
        }
    }
    if uids.len() > 1 {
        faults.push(format!("one event has {} names in calendars", uids.len()));
    }
    let mut places: Vec<usize> = without.iter().filter_map(|letter| place(&letter.text)).collect();
    places.sort_unstable();
    if places != (1..=people.saturating_sub(seats)).collect::<Vec<_>>() {
        faults.push(format!("{} letters tell places in line, and not each place once", places.len()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, method: &str, status: &str) -> Letter {
        let object = format!(
            "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nUID:1@x\r\nSEQUENCE:0\r\nSTATUS:{status}\r\nATTENDEE:mailto:{to}\r\n"
        );
        Letter { to: to.to_owned(), text: String::new(), object: Some((method.to_owned(), object)) }
    }

    fn waiting(to: &str, place: usize) -> Letter {
        let text = format!("You are in line.\n\nYour place in line: \u{2068}{place}\u{2069}.");
        Letter { to: to.to_owned(), text, object: None }
    }

    #[test]
    fn each_has_one_letter_and_each_seat_an_object() {
        let right = [letter("a@x", "REQUEST", "CONFIRMED"), waiting("b@x", 2), waiting("c@x", 1)];
        assert_eq!(faults(&right, 3, 1), Vec::<String>::new());
        let cancelled = [letter("a@x", "CANCEL", "CANCELLED"), waiting("b@x", 2), waiting("c@x", 1)];
        assert_eq!(faults(&cancelled, 3, 1).len(), 1);
        let sold_twice =
            [letter("a@x", "REQUEST", "CONFIRMED"), letter("b@x", "REQUEST", "CONFIRMED"), waiting("c@x", 1)];
        assert_eq!(faults(&sold_twice, 3, 1).len(), 2);
        let same_place = [letter("a@x", "REQUEST", "CONFIRMED"), waiting("b@x", 1), waiting("c@x", 1)];
        assert_eq!(faults(&same_place, 3, 1).len(), 1);
        let two_letters = [letter("a@x", "REQUEST", "CONFIRMED"), waiting("b@x", 1), waiting("b@x", 2)];
        assert_eq!(faults(&two_letters, 3, 1).len(), 1);
    }
}
