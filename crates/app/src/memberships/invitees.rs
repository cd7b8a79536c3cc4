//! Reading a pasted list of people to invite.

use copia_domain::{
    fields::{self, Fault},
    fold::fold,
    ids::PersonId,
};

/// Lines of a list that are taken at once.
pub const MOST_INVITEES: usize = 200;

/// What one line of the list means, as long as nothing changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Somebody known, who will be invited.
    Known,
    /// Somebody known without an account, who will be invited.
    Guest,
    /// Somebody new: they become a guest, and are invited.
    NewGuest,
    /// They have asked to join: inviting them accepts them.
    HasAsked,
    /// A member already.
    Member,
    /// Invited already.
    Invited,
    /// In the list already.
    Repeated,
    /// They have left the organisation.
    HasLeft,
    /// No address that can be written to.
    Invalid(Fault),
}

impl Meaning {
    /// Whether inviting does something.
    pub const fn is_invited(&self) -> bool {
        matches!(self, Self::Known | Self::Guest | Self::NewGuest | Self::HasAsked)
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// The line as it was typed, or the name of somebody picked from the directory.
    pub written: String,
    /// The name, if it is known.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// Who it is, if they are known.
    pub person: Option<PersonId>,
    /// What the line means.
    pub meaning: Meaning,
}

/// Reads addresses and lines such as `Ada Example <ada@university.example>`, one a line or separated by semicolons
/// or, after an address, commas. An address that stands in the list twice is repeated.
pub fn read(list: &str) -> Vec<Invitee> {
    let mut seen = Vec::new();
    let mut invitees = Vec::new();
    for written in entries(list) {
        let mut invitee = entry(written);
        if let Some(key) = invitee.email.as_deref().map(fold) {
            if seen.contains(&key) {
                invitee.meaning = Meaning::Repeated;
            }
            seen.push(key);
        }
        invitees.push(invitee);
    }
    invitees
}

/// The entries of the list. A comma ends one only after an address, because names are written "Example, Ada" too.
fn entries(list: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    for part in list.split(['\n', '\r', ';']) {
        let mut rest = part;
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|tail| tail.find(',')).map(|at| at + from) {
            let (before, after) = rest.split_at(at);
            if before.contains('@') {
                entries.push(before);
                rest = after.trim_start_matches(',');
                from = 0;
            } else {
                from = at + 1;
            }
        }
        entries.push(rest);
    }
    entries.into_iter().map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

fn entry(written: &str) -> Invitee {
    let (name, address) = match written.strip_suffix('>').and_then(|inner| inner.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches(['"', '\'']).trim(), address),
        None => ("", written),
    };
    let name = fields::optional_line(name, fields::LINE);
    let address = fields::address(address.trim_start_matches("mailto:"));
    let shown: String = written.chars().take(fields::LINE).collect();
    let (name, email, meaning) = match (name, address) {
        (Ok(name), Ok(email)) => (name, Some(email), Meaning::NewGuest),
        (Err(fault), _) | (_, Err(fault)) => (None, None, Meaning::Invalid(fault)),
    };
    Invitee { written: shown, name: name.map(|name| turned(&name)), email, person: None, meaning }
}

/// "Ada Example" for "Example, Ada".
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(list: &str) -> Vec<(Option<String>, Option<String>)> {
        read(list).into_iter().map(|invitee| (invitee.name, invitee.email)).collect()
    }

    fn pair(name: &str, email: &str) -> (Option<String>, Option<String>) {
        ((!name.is_empty()).then(|| name.to_owned()), Some(email.to_owned()))
    }

    #[rstest::rstest]
    #[case("ada@x.example", vec![pair("", "ada@x.example")])]
    #[case("Ada Example <ada@x.example>", vec![pair("Ada Example", "ada@x.example")])]
    #[case("\"Example, Ada\" <ada@x.example>", vec![pair("Ada Example", "ada@x.example")])]
    #[case("Example, Ada <ada@x.example>, Ben <ben@x.example>",
        vec![pair("Ada Example", "ada@x.example"), pair("Ben", "ben@x.example")])]
    #[case("ada@x.example; ben@x.example\r\n\n cy@x.example ,",
        vec![pair("", "ada@x.example"), pair("", "ben@x.example"), pair("", "cy@x.example")])]
    #[case("mailto:ada@x.example", vec![pair("", "ada@x.example")])]
    #[case(" \n;, ", vec![])]
    fn what_people_paste_is_read(#[case] list: &str, #[case] expected: Vec<(Option<String>, Option<String>)>) {
        let expected: Vec<_> = expected;
        let read: Vec<_> = read_back(list).into_iter().filter(|(_, email)| email.is_some()).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn what_cannot_be_written_to_says_why_and_repetitions_are_seen() {
        let list = read("ada\nADA@x.example\nada@X.example\na\u{0}b@x.example");
        let meanings: Vec<&Meaning> = list.iter().map(|invitee| &invitee.meaning).collect();
        assert_eq!(
            meanings,
            [
                &Meaning::Invalid(Fault::NotAddress),
                &Meaning::NewGuest,
                &Meaning::Repeated,
                &Meaning::Invalid(Fault::NotText)
            ]
        );
    }
}
