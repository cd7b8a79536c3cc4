//! Files that are slides, and files that say they are.

use super::*;
use std::io::Write as _;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive with these parts, stored as they are.
fn archive(parts: &[(&str, &str)]) -> Bytes {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, plain).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner().into()
}

#[test]
fn what_slides_are_is_found_by_looking_at_them() {
    assert_eq!(kind(&Bytes::from_static(b"%PDF-1.7\n1 0 obj\n%%EOF\n")), Ok(PDF));
    assert_eq!(kind(&archive(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")])), Ok(PPTX));
    assert_eq!(kind(&archive(&[("mimetype", ODP), ("Content.xml", "<x/>")])), Ok(ODP));
}

#[rstest::rstest]
#[case(Bytes::new(), Fault::Missing)]
#[case(Bytes::from_static(b"%PDF-1.7 and no end"), Fault::WrongType)]
#[case(Bytes::from_static(b"MZ\x90\x00 a program"), Fault::WrongType)]
#[case(Bytes::from_static(b"<html><script>alert(1)</script>"), Fault::WrongType)]
#[case(archive(&[("word/document.xml", "<w/>"), ("[Content_Types].xml", "<Types/>")]), Fault::WrongType)]
#[case(archive(&[("mimetype", "application/epub+zip")]), Fault::WrongType)]
#[case(archive(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", ""), ("ppt/vbaProject.bin", "")]), Fault::WrongType)]
#[case(Bytes::from(vec![b'%'; MOST_BYTES + 1]), Fault::TooLarge)]
fn what_only_says_that_it_is_slides_is_refused(#[case] bytes: Bytes, #[case] fault: Fault) {
    assert_eq!(kind(&bytes), Err(fault));
}

#[rstest::rstest]
#[case("../../etc/Passwd.pdf", "Passwd.pdf")]
#[case("C:\\talks\\Reading charts.pptx", "Reading charts.pdf")]
#[case("a\"b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf")]
#[case("", "slides.pdf")]
#[case("...", "slides.pdf")]
#[case("Überblick (2).pdf", "Überblick (2).pdf")]
fn a_name_is_a_name(#[case] typed: &str, #[case] expected: &str) {
    assert_eq!(name(typed, PDF), expected);
}
