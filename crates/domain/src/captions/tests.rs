use super::*;
use proptest::prelude::*;

fn fault<T>(line: usize, kind: Kind) -> Result<T, CaptionFault> {
    Err(CaptionFault { line, kind })
}

fn cue(start: u64, end: u64, said: &[(&str, &str)]) -> Cue {
    let said = said.iter().map(|(speaker, text)| Said {
        speaker: (!speaker.is_empty()).then(|| (*speaker).to_owned()),
        text: (*text).to_owned(),
    });
    let at = Timecode::from_millis;
    Cue { id: None, start: at(start), end: at(end), settings: String::new(), said: said.collect() }
}

/// A file as a meeting's recorder writes it, with everything that is passed over.
const MEETING: &str = "\u{FEFF}WEBVTT - Lunch and Learn\r\nKind: captions\r\nLanguage: en\r\n\r\n\
NOTE\r\nThe words of two plainly\r\nfictional people.\r\n\r\n\
STYLE\r\n::cue { color: lime }\r\n\r\nREGION\r\nid:left\r\nwidth:40%\r\n\r\n\
intro/1\r\n00:01.000 --> 00:03.500 align:start line:0 region:left bright\r\n<v Ada Example>Welcome, <i>everyone</i>.</v>\r\n\r\n\
2\r\n00:00:03.500-->00:00:06.000\r\n<v.loud Ben Sample &amp; co>Thank you &lt;all&gt;.\r\nLet us <00:00:05.000><c.yellow>begin</c>.\r\n\r\n\
NOTE one line\r\n\r\n101:00:06.000 --> 101:00:07.000\r\n1 < 2 & 3 > 2";

#[test]
fn a_file_is_read_with_speakers_and_without_markup() {
    let mut first = cue(1_000, 3_500, &[("Ada Example", "Welcome, everyone.")]);
    first.id = Some("intro/1".to_owned());
    first.settings = "align:start line:0".to_owned();
    let mut second = cue(3_500, 6_000, &[("Ben Sample & co", "Thank you <all>.\nLet us begin.")]);
    second.id = Some("2".to_owned());
    let third = cue(363_606_000, 363_607_000, &[("", "1 < 2 & 3 > 2")]);
    assert_eq!(parse(MEETING), Ok(vec![first, second, third]));
    assert_eq!(parse(&MEETING.replace("\r\n", "\n")), parse(MEETING));
    assert_eq!(parse(&MEETING.replace("\r\n", "\r")), parse(MEETING));
}

#[rstest::rstest]
#[case("<v Ada>Yes.</v> And so on", &[("Ada", "Yes."), ("", "And so on")])]
#[case("<v Ada>Yes?<v Ben>No.", &[("Ada", "Yes?"), ("Ben", "No.")])]
#[case("- Yes?\n- No.", &[("", "- Yes?\n- No.")])]
#[case("<v  Ada\tExample >Yes", &[("Ada Example", "Yes")])]
#[case("<v>Yes</v>", &[("", "Yes")])]
#[case("<lang en>Ol&eacute;&#33;&#x2019;&#0;</lang>", &[("", "Ol&eacute;!’&#0;")])]
#[case("<ruby>漢<rt>kan</rt></ruby>", &[("", "漢kan")])]
#[case("a <b", &[("", "a <b")])]
#[case("x <- y <b>z</b>", &[("", "x <- y z")])]
#[case("{\\an8}kept", &[("", "{\\an8}kept")])]
#[case("<i></i>", &[])]
fn the_text_of_a_caption(#[case] text: &str, #[case] said: &[(&str, &str)]) {
    let file = format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{text}\n");
    assert_eq!(parse(&file), Ok(vec![cue(0, 1_000, said)]));
}

