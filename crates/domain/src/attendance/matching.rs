//! Whom a report means: an address belongs to one person; a name only counts where one person has it.

use super::report::Attendee;
use crate::fold::fold;
use std::collections::BTreeMap;

/// Somebody whom a report can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<K> {
    /// Who.
    pub key: K,
    /// Their name.
    pub name: String,
    /// Their address in lower case, if it is known.
    pub address: Option<String>,
}

/// Whom somebody in a report is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<K> {
    /// This one.
    One(K),
    /// Several have the name: somebody has to say which.
    Several(Vec<K>),
    /// Nobody whom we know.
    Nobody,
}

/// Everybody whom a report can mean, by address and by name.
#[derive(Debug)]
pub struct Known<K> {
    addresses: BTreeMap<String, K>,
    names: BTreeMap<Vec<String>, Vec<K>>,
}

impl<K: Copy + PartialEq> Known<K> {
    /// Puts the candidates where they are found.
    pub fn new(candidates: impl IntoIterator<Item = Candidate<K>>) -> Self {
        let mut known = Self { addresses: BTreeMap::new(), names: BTreeMap::new() };
        for one in candidates {
            let named = known.names.entry(parts(&one.name)).or_default();
            if !named.contains(&one.key) {
                named.push(one.key);
            }
            if let Some(address) = one.address {
                known.addresses.entry(address).or_insert(one.key);
            }
        }
        known
    }

    /// Finds whom an attendee is: by the address, or else by the name, in whatever order its parts stand ("Example,
    /// Ada"). With an address that we do not know the name alone does not decide: it may be a namesake, or another
    /// address of the same person.
    pub fn find(&self, attendee: &Attendee) -> Match<K> {
        if let Some(one) = attendee.address.as_ref().and_then(|address| self.addresses.get(address)) {
            return Match::One(*one);
        }
        let shown = [Some(attendee.name.as_str()), attendee.in_brackets.as_deref()];
        for name in shown.into_iter().flatten().map(parts).filter(|parts| !parts.is_empty()) {
            match self.names.get(&name).map(Vec::as_slice) {
                None | Some([]) => {}
                Some([one]) if attendee.address.is_none() => return Match::One(*one),
                Some(several) => return Match::Several(several.to_vec()),
            }
        }
        Match::Nobody
    }
}

/// The words of a name, folded and in the order of the alphabet.
fn parts(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn attendee(name: &str, address: Option<&str>) -> Attendee {
        let address = address.map(str::to_owned);
        Attendee { name: name.to_owned(), in_brackets: None, address, joins: Vec::new(), minutes: None }
    }

    fn known() -> Vec<Candidate<u8>> {
        let one = |key, name: &str, address: Option<&str>| Candidate {
            key,
            name: name.to_owned(),
            address: address.map(str::to_owned),
        };
        vec![
            one(1, "Ada Example", Some("ada@demonstration.example")),
            one(2, "Ben Example", Some("ben@demonstration.example")),
            one(3, "Ben Example", Some("other.ben@demonstration.example")),
            one(4, "Zoë Sample", None),
        ]
    }

    #[rstest::rstest]
    #[case("Ada E.", Some("ada@demonstration.example"), Match::One(1))]
    #[case("Example, Ada", None, Match::One(1))]
    #[case("ada example", None, Match::One(1))]
    #[case("Zoe Sample", None, Match::One(4))]
    #[case("Ben Example", None, Match::Several(vec![2, 3]))]
    #[case("Ben Example", Some("other.ben@demonstration.example"), Match::One(3))]
    #[case("Ada Example", Some("ada@elsewhere.example"), Match::Several(vec![1]))]
    #[case("Nobody Known", None, Match::Nobody)]
    #[case("Ada", None, Match::Nobody)]
    #[case("!!", None, Match::Nobody)]
    fn whom_it_means(#[case] name: &str, #[case] address: Option<&str>, #[case] expected: Match<u8>) {
        assert_eq!(Known::new(known()).find(&attendee(name, address)), expected);
    }

    #[test]
    fn what_stands_in_brackets_is_a_name_too() {
        let mut phone = attendee("my phone", None);
        phone.in_brackets = Some("Ada Example".to_owned());
        assert_eq!(Known::new(known()).find(&phone), Match::One(1));
    }

    proptest! {
        #[test]
        fn an_address_always_wins(name in ".{0,30}") {
            let ada = attendee(&name, Some("ada@demonstration.example"));
            prop_assert_eq!(Known::new(known()).find(&ada), Match::One(1));
        }
    }
}
