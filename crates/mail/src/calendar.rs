//! What a letter brings for its reader's calendar (RFC 6047): an invitation, a change of one, its end.

use thiserror::Error;

/// An object of iCalendar that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    method: String,
    text: String,
    file_name: String,
}

/// Why a letter cannot bring it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    #[error("{0:?} is not a method such as REQUEST")]
    Method(String),
    #[error("{0:?} is not a name such as invite.ics")]
    FileName(String),
    #[error("it is not one calendar in lines that end with CR and LF")]
    Lines,
    #[error("it does not say METHOD:{0} itself")]
    OtherMethod(String),
}

impl CalendarPart {
    /// An object in lines that end with CR and LF (RFC 5545, 3.1), with the method that it names itself (RFC 5546, 1.4):
    /// Gmail and Outlook take one that is announced in the message and not in the object, or the other way round, for an
    /// attachment that asks nothing.
    pub fn new(method: &str, text: &str, file_name: &str) -> Result<Self, CalendarError> {
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(CalendarError::Method(method.to_owned()));
        }
        let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let stem = file_name.strip_suffix(".ics").unwrap_or_default();
        if stem.is_empty() || file_name.len() > 60 || !file_name.bytes().all(is_safe) {
            return Err(CalendarError::FileName(file_name.to_owned()));
        }
        let lines: Vec<&str> = text.split("\r\n").collect();
        let is_calendar = matches!(lines.as_slice(), ["BEGIN:VCALENDAR", .., "END:VCALENDAR", ""]);
        if !is_calendar || lines.iter().any(|line| line.contains(['\r', '\n'])) {
            return Err(CalendarError::Lines);
        }
        let named: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("METHOD:")).collect();
        if named != [method] {
            return Err(CalendarError::OtherMethod(method.to_owned()));
        }
        Ok(Self { method: method.to_owned(), text: text.to_owned(), file_name: file_name.to_owned() })
    }

    /// What it asks for: `REQUEST`, `CANCEL`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The object.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of its file.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const REQUEST: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";

    #[test]
    fn a_calendar_that_names_its_method_is_taken() {
        let part = CalendarPart::new("REQUEST", REQUEST, "invite.ics").unwrap();
        assert_eq!((part.method(), part.text(), part.file_name()), ("REQUEST", REQUEST, "invite.ics"));
    }

    #[rstest]
    #[case("CANCEL", REQUEST, "invite.ics", "does not say METHOD:CANCEL")]
    #[case("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "invite.ics", "does not say")]
    #[case("", REQUEST, "invite.ics", "not a method")]
    #[case("REQUEST\r\nX: y", REQUEST, "invite.ics", "not a method")]
    #[case("REQUEST", REQUEST, "invite.exe", "not a name")]
    #[case("REQUEST", REQUEST, ".ics", "not a name")]
    #[case("REQUEST", REQUEST, "a\"b.ics", "not a name")]
    #[case("REQUEST", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n", "invite.ics", "not one calendar")]
    #[case("REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\nX:y\r\nEND:VCALENDAR\r\n", "invite.ics", "not one calendar")]
    #[case("REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR", "invite.ics", "not one calendar")]
    #[case("REQUEST", "METHOD:REQUEST\r\n", "invite.ics", "not one calendar")]
    fn others_are_refused(#[case] method: &str, #[case] text: &str, #[case] name: &str, #[case] reason: &str) {
        let error = CalendarPart::new(method, text, name).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}
