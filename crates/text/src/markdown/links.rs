//! Which addresses may stand in a link, and the links in plain text.

/// The schemes a link may have.
pub(super) const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a page of ours: it begins with one slash, or is a place on this page.
    Here,
    Elsewhere,
    /// It may not be followed: `javascript:` and the like.
    Nowhere,
}

pub(super) fn leads(address: &str) -> Leads {
    // Browsers pass over controls in an address and read a backslash as a slash.
    if address.contains(|c: char| c.is_control() || c == '\\') {
        return Leads::Nowhere;
    }
    if address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//")) {
        return Leads::Here;
    }
    let scheme = address.split(':').next().unwrap_or_default();
    if scheme.len() < address.len() && SCHEMES.iter().any(|s| s.eq_ignore_ascii_case(scheme)) {
        Leads::Elsewhere
    } else {
        // A relative address would depend on the page that shows the text.
        Leads::Nowhere
    }
}

/// A piece of plain text: words, or an address that people pasted.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Words(&'t str),
    Address(&'t str),
}

/// Splits a text at its web addresses.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (words, from) = rest.split_at(start);
        let (address, after) = from.split_at(address_length(from));
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Address(address));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Where an address begins that stands by itself and has something after its scheme.
fn next_address(text: &str) -> Option<usize> {
    text.match_indices("http").map(|(start, _)| start).find(|&start| {
        let (before, from) = text.split_at(start);
        let host = from.strip_prefix("https://").or_else(|| from.strip_prefix("http://"));
        !before.ends_with(char::is_alphanumeric) && host.is_some_and(|host| host.starts_with(char::is_alphanumeric))
    })
}

/// Up to white space or a mark that ends it; punctuation at the end belongs to the sentence.
fn address_length(from: &str) -> usize {
    let end = from
        .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
        .unwrap_or(from.len());
    let address = from.get(..end).unwrap_or_default();
    let mut trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    // "(see https://example.org/a)" but "https://example.org/a_(b)"
    if trimmed.ends_with(')') && !trimmed.contains('(') {
        trimmed = trimmed.trim_end_matches([')', '.', ',']);
    }
    trimmed.len()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/communities/digital", Leads::Here)]
    #[case("#charter", Leads::Here)]
    #[case("https://example.org", Leads::Elsewhere)]
    #[case("HTTP://example.org", Leads::Elsewhere)]
    #[case("mailto:a@example.org", Leads::Elsewhere)]
    #[case("//example.org", Leads::Nowhere)]
    #[case("/\\example.org", Leads::Nowhere)]
    #[case("javascript:alert(1)", Leads::Nowhere)]
    #[case("java\nscript:alert(1)", Leads::Nowhere)]
    #[case("data:text/html,x", Leads::Nowhere)]
    #[case("page", Leads::Nowhere)]
    #[case("https", Leads::Nowhere)]
    #[case("", Leads::Nowhere)]
    fn addresses_lead_somewhere(#[case] address: &str, #[case] expected: Leads) {
        assert_eq!(leads(address), expected);
    }

    #[rstest]
    #[case("see https://example.org/a_b?c=d.", &["see ", "https://example.org/a_b?c=d", "."])]
    #[case("(https://example.org/a)", &["(", "https://example.org/a", ")"])]
    #[case("https://example.org/a_(b)", &["https://example.org/a_(b)"])]
    #[case("xhttps://example.org", &["xhttps://example.org"])]
    #[case("https:// and http", &["https:// and http"])]
    #[case("", &[])]
    fn addresses_are_found(#[case] text: &str, #[case] expected: &[&str]) {
        let found: Vec<&str> = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Words(text) | Piece::Address(text) => *text,
            })
            .collect();
        assert_eq!(found, expected);
    }
}