#[rstest::rstest]
#[case("", 1, Kind::NotCaptions)]
#[case("WEBVTTX\n", 1, Kind::NotCaptions)]
#[case("webvtt\n\n00:00.000 --> 00:01.000\nx", 1, Kind::NotCaptions)]
#[case("1\n00:00:00,000 --> 00:00:01,000\nx", 1, Kind::IsSrt)]
#[case("WEBVTT", 1, Kind::NoCues)]
#[case("WEBVTT\n\nNOTE only this", 3, Kind::NoCues)]
#[case("WEBVTT\n\n00:02.000 --> 00:03.000\na\n\n00:01.999 --> 00:04.000\nb", 6, Kind::OutOfOrder)]
#[case("WEBVTT\n\n00:02.000 --> 00:01.000\na", 3, Kind::EndsBeforeStart)]
#[case("WEBVTT\n\n00:02.000 --> 00:02.000\na", 3, Kind::EndsBeforeStart)]
#[case("WEBVTT\n\n00:60.000 --> 01:02.000\na", 3, Kind::Beyond59)]
#[case("WEBVTT\n\n60:00.000 --> 61:00.000\na", 3, Kind::Beyond59)]
#[case("WEBVTT\n\n00:02,000 --> 00:03,000\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n0:02.000 --> 00:03.000\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n00:02.00 --> 00:03.000\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n00:02.000 -->\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n0000:00:02.000 --> 0000:00:03.000\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n00:+2.000 --> 00:03.000\na", 3, Kind::BadTiming)]
#[case("WEBVTT\n\n00:00.000 --> 00:01.000\na\n\nlost words\n\n00:02.000 --> 00:03.000\nb", 6, Kind::StrayText)]
#[case("WEBVTT\n\ntwo\nlines\n00:00.000 --> 00:01.000\na", 3, Kind::StrayText)]
#[case("WEBVTT\n\n00:00.000 --> 00:01.000\na\n\nlost", 6, Kind::StrayText)]
fn a_file_that_is_wrong_is_refused_with_its_line(#[case] file: &str, #[case] line: usize, #[case] kind: Kind) {
    assert_eq!(parse(file), fault(line, kind));
}

#[test]
fn too_much_is_refused() {
    assert_eq!(parse(&format!("WEBVTT\n\n{}", "x".repeat(LONGEST))), fault(1, Kind::TooLong));
    let many = format!("WEBVTT\n{}", "\n00:00.000 --> 00:01.000\n".repeat(MOST + 1));
    assert_eq!(parse(&many), fault(2 * MOST + 3, Kind::TooLong));
    assert_eq!(parse(many.trim_end_matches("\n00:00.000 --> 00:01.000\n")).err().map(|f| f.kind), Some(Kind::NoCues));
}

// Each would take minutes if the rest of the file were searched for the end of everything that begins.
#[rstest::rstest]
#[case("<a")]
#[case("<v &")]
#[case("&a")]
#[case("{\\")]
fn a_file_made_to_be_slow_is_not(#[case] piece: &str) {
    let text = piece.repeat(LONGEST / 5 / piece.len());
    let vtt = parse(&format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{text}")).unwrap();
    let srt = from_srt(&format!("1\n00:00:00,000 --> 00:00:01,000\n{text}")).unwrap();
    assert_eq!([vtt[0].line(), srt[0].line()], [text.clone(), text].map(|text| text.trim().to_owned()));
}

#[test]
fn subrip_is_read_and_becomes_webvtt() {
    let file = "\u{FEFF}\n1\r\n00:00:01,000 --> 00:00:02,000 X1:40\r\n{\\an8}<font color=\"#fff\"><i>Good</i></font> morning\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,500\r\n- Who?\r\n- Me.";
    let cues = from_srt(file).unwrap();
    assert_eq!(cues.iter().map(Cue::line).collect::<Vec<_>>(), ["Good morning", "- Who? - Me."]);
    assert!(
        to_webvtt(&cues).starts_with("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nGood morning\n\n2\n01:00:00.000")
    );
    assert_eq!(parse(&to_webvtt(&cues)), Ok(cues));
    assert_eq!(from_srt("WEBVTT"), fault(1, Kind::NotCaptions));
    assert_eq!(from_srt("1\n00:00:02,000 --> 00:00:01,000\nx"), fault(2, Kind::EndsBeforeStart));
    assert_eq!(parse("1\n00:00:99,000 --> 00:00:01,000\nx"), fault(1, Kind::IsSrt));
}

#[test]
fn chapters_are_captions_with_titles() {
    let file = "WEBVTT\n\n00:00.000 --> 05:00.000\nWelcome\n\n05:00.000 --> 1:05:00.000\nWhat we\ntried\n";
    let chapters: Vec<_> = parse(file).unwrap().iter().map(|cue| (cue.start.to_string(), cue.line())).collect();
    assert_eq!(chapters, [("0:00".to_owned(), "Welcome".to_owned()), ("5:00".to_owned(), "What we tried".to_owned())]);
    assert_eq!(Timecode::from_millis(3_725_999).to_string(), "1:02:05");
}

#[test]
fn a_transcript_has_paragraphs() {
    let long = "word ".repeat(100);
    let cues = [
        cue(0, 1_000, &[("Ada", "We begin\nhere,")]),
        cue(1_500, 2_000, &[("Ada", "and go on.")]),
        cue(2_000, 4_000, &[("Ben", "A question?"), ("Ada", "An answer.")]),
        cue(6_999, 8_000, &[("Ada", "Soon after.")]),
        cue(11_000, 12_000, &[("Ada", "After a silence.")]),
        cue(12_000, 13_000, &[("Ada", &long)]),
        cue(13_000, 14_000, &[("Ada", "which ends.")]),
        cue(14_000, 15_000, &[("Ada", "The next.")]),
        cue(15_000, 16_000, &[]),
    ];
    let parts: Vec<_> = transcript(&cues).into_iter().map(|p| (p.at.millis(), p.speaker.unwrap(), p.text)).collect();
    let expected = [
        (0, "Ada", "We begin here, and go on.".to_owned()),
        (2_000, "Ben", "A question?".to_owned()),
        (2_000, "Ada", "An answer. Soon after.".to_owned()),
        (11_000, "Ada", format!("After a silence. {long}which ends.")),
        (14_000, "Ada", "The next.".to_owned()),
    ];
    assert_eq!(parts, expected.map(|(at, speaker, text)| (at, speaker.to_owned(), text)));
    let without_stops = vec![cue(0, 1, &[("", &long)]); 8];
    assert!(transcript(&without_stops).iter().all(|p| p.text.len() < 1_600));
    assert!(transcript(&without_stops).len() > 1);
}

/// Lines that a file of captions is made of, well and badly.
fn any_file() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        Just("NOTE x".to_owned()),
        Just("1".to_owned()),
        "(<v Ada>|</v>|<i>|&amp;|&|<|>|-->| |é|\\{|word|&#x41;|<00:01.000>|\\x00|\\u{a0}){0,8}",
        (0..80_u32, 0..80_u32, 0..80_u32)
            .prop_map(|(a, b, c)| format!("{a:02}:{b:02}.000 --> {c}:00:00.000 align:start")),
    ];
    (prop::bool::ANY, prop::collection::vec(line, 0..20), prop::sample::select(vec!["\n", "\r\n", "\r"])).prop_map(
        |(header, lines, end)| {
            let header = if header { format!("WEBVTT{end}{end}") } else { String::new() };
            format!("{header}{}", lines.join(end))
        },
    )
}

