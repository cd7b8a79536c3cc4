//! Who a message is from and to.

use std::fmt;

use lettre::address::{Address, AddressError};
use thiserror::Error;

/// An address, with the name people read beside it. Once made, it can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    address: Address,
}

/// Why nobody can be written to at what was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MailboxError {
    #[error("{address:?} is not an e-mail address: {reason}")]
    Address { address: String, reason: &'static str },
    #[error("the name of a correspondent has a line break or a control character in it")]
    Name,
}

/// The longest address that mail servers take, in bytes (RFC 5321, 4.5.3.1.3, without its brackets).
const MOST_BYTES: usize = 254;

impl Mailbox {
    /// An address without a name.
    pub fn new(address: &str) -> Result<Self, MailboxError> {
        let refused = |reason| MailboxError::Address { address: address.chars().take(80).collect(), reason };
        if address.len() > MOST_BYTES {
            return Err(refused("it is longer than 254 bytes"));
        }
        if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(refused("it has a space, a line break or a control character in it"));
        }
        let parsed: Address = address.parse().map_err(|error| refused(reason(error)))?;
        Ok(Self { name: None, address: parsed })
    }

    /// The same address with a name. Names may be in any language.
    pub fn named(mut self, name: &str) -> Result<Self, MailboxError> {
        if name.chars().any(char::is_control) {
            return Err(MailboxError::Name);
        }
        let name = name.trim();
        self.name = (!name.is_empty()).then(|| name.to_owned());
        Ok(self)
    }

    /// The address alone: `ada@example.org`.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// The name, where one was given.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn to_lettre(&self) -> lettre::message::Mailbox {
        lettre::message::Mailbox::new(self.name.clone(), self.address.clone())
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.address),
            None => write!(f, "{}", self.address),
        }
    }
}

fn reason(error: AddressError) -> &'static str {
    match error {
        AddressError::MissingParts => "it needs a name, an @ and a domain",
        AddressError::InvalidUser => "the part before the @ cannot be used",
        AddressError::InvalidDomain => "the part after the @ is not a domain",
        _ => "it cannot be read",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ada@example.org")]
    #[case("a.b+c@mail.example.org")]
    #[case("o'neil@example.org")]
    #[case("josé@example.org")]
    fn addresses_are_taken(#[case] address: &str) {
        assert_eq!(Mailbox::new(address).unwrap().address(), address);
    }

    #[rstest]
    #[case("", "needs a name")]
    #[case("ada", "needs a name")]
    #[case("@example.org", "before the @")]
    #[case("ada@", "after the @")]
    #[case("ada@exa mple.org", "a space")]
    #[case("ada@example.org\r\nBcc: eve@example.org", "a line break")]
    #[case("Ada <ada@example.org>", "a space")]
    #[case("ada@example.org,eve@example.org", "before the @")]
    #[case(&format!("{}@example.org", "a".repeat(300)), "longer than")]
    fn others_are_refused_with_the_reason(#[case] address: &str, #[case] reason: &str) {
        let error = Mailbox::new(address).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }

    #[test]
    fn names_are_optional_and_on_one_line() {
        let ada = Mailbox::new("ada@example.org").unwrap();
        assert_eq!(ada.clone().named(" Ada ").unwrap().to_string(), "Ada <ada@example.org>");
        assert_eq!(ada.clone().named("  ").unwrap().name(), None);
        assert_eq!(ada.named("Ada\nBcc: x"), Err(MailboxError::Name));
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_breaks_a_line(address in "[a-z@.<>,;\"\\r\\n\\x00 é]{0,20}") {
            if let Ok(mailbox) = Mailbox::new(&address) {
                prop_assert!(!mailbox.to_lettre().to_string().contains(['\r', '\n', '\0']));
            }
        }
    }
}
