//! The text of a file of bytes: Teams writes UTF-16 with a byte order mark, Zoom UTF-8.

use super::Fault;
use crate::separated;

/// The text, with `\n` as its line ends.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Fault::IsSpreadsheet);
    }
    separated::decode(bytes).filter(|text| !text.contains('\0')).ok_or(Fault::UnknownEncoding)
}
