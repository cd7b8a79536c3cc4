//! What came of a rush, as the host's list and people's own pages say it.

use super::Tried;
use crate::{client::Client, failure::Failure, hosting::Host};
use std::{collections::BTreeMap, time::Duration};

/// Own pages that are looked at.
const SAMPLE: usize = 50;

/// The host's list, read page by page.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The ids of those with a seat.
    pub(super) seated: Vec<String>,
    /// Those in line: their place and id, in the order of the list.
    pub(super) line: Vec<(usize, String)>,
}

impl List {
    pub(super) fn read(client: &mut Client, host: &Host, path: &str) -> Result<Self, Failure> {
        let mut list = Self::default();
        for page in 1_usize.. {
            let path = format!("{path}/registrations?page={page}");
            let answer = client.send(&host.person.get(client.address(), &path))?;
            if answer.status != 200 {
                return Err(Failure::Answer(format!("{path} answers {}", answer.status)));
            }
            let html = answer.text();
            list.add(&html);
            if !html.contains("rel=\"next\"") {
                break;
            }
        }
        Ok(list)
    }

    fn add(&mut self, html: &str) {
        for row in html.split("<li class=\"row\">").skip(1) {
            let row = row.split("</li>").next().unwrap_or_default();
            let Some(id) = row.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            match place_in_line(row) {
                Some(place) => self.line.push((place, id.to_owned())),
                None => self.seated.push(id.to_owned()),
            }
        }
    }

    /// Whatever of it cannot be.
    pub(super) fn faults(&self, tried: &[Tried], seats: usize) -> Vec<String> {
        let mut faults = Vec::new();
        let expected = (seats.min(tried.len()), tried.len().saturating_sub(seats));
        if (self.seated.len(), self.line.len()) != expected {
            faults.push(format!(
                "{} have a seat and {} wait, instead of {} and {}",
                self.seated.len(),
                self.line.len(),
                expected.0,
                expected.1
            ));
        }
        let mut once: BTreeMap<&str, usize> = tried.iter().map(|one| (one.id.as_str(), 0)).collect();
        for id in self.seated.iter().chain(self.line.iter().map(|(_, id)| id)) {
            *once.entry(id).or_default() += 1;
        }
        let wrong = once.values().filter(|count| **count != 1).count();
        if wrong > 0 {
            faults.push(format!("{wrong} people are not on the list exactly once"));
        }
        let places: Vec<usize> = self.line.iter().map(|(place, _)| *place).collect();
        if places != (1..=places.len()).collect::<Vec<_>>() {
            faults.push("the places in line are not 1, 2, 3 and so on".to_owned());
        }
        faults.extend(self.overtaken(tried));
        faults
    }

    /// Whoever was answered before somebody else had asked comes before them.
    fn overtaken(&self, tried: &[Tried]) -> Option<String> {
        let times: BTreeMap<&str, (Duration, Duration)> =
            tried.iter().map(|one| (one.id.as_str(), (one.sent, one.answered))).collect();
        let mut latest = Duration::ZERO;
        let mut count = 0_usize;
        let mut check = |ids: &[&str]| {
            let known: Vec<_> = ids.iter().filter_map(|id| times.get(id).copied()).collect();
            count += known.iter().filter(|(_, answered)| *answered < latest).count();
            latest = known.iter().map(|(sent, _)| *sent).max().unwrap_or_default().max(latest);
        };
        // Those with a seat come before the line, and have no order among themselves.
        check(&self.seated.iter().map(String::as_str).collect::<Vec<_>>());
        for (_, id) in &self.line {
            check(&[id.as_str()]);
        }
        (count > 0).then(|| format!("{count} people were overtaken by somebody who came later"))
    }
}

fn place_in_line(html: &str) -> Option<usize> {
    let rest = html.split("Place ").nth(1)?;
    let (number, _) = rest.split_once(" in line")?;
    // The number is set apart from its direction by marks that are not seen.
    number.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Answers that were not what pressing the button leads to.
pub(super) fn answers(tried: &[Tried]) -> Vec<String> {
    let mut others: BTreeMap<u16, usize> = BTreeMap::new();
    for one in tried.iter().filter(|one| one.status != 303) {
        *others.entry(one.status).or_default() += 1;
    }
    others.into_iter().map(|(status, count)| format!("{count} were answered with {status}")).collect()
}

/// Whether some of those in line read on the event's page what the host reads.
pub(super) fn own_pages(client: &mut Client, list: &List, tried: &[Tried], path: &str) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    let apart = (list.line.len() / SAMPLE).max(1);
    for (place, id) in list.line.iter().step_by(apart) {
        let Some(one) = tried.iter().find(|one| one.id == *id) else { continue };
        let page = client.send(&one.person.get(client.address(), path))?.text();
        if place_in_line(&page) != Some(*place) {
            faults.push(format!("the page of somebody with place {place} says {:?}", place_in_line(&page)));
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visitor::Person;

    fn tried(id: &str, sent: u64, answered: u64) -> Tried {
        let (sent, answered) = (Duration::from_millis(sent), Duration::from_millis(answered));
        Tried { id: id.to_owned(), person: Person::nobody(), sent, answered, status: 303 }
    }

    fn list(seated: &[&str], line: &[&str]) -> List {
        let line = (1..).zip(line).map(|(place, id)| (place, (*id).to_owned())).collect();
        List { seated: seated.iter().map(|id| (*id).to_owned()).collect(), line }
    }

    #[test]
    fn a_list_is_read_from_the_page() {
        let mut read = List::default();
        read.add(
            "<li class=\"row\"><a href=\"/people/1\">Ada</a></li>\
             <li class=\"row\"><a href=\"/people/2\">Ben</a><span>Place \u{2068}12\u{2069} in line</span></li>",
        );
        assert_eq!((read.seated, read.line), (vec!["1".to_owned()], vec![(12, "2".to_owned())]));
    }

    #[test]
    fn whoever_was_answered_before_another_asked_comes_first() {
        let people = [tried("a", 0, 5), tried("b", 3, 9), tried("c", 6, 12), tried("d", 13, 20)];
        assert!(list(&["a"], &["b", "c", "d"]).faults(&people, 1).is_empty());
        assert!(list(&["b"], &["a", "c", "d"]).faults(&people, 1).is_empty(), "they asked at the same time");
        assert_eq!(list(&["c"], &["a", "b", "d"]).faults(&people, 1).len(), 1, "a had a seat before c asked");
        assert_eq!(list(&["a"], &["b", "d", "c"]).faults(&people, 1).len(), 1);
    }

    #[test]
    fn a_seat_too_many_and_somebody_who_is_missing_are_faults() {
        let people = [tried("a", 0, 5), tried("b", 0, 5), tried("c", 0, 5)];
        assert_eq!(list(&["a", "b"], &["c"]).faults(&people, 1).len(), 1);
        assert_eq!(list(&["a"], &["b"]).faults(&people, 1).len(), 2);
        assert_eq!(list(&["a"], &["b", "b"]).faults(&people, 1).len(), 1);
    }
}
