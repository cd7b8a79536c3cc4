use super::*;
use crate::captions::Kind;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case::nothing(Parts::default(), &[Missing::Summary])]
#[case::a_summary_alone(Parts { has_summary: true, ..Parts::default() }, &[])]
#[case::a_recording_alone(
    Parts { has_recording: true, ..Parts::default() },
    &[Missing::Summary, Missing::Captions, Missing::Answer]
)]
#[case::all_is_spoken(
    Parts { has_summary: true, has_recording: true, has_captions: true, shows_unspoken: Some(false), has_description: false },
    &[]
)]
#[case::something_is_shown(
    Parts { has_summary: true, has_recording: true, has_captions: true, shows_unspoken: Some(true), has_description: false },
    &[Missing::Description]
)]
#[case::what_is_shown_is_described(
    Parts { has_summary: true, has_recording: true, has_captions: true, shows_unspoken: Some(true), has_description: true },
    &[]
)]
fn what_is_missing(#[case] parts: Parts, #[case] lacks: &[Missing]) {
    assert_eq!(missing(parts), lacks);
}

#[rstest]
#[case(
    "0:00 Welcome\n\n12:05   What  we found\r\n1:02:05 Questions",
    "0:00 Welcome\n12:05 What we found\n1:02:05 Questions"
)]
#[case("75:00 Late", "1:15:00 Late")]
#[case("", "")]
fn chapters_are_read_and_written(#[case] typed: &str, #[case] kept: &str) {
    let read = chapters(typed).unwrap();
    assert_eq!(chapter_lines(&read), kept);
    assert_eq!(chapters(kept).unwrap(), read);
}

#[rstest]
#[case("0:00 Welcome\nQuestions", 2, Kind::StrayText)]
#[case("0:00 Welcome\nAnd questions", 2, Kind::BadTiming)]
#[case("0:61 Welcome", 1, Kind::Beyond59)]
#[case("1:60:00 Welcome", 1, Kind::Beyond59)]
#[case("5:00 One\n\n5:00 Two", 3, Kind::OutOfOrder)]
#[case("-1:00 Welcome", 1, Kind::BadTiming)]
#[case("1:2:3:4 Welcome", 1, Kind::BadTiming)]
fn chapters_are_refused_with_their_line(#[case] typed: &str, #[case] line: usize, #[case] kind: Kind) {
    let fault = chapters(typed).unwrap_err();
    assert_eq!((fault.line, fault.kind), (line, kind));
}

fn mp4_of(brand: &[u8], other: &[u8]) -> Vec<u8> {
    [[0, 0, 0, 24].as_slice(), b"ftyp", brand, &[0, 0, 2, 0], b"isom", other, &[0, 0, 0, 8], b"mdat"].concat()
}

#[rstest]
#[case(mp4_of(b"isom", b"avc1"), Some(Media::Mp4))]
#[case(mp4_of(b"M4A ", b"mp42"), Some(Media::M4a))]
#[case(mp4_of(b"qt  ", b"qt  "), None)]
#[case(b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm\x42\x87".to_vec(), Some(Media::WebM))]
#[case(b"\x1A\x45\xDF\xA3\xA3\x42\x86\x81\x01\x42\x82\x88matroska\x42\x87".to_vec(), None)]
#[case([b"OggS\0\x02".as_slice(), &[0; 20], &[1, 19], b"OpusHead"].concat(), Some(Media::Ogg))]
#[case([b"OggS\0\x02".as_slice(), &[0; 20], &[1, 42], b"\x80theora"].concat(), None)]
#[case(b"ID3\x04\0\0\0\0\x02\x01".to_vec(), Some(Media::Mp3))]
#[case([vec![0xFF, 0xFB, 0x90, 0x00], vec![0; 413], vec![0xFF, 0xFB, 0x90, 0x00]].concat(), Some(Media::Mp3))]
#[case([vec![0xFF, 0xFB, 0x90, 0x00], vec![0; 500]].concat(), None)]
#[case(b"%PDF-1.7 holiday.mp4".to_vec(), None)]
#[case(b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), None)]
#[case(b"MZ\x90\0\x03\0\0\0ftypisom".to_vec(), None)]
#[case(Vec::new(), None)]
fn what_a_recording_is(#[case] bytes: Vec<u8>, #[case] expected: Option<Media>) {
    assert_eq!(media(&bytes), expected);
}

/// Whatever the server does with a piece, told in an order that a bad line makes.
#[derive(Debug, Clone)]
struct Sent {
    /// Which piece, perhaps one that there is not.
    number: usize,
    /// How much of it arrives, in sixteenths.
    sixteenths: usize,
}

proptest! {
    /// In any order, repeated, cut or lost: what is kept is the beginning of the file, and whoever sends what is asked
    /// for comes to its end.
    #[test]
    fn pieces_in_any_order_make_the_same_file(
        file in proptest::collection::vec(any::<u8>(), 1..200),
        piece in 1..20_i64,
        sent in proptest::collection::vec((0..30_usize, 0..18_usize).prop_map(|(number, sixteenths)| Sent { number, sixteenths }), 0..60),
    ) {
        let size = i64::try_from(file.len()).unwrap();
        let step = usize::try_from(piece).unwrap();
        let mut kept: Vec<u8> = Vec::new();
        let mut receive = |offset: usize, bytes: &[u8]| {
            let received = i64::try_from(kept.len()).unwrap();
            let taken = take(received, size, piece, i64::try_from(offset).unwrap(), i64::try_from(bytes.len()).unwrap());
            if let Taken::Kept(number) = taken {
                assert_eq!(number * piece, received, "pieces lie one after the other");
                kept.extend_from_slice(bytes);
            }
            kept.len()
        };
        for one in sent {
            let offset = one.number * step;
            let whole = file.get(offset.min(file.len())..(offset + step).min(file.len())).unwrap();
            let arrives = &whole[..(whole.len() * one.sixteenths / 16).min(whole.len())];
            let at = receive(offset, arrives);
            prop_assert!(at <= file.len());
        }
        let mut at = receive(usize::MAX / 2, &[]);
        while at < file.len() {
            let next = receive(at, &file[at..(at + step).min(file.len())]);
            prop_assert!(next > at, "the piece that is asked for is taken");
            at = next;
        }
        prop_assert_eq!(receive(at, b"more"), file.len(), "nothing is added to what is whole");
        prop_assert_eq!(kept, file);
    }

    /// No bytes at all make the look at them fail.
    #[test]
    fn any_bytes_are_looked_at(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = media(&bytes);
    }

    #[test]
    fn any_text_is_read_as_chapters(text in "(?s).{0,200}") {
        if let Ok(read) = chapters(&text) {
            prop_assert_eq!(chapters(&chapter_lines(&read)).unwrap(), read);
        }
    }
}
