//! Surveys that were asked in another tool: what its export says, which questions can be made of its columns, and which
//! answers of its rows become ballots.
//!
//! A file is looked at twice and never kept. First a [draft](drafting) of a survey is made of its columns, without any
//! answer; later its rows are [taken](taking), all or none. Columns that tell who somebody is, or what their machine did,
//! are read by neither. What a row says is taken apart while it is read: what is handed on does not know which answers
//! stood in one row, nor in which order rows stood.

mod columns;
pub mod drafting;
mod labels;
pub mod published;
mod table;
pub mod taking;
mod text;

pub use columns::{Column, Sheet, Use};
pub use table::{MOST_COLUMNS, MOST_ROWS, Table, separated};
pub use text::decode;

#[cfg(test)]
mod tests;

/// Bytes of the largest file that is taken.
pub const LARGEST: usize = 25_000_000;

crate::choices! {
    /// The tool in which a survey was asked.
    Tool {
        /// Microsoft Forms.
        MicrosoftForms = "microsoft_forms",
        /// Qualtrics.
        Qualtrics = "qualtrics",
        /// LimeSurvey.
        LimeSurvey = "lime_survey",
        /// Another one.
        Other = "other",
    }
}

crate::choices! {
    /// What the numbers 1 to 5 stand for, where a file has them instead of words.
    Codes {
        /// 5 is the strongest agreement.
        FiveAgrees = "five_agrees",
        /// 1 is.
        OneAgrees = "one_agrees",
    }
}

crate::choices! {
    /// Why nothing can be taken from a file. The words end the keys of the messages.
    FileFault {
        /// There is none.
        Missing = "missing",
        /// It is larger than [`LARGEST`], or becomes too large when it is unpacked.
        TooLarge = "too_large",
        /// It has more than [`MOST_ROWS`] rows.
        TooLong = "too_long",
        /// It has more than [`MOST_COLUMNS`] columns.
        TooWide = "too_wide",
        /// It is a spreadsheet as programs wrote them before 2007, or one with a password.
        OldSpreadsheet = "old_spreadsheet",
        /// It is a spreadsheet that cannot be read.
        BrokenSpreadsheet = "broken_spreadsheet",
        /// It is a page of the web, such as that of a sign-in that had ended.
        WebPage = "web_page",
        /// It is no text in an encoding that is known.
        NotText = "not_text",
        /// There are no headings, or no rows below them.
        Empty = "empty",
    }
}

/// A wording by which columns and questions are compared: without marks, in small letters, words apart by one space.
pub fn plain(text: &str) -> String {
    let text = text::without_marks(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut plain = String::with_capacity(text.len());
    for word in words {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}
