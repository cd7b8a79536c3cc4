//! Signing in by a one-time link or code.

use crate::fields::{Fault, address};

crate::choices! {
    /// What a one-time link is for.
    TokenPurpose {
        /// Signing in.
        SignIn = "sign_in",
        /// Confirming a new address.
        ConfirmAddress = "confirm_address",
        /// Keeping the address so far when a change was asked for, or taking it back.
        KeepAddress = "keep_address",
        /// The first administrator's way in.
        FirstAdministrator = "first_administrator",
    }
}

crate::choices! {
    /// Who may sign in by a link sent to their address.
    SignInRule {
        /// People whom a lead or manager has entered or invited.
        KnownPeople = "known_people",
        /// Those, and anyone with an address in one of the organisation's domains.
        Domains = "domains",
    }
}

/// Minutes for which a one-time link or code is good.
pub const TOKEN_MINUTES: i64 = 30;
/// Days for which an address that was changed can be taken back by the notice that was sent to it.
pub const KEEP_ADDRESS_DAYS: i64 = 7;
/// Wrong codes after which a one-time token is dead (six digits: a chance of one in 200,000).
pub const TOKEN_ATTEMPTS: i64 = 5;
/// Wrong codes for one address within a day after which only links sign in there. With five links an hour a guess
/// at codes could otherwise go on for ever.
pub const WRONG_CODES_A_DAY: i64 = 10;
/// Days after which a session ends that was not used.
pub const SESSION_IDLE_DAYS: i64 = 14;
/// Days after which a session ends in any case.
pub const SESSION_LONGEST_DAYS: i64 = 90;
/// Links that are sent to one address within an hour at most.
pub const TOKENS_AN_HOUR: i64 = 5;

/// Whether an address lies in one of the domains. A subdomain does not count unless it is listed itself,
/// since a department's guests often have one.
pub fn is_in_domains(address: &str, domains: &[String]) -> bool {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    domains.iter().any(|listed| listed.eq_ignore_ascii_case(domain))
}

/// Domains as they are typed: separated by white space, commas or semicolons, with or without `@` before them.
/// Each is lowered and kept once, in the order typed.
///
/// # Errors
/// [`Fault::TooLong`] above fifty, [`Fault::NotDomain`] for anything that no address can end in.
pub fn domains(typed: &str) -> Result<Vec<String>, Fault> {
    let mut domains: Vec<String> = Vec::new();
    for word in typed.split([' ', ',', ';', '\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        let word = word.strip_prefix('@').unwrap_or(word);
        let address = address(&format!("a@{word}")).map_err(|_| Fault::NotDomain)?;
        let domain = address.trim_start_matches("a@").to_owned();
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    if domains.len() > 50 { Err(Fault::TooLong) } else { Ok(domains) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_as_people_type_them() {
        let read = domains("Demonstration.example, @staff.demonstration.example;\ndemonstration.example");
        assert_eq!(read, Ok(vec!["demonstration.example".to_owned(), "staff.demonstration.example".to_owned()]));
        assert_eq!(domains(" "), Ok(Vec::new()));
        for wrong in ["example", "a@b.example", "-x.example", "x..example", "<b>.example"] {
            assert_eq!(domains(wrong), Err(Fault::NotDomain), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_in_a_domain_only_if_it_is_the_same_domain() {
        let domains = vec!["demonstration.example".to_owned()];
        assert!(is_in_domains("ada@Demonstration.example", &domains));
        assert!(!is_in_domains("ada@evil-demonstration.example", &domains));
        assert!(!is_in_domains("ada@demonstration.example.evil.example", &domains));
        assert!(!is_in_domains("ada@guests.demonstration.example", &domains));
        assert!(!is_in_domains("ada", &domains));
    }
}