fn any_cues() -> impl Strategy<Value = Vec<Cue>> {
    let word = "(&amp;|<v X>|-->|&#65;|[^\\p{C}\\s]{1,9})";
    let words = |separator: &str, more: usize| {
        let pattern = format!("{word}({separator}{word}){{0,{more}}}");
        prop::string::string_regex(&pattern).unwrap()
    };
    let said = (prop::option::of(words(" ", 2)), words("[ \n]", 4));
    let said = said.prop_map(|(speaker, text)| Said { speaker, text });
    let cue = (0..100_000_u64, 1..9_000_u64, prop::option::of("[a-z]{1,5}[0-9]"), prop::collection::vec(said, 0..3));
    prop::collection::vec(cue, 1..8).prop_map(|cues| {
        let mut start = 0;
        let mut made = Vec::new();
        for (after, lasts, id, mut said) in cues {
            start += after;
            // Two parts without a speaker are one.
            said.dedup_by(|b, a| a.speaker.is_none() && b.speaker.is_none());
            let (start, end) = (Timecode::from_millis(start), Timecode::from_millis(start + lasts));
            made.push(Cue { id, start, end, settings: String::new(), said });
        }
        made
    })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), file in any_file()) {
        for text in [&text, &file, &format!("WEBVTT\n\n{text}")] {
            let lines = plain_lines(text).unwrap().split('\n').count();
            for read in [parse(text), from_srt(text)] {
                match read {
                    Ok(cues) => {
                        prop_assert!(cues.iter().all(|cue| cue.start < cue.end));
                        prop_assert!(cues.is_sorted_by_key(|cue| cue.start));
                        prop_assert_eq!(parse(&to_webvtt(&cues)), Ok(cues));
                    }
                    Err(fault) => prop_assert!((1..=lines).contains(&fault.line)),
                }
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back(cues in any_cues()) {
        prop_assert_eq!(parse(&to_webvtt(&cues)), Ok(cues));
    }

    /// Every word of the captions is in the transcript, in its order, and under its speaker.
    #[test]
    fn no_word_is_lost(cues in any_cues()) {
        let words = |speaker: &Option<String>, text: &str| -> Vec<(Option<String>, String)> {
            text.split_whitespace().map(|word| (speaker.clone(), word.to_owned())).collect()
        };
        let said: Vec<_> = cues.iter().flat_map(|cue| &cue.said).flat_map(|s| words(&s.speaker, &s.text)).collect();
        let paragraphs = transcript(&cues);
        let written: Vec<_> = paragraphs.iter().flat_map(|p| words(&p.speaker, &p.text)).collect();
        prop_assert_eq!(written, said);
        prop_assert!(paragraphs.is_sorted_by_key(|paragraph| paragraph.at));
    }
}
