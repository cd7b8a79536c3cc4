//! Content lines (RFC 5545, 3.1): escaping, folding, and nothing that a reader could take for the end of a line.

/// The longest line in octets, without its end.
const OCTETS: usize = 75;

/// The lines of a calendar object, as they are written.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// Adds `name:value`. The name may carry parameters; the value is already one of [`text`], [`uri`] and so on.
    pub fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain(":".chars()).chain(value.chars()) {
            // A character is never cut in two, so a line may be up to three octets shorter.
            if octets + character.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    pub fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// What somebody wrote, without characters that some reader takes for something else: line breaks of every kind
/// become one kind, and control characters go.
pub fn clean(written: &str) -> String {
    let breaks = written.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    breaks.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t')).collect()
}

/// A value of type TEXT.
pub fn text(written: &str) -> String {
    let mut escaped = String::with_capacity(written.len());
    for character in clean(written).chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A value of type URI: taken as it is, without what no address has in it.
pub fn uri(address: &str) -> String {
    address.chars().filter(|character| !character.is_control() && !character.is_whitespace()).collect()
}

/// An e-mail address as a CAL-ADDRESS: a `mailto:` URI, in which only the characters that RFC 6068 leaves alone stay
/// as they are.
pub fn mailto(address: &str) -> String {
    let mut uri = "mailto:".to_owned();
    for octet in clean(address).trim().bytes() {
        if octet.is_ascii_alphanumeric() || b"@.-_~+!$'*=".contains(&octet) {
            uri.push(char::from(octet));
        } else {
            uri.extend(['%', hexadecimal(octet >> 4), hexadecimal(octet & 0xf)]);
        }
    }
    uri
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}

/// The value of a parameter, in quotes. A parameter can hold no quotation mark: an apostrophe stands for it, because
/// readers show the escapes of RFC 6868 as they are.
pub fn parameter(written: &str) -> String {
    format!("\"{}\"", clean(written).replace(['\n', '\t'], " ").replace('"', "'"))
}

#[cfg(test)]
mod tests;
