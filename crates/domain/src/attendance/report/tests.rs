use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const EVENT: Date = date(2026, 4, 3);

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

fn read_text(text: &str) -> Result<Report, Fault> {
    read(text.as_bytes(), EVENT, &london())
}

/// One line for each attendee: name, address, joins in UTC, minutes.
fn lines(report: &Report) -> Vec<String> {
    let time = |at: When| at.local(&TimeZone::UTC).strftime("%H:%M:%S").to_string();
    let line = |one: &Attendee| {
        let joins: Vec<String> = one.joins.iter().map(|(from, to)| format!("{}-{}", time(*from), time(*to))).collect();
        let brackets = one.in_brackets.as_ref().map(|inner| format!(" [{inner}]")).unwrap_or_default();
        let minutes = one.minutes.map_or("?".to_owned(), |minutes| minutes.to_string());
        format!("{}{brackets} <{}> {} = {minutes}", one.name, one.address.as_deref().unwrap_or(""), joins.join(" "))
    };
    report.attendees.iter().map(line).collect()
}

fn skipped(report: &Report) -> Vec<(usize, Why)> {
    report.skipped.iter().map(|skipped| (skipped.line, skipped.why)).collect()
}

fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// Teams today: three sections, tabs.
const TEAMS: &str = "\
1. Summary
Meeting title\tLunch and Learn
Attended participants\t3
Start time\t4/3/26, 12:00:00\u{202F}PM
End time\t4/3/26, 1:00:00 PM
Meeting duration\t1h
Average attendance time\t45m 2s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Ada Example\t4/3/26, 11:59:30\u{202F}AM\t4/3/26, 1:00:00\u{202F}PM\t1h 30s\tAda@demonstration.example\tada@demonstration.example\tOrganizer
Ünal Muster\t4/3/26, 12:05:00 PM\t4/3/26, 12:55:00 PM\t30m\t\tunal@demonstration.example\tPresenter
Cleo Sample (Guest)\t4/3/26, 12:10:00 PM\t4/3/26, 12:50:00 PM\t25m 10s\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Ada Example\t4/3/26, 11:59:30 AM\t4/3/26, 1:00:00 PM\t1h 30s\tada@demonstration.example\tOrganizer
Ünal Muster\t4/3/26, 12:40:00 PM\t4/3/26, 12:55:00 PM\t15m\tunal@demonstration.example\tPresenter
Ünal Muster\t4/3/26, 12:05:00 PM\t4/3/26, 12:20:00 PM\t15m\tunal@demonstration.example\tPresenter
";

#[test]
fn teams_with_sections_in_every_encoding() {
    let expected = [
        "Ada Example <ada@demonstration.example> 10:59:30-12:00:00 = 61",
        "Cleo Sample [Guest] <> 11:10:00-11:50:00 = 25",
        "Ünal Muster <unal@demonstration.example> 11:05:00-11:20:00 11:40:00-11:55:00 = 30",
    ];
    let windows = TEAMS.replace('\n', "\r\n");
    for text in [TEAMS, &windows] {
        let files = [
            text.as_bytes().to_vec(),
            format!("\u{FEFF}{text}").into_bytes(),
            utf_16(text, true, u16::to_le_bytes),
            utf_16(text, true, u16::to_be_bytes),
            utf_16(text, false, u16::to_le_bytes),
            utf_16(text, false, u16::to_be_bytes),
        ];
        for file in files {
            let report = read(&file, EVENT, &london()).unwrap();
            assert_eq!(lines(&report), expected);
            assert_eq!(report.skipped, []);
        }
    }
    let commas: Vec<String> = TEAMS.lines().map(|line| format!("\"{}\"", line.replace('\t', "\",\""))).collect();
    assert_eq!(lines(&read_text(&commas.join("\n")).unwrap()), expected);
}

#[test]
fn teams_as_a_list_of_joining_and_leaving() {
    let file = "Full Name\tUser Action\tTimestamp\n\
        Ada Example\tJoined\t03/04/2026, 12:00:00\n\
        Ada Example\tLeft\t03/04/2026, 12:30:00\n\
        Ben Sample\tLeft\t03/04/2026, 12:10:00\n\
        Ada Example\tJoined\t03/04/2026, 12:40:00\n\
        Cleo Sample\tJoined before\t03/04/2026, 12:20:00\n\
        Cleo Sample\tWaved\t03/04/2026, 12:21:00\n\
        Cleo Sample\tLeft\t03/04/2026, 12:50:00\n";
    let report = read_text(file).unwrap();
    let expected = [
        "Ada Example <> 11:00:00-11:30:00 11:40:00-11:50:00 = 40",
        "Ben Sample <> 11:00:00-11:10:00 = 10",
        "Cleo Sample <> 11:20:00-11:50:00 = 30",
    ];
    assert_eq!(lines(&report), expected);
    assert_eq!(skipped(&report), [(7, Why::BadTime)]);
}

// Minutes past twelve of joining (+) and leaving (-), in a list that begins at 0 and ends at 59.
#[rstest::rstest]
#[case("+10 -20", "11:10:00-11:20:00")]
#[case("+10 -20 +20 -30", "11:10:00-11:30:00")]
#[case("+10 +15 -20", "11:10:00-11:20:00")]
#[case("+10 -20 -30", "11:10:00-11:20:00")]
#[case("-20 +30", "11:00:00-11:20:00 11:30:00-11:59:00")]
#[case("+10 -10", "11:10:00-11:10:00")]
#[case("+10 -10 -20", "11:10:00-11:10:00")]
fn joining_and_leaving_are_paired(#[case] moments: &str, #[case] joins: &str) {
    let row = |moment: &str| {
        let (sign, minute) = moment.split_at(1);
        format!("Ada\t{}\t03/04/2026, 12:{minute}:00\n", if sign == "+" { "Joined" } else { "Left" })
    };
    let rows: String = moments.split(' ').map(row).collect();
    let whole = "Zoe\tJoined\t03/04/2026, 12:00:00\nZoe\tLeft\t03/04/2026, 12:59:00\n";
    let report = read_text(&format!("Full Name\tUser Action\tTimestamp\n{rows}{whole}")).unwrap();
    assert!(lines(&report)[0].starts_with(&format!("Ada <> {joins} =")), "{:?}", lines(&report));
}

#[test]
fn stays_that_touch_are_one() {
    let file = "Name,Join Time,Leave Time\nAda,3/4/2026 12:20,3/4/2026 12:30\nAda,3/4/2026 12:00,3/4/2026 12:20\n";
    assert_eq!(lines(&read_text(file).unwrap()), ["Ada <> 11:00:00-11:30:00 = 30"]);
}

#[test]
fn a_name_may_hold_delimiters_quotes_and_line_ends() {
    let file = "Name,Email\n\"Sample, \"\"Cleo\"\"\nof Demonstration\",\n\"Ben\" Sample,\n\"Ada,\n";
    let names: Vec<_> = read_text(file).unwrap().attendees.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["\"Ada", "\"Ben\" Sample", "Sample, \"Cleo\" of Demonstration"]);
}

#[test]
fn teams_with_a_summary_and_one_table() {
    let file = "Meeting Summary\nTotal Number of Participants\t1\nMeeting Title\tWebinar\n\n\
        Full Name\tJoin Time (UTC)\tLeave Time (UTC)\tDuration\tEmail\tRole\tParticipant ID (UPN)\n\
        Ada Example\t2026-04-03 11:00:00\t2026-04-03 11:20:00\t20m\tada@demonstration.example\tOrganizer\t\n\
        Ben Sample\t2026-04-03 11:05:00\t\t15m\t\tAttendee\t\n";
    let expected =
        ["Ada Example <ada@demonstration.example> 11:00:00-11:20:00 = 20", "Ben Sample <> 11:05:00-11:20:00 = 15"];
    assert_eq!(lines(&read_text(file).unwrap()), expected);
}

#[test]
fn teams_that_only_says_who_attended() {
    let file = "2. Participants\nName\tEmail\tRole\nAda Example\tada@demonstration.example\tOrganizer\nBen Sample\t\t\n\n4. Other\nSomething\telse\n";
    assert_eq!(
        lines(&read_text(file).unwrap()),
        ["Ada Example <ada@demonstration.example>  = ?", "Ben Sample <>  = ?"]
    );
}

const ZOOM: &str = "\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
\"812 0000 0000\",\"Lunch, and Learn\",\"04/03/2026 11:55:00 AM\",\"04/03/2026 01:00:00 PM\",host@demonstration.example,65,5

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room
Ada Example,ada@demonstration.example,04/03/2026 11:58:00 AM,04/03/2026 12:31:00 PM,33,No,,No
Ada Example,,04/03/2026 12:30:00 PM,04/03/2026 12:45:00 PM,15,Yes,,No
iPhone (Ben Sample),,04/03/2026 12:05:00 PM,04/03/2026 12:07:20 PM,3,Yes,,No
iPhone (Cleo Sample),,04/03/2026 12:05:00 PM,04/03/2026 12:06:00 PM,1,Yes,,No
Cleo Sample,,04/03/2026 12:01:00 PM,04/03/2026 12:05:00 PM,4,Yes,,Yes
\"Example, Dan\",dan@demonstration.example,04/03/2026 12:50:00 PM,04/03/2026 12:40:00 PM,0,Yes,,No
\"Example, Dan\",dan@demonstration.example,13/13/2026 12:50:00 PM,04/03/2026 12:40:00 PM,0,Yes,,No
,,04/03/2026 12:50:00 PM,04/03/2026 12:55:00 PM,5,Yes,,No
,eve@demonstration.example,04/03/2026 12:50:00 PM,04/03/2026 12:55:00 PM,5,Yes,,No
";

#[test]
fn zoom_with_and_without_the_block_about_the_meeting() {
    let expected = [
        "Ada Example <ada@demonstration.example> 10:58:00-11:45:00 = 47",
        "eve@demonstration.example <eve@demonstration.example> 11:50:00-11:55:00 = 5",
        "iPhone [Ben Sample] <> 11:05:00-11:07:20 = 2",
        "iPhone [Cleo Sample] <> 11:05:00-11:06:00 = 1",
    ];
    let report = read_text(ZOOM).unwrap();
    assert_eq!(lines(&report), expected);
    let out = [(9, Why::WaitingRoom), (10, Why::EndsBeforeStart), (11, Why::BadTime), (12, Why::NoName)];
    assert_eq!(skipped(&report), out);
    let (_, table) = ZOOM.split_once("\n\n").unwrap();
    assert_eq!(lines(&read_text(table).unwrap()), expected);
}

#[test]
fn zoom_of_a_webinar_and_of_unique_users() {
    let webinar = "Attendee Report\nTopic,Webinar ID\nLearning,1\n\nPanelist Details,\n\
        Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n\
        Yes,Ada Example,ada@demonstration.example,\"Apr 3, 2026 12:00:00\",\"Apr 3, 2026 12:30:00\",30\n\n\
        Attendee Details,\nAttended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n\
        Yes,Ben Sample,ben@demonstration.example,\"3 April 2026 12:00\",\"3 April 2026 12:10\",10\n\
        No,Cleo Sample,cleo@demonstration.example,--,--,--\n\n\
        Other Attended,\nUser Name,\n440000000000,\n";
    let report = read_text(webinar).unwrap();
    let expected = [
        "Ada Example <ada@demonstration.example> 11:00:00-11:30:00 = 30",
        "Ben Sample <ben@demonstration.example> 11:00:00-11:10:00 = 10",
    ];
    assert_eq!(lines(&report), expected);
    assert_eq!(skipped(&report), [(12, Why::DidNotAttend)]);
    let unique = "Name (original name),Email,Total duration (minutes),Guest\nAda Example,,47,Yes\n";
    assert_eq!(lines(&read_text(unique).unwrap()), ["Ada Example <>  = 47"]);
}

#[rstest::rstest]
#[case(b"", Fault::NotReport)]
#[case(b"Name,Shoe size\nAda,38\n", Fault::NotReport)]
#[case(b"A letter about a meeting, and who was there.\n", Fault::NotReport)]
#[case(b"PK\x03\x04zip", Fault::IsSpreadsheet)]
#[case(b"Name,Email\nJos\xE9,\n", Fault::UnknownEncoding)]
#[case(b"\xFF\xFEN\x00a", Fault::UnknownEncoding)]
#[case(b"\xFF\xFE\x00\xD8", Fault::UnknownEncoding)]
#[case(b"Name,Email\n", Fault::NoParticipants)]
#[case(b"Name,Join Time,Leave Time\nAda,soon,later\n", Fault::NoParticipants)]
fn a_file_that_is_no_report(#[case] file: &[u8], #[case] fault: Fault) {
    assert_eq!(read(file, EVENT, &london()), Err(fault));
}

#[test]
fn a_file_that_is_too_large_is_refused_and_a_large_one_is_read() {
    assert_eq!(read(&vec![b','; LARGEST + 1], EVENT, &london()), Err(Fault::TooLarge));
    assert_eq!(read_text(&"Name,Email\n".repeat(LONGEST + 1)), Err(Fault::TooLarge));
    let file = format!("Name,Email\n{}", "Ada,\n".repeat(LONGEST - 1));
    assert_eq!(lines(&read_text(&file).unwrap()), ["Ada <>  = ?"]);
    // Each would take minutes if the rest of the file were searched for the end of every quote.
    for piece in ["\"", ",\"", "\"\",", ",\"\"\"", ",\"\"\"\"", "\"a,"] {
        let file = format!("Name,Email\nAda,{}", piece.repeat(LARGEST / 5 / piece.len()));
        assert_eq!(lines(&read_text(&file).unwrap()), ["Ada <>  = ?"], "{piece}");
    }
}

// Half past twelve in London, where it is summer: half past eleven in UTC.
#[rstest::rstest]
#[case("03/04/2026, 12:30:00", EVENT, Some("2026-04-03T11:30:00Z"))]
#[case("4/3/26, 12:30 PM", EVENT, Some("2026-04-03T11:30:00Z"))]
#[case("03/04/2026 12:30", date(2026, 3, 4), Some("2026-03-04T12:30:00Z"))]
#[case("22/07/2026 12:30", EVENT, Some("2026-07-22T11:30:00Z"))]
#[case("7/22/2026 12:30", EVENT, Some("2026-07-22T11:30:00Z"))]
#[case("03.04.2026 12:30", date(2026, 3, 4), Some("2026-04-03T11:30:00Z"))]
#[case("2026-04-03 12:30", date(2026, 3, 4), Some("2026-04-03T11:30:00Z"))]
#[case("2026-04-03T12:30:00.1234567", EVENT, Some("2026-04-03T11:30:00Z"))]
#[case("2026-04-03T12:30:00Z", EVENT, Some("2026-04-03T12:30:00Z"))]
#[case("2026-04-03T12:30:00-05:00", EVENT, Some("2026-04-03T17:30:00Z"))]
#[case("Apr 3, 2026 12:30:00 a.m.", EVENT, Some("2026-04-02T23:30:00Z"))]
#[case("3 APRIL 2026 12:30pm", EVENT, Some("2026-04-03T11:30:00Z"))]
#[case("OCT 3 2026 1:30PM", EVENT, Some("2026-10-03T12:30:00Z"))]
#[case("31/02/2026 12:30", EVENT, None)]
#[case("03/04/2026", EVENT, None)]
#[case("12:30", EVENT, None)]
#[case("03/04/2026 13:30 PM", EVENT, None)]
#[case("03/04/2026 24:30", EVENT, None)]
#[case("03/04/026 12:30", EVENT, None)]
fn a_time_as_it_is_spelt(#[case] text: &str, #[case] event_day: Date, #[case] expected: Option<&str>) {
    let zone = london();
    let stamp = Stamp::read(text, false);
    let at = stamp.and_then(|stamp| Calendar::fitting(std::iter::once(stamp), event_day, &zone).when(stamp));
    assert_eq!(at, expected.map(|at| When::from_timestamp(at.parse().unwrap())));
}

#[rstest::rstest]
#[case("1h 2m 3s", Some(3_723))]
#[case("1 hr 2 min", Some(3_720))]
#[case("45m3s", Some(2_703))]
#[case("58", Some(3_480))]
#[case("01:02:03", Some(3_723))]
#[case("0s", Some(0))]
#[case("1 Std.", None)]
#[case("m", None)]
#[case("99999h", None)]
#[case("-5", None)]
fn a_duration_as_it_is_spelt(#[case] text: &str, #[case] expected: Option<i64>) {
    assert_eq!(times::seconds(text), expected);
}

#[test]
fn one_odd_date_does_not_turn_the_others() {
    let file = "Name,Join Time,Leave Time\nAda,4/3/2026 12:00,4/3/2026 12:30\nBen,3/4/1999 12:00,3/4/1999 12:30\n";
    let ada = |report: Report| report.attendees.first().unwrap().joins.first().unwrap().0.local(&london()).date();
    assert_eq!(ada(read_text(file).unwrap()), EVENT);
}

/// Stays of a few people in the hour of the event: who, from and to in seconds.
fn any_stays() -> impl Strategy<Value = Vec<(usize, u32, u32)>> {
    let stay = (0..4_usize, 0..3_000_u32, 0..600_u32).prop_map(|(who, from, lasts)| (who, from, from + lasts));
    prop::collection::vec(stay, 1..20)
}

const PEOPLE: [&str; 4] = ["Ada Example,ada@demonstration.example", "Ada Example,", "Ben Sample,", "ben  sample,"];

fn zoom(stays: &[(usize, u32, u32)]) -> String {
    let clock = |second: &u32| format!("04/03/2026 12:{:02}:{:02} PM", second / 60, second % 60);
    let row = |(who, from, to): &(usize, u32, u32)| format!("{},{},{}\n", PEOPLE[*who], clock(from), clock(to));
    format!("Name (Original Name),User Email,Join Time,Leave Time\n{}", stays.iter().map(row).collect::<String>())
}

fn list(stays: &[(usize, u32, u32)]) -> Vec<String> {
    let clock = |second: &u32| format!("03/04/2026, 12:{:02}:{:02}", second / 60, second % 60);
    let name = |who: &usize| PEOPLE[*who].split(',').next().unwrap();
    let rows = |(who, from, to): &(usize, u32, u32)| {
        [format!("{}\tJoined\t{}", name(who), clock(from)), format!("{}\tLeft\t{}", name(who), clock(to))]
    };
    stays.iter().flat_map(rows).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC*") {
        let _ = read(&bytes, EVENT, &london());
        let _ = read_text(&text);
        let _ = read_text(&format!("Name\tJoin Time\tLeave Time\tDuration\n{text}"));
    }

    /// Rows of what reports are made of, in places where it does not belong.
    #[test]
    fn any_cells_are_read_or_refused(
        cells in prop::collection::vec(prop::sample::select(vec![
            "Name", "Join Time", "Leave Time", "First Join", "Timestamp", "User Action", "Joined", "Left", "Duration",
            "Email", "\n", "\n", "\"", "", "2. Participants", "Ada", "a@b.example", "03/04/2026 12:00", "9999-12-31 23:59",
            "-9999-01-01T00:00:00Z", "2026-03-29 01:30", "99/99/9999 12:00", "1h", "65535h", "é",
        ]), 0..60),
        delimiter in prop::sample::select(vec!["\t", ",", ";"]),
    ) {
        if let Ok(report) = read_text(&cells.join(delimiter)) {
            prop_assert!(!report.attendees.is_empty());
            for one in &report.attendees {
                prop_assert!(one.joins.iter().all(|(from, to)| from <= to));
                prop_assert!(one.joins.windows(2).all(|two| two[0].1 < two[1].0));
            }
        }
    }

    #[test]
    fn the_order_of_rows_makes_no_difference((one, other) in any_stays().prop_flat_map(|stays| {
        (Just(stays.clone()), Just(stays).prop_shuffle())
    })) {
        prop_assert_eq!(read_text(&zoom(&one)), read_text(&zoom(&other)));
        let file = |stays: &[_]| format!("Full Name\tUser Action\tTimestamp\n{}\n", list(stays).join("\n"));
        prop_assert_eq!(read_text(&file(&one)), read_text(&file(&other)));
    }

    /// The minutes are those of the seconds in which somebody was there, each counted once.
    #[test]
    fn what_overlaps_counts_once(stays in any_stays()) {
        let report = read_text(&zoom(&stays)).unwrap();
        for person in ["Ada", "Ben"] {
            let theirs = stays.iter().filter(|(who, ..)| PEOPLE[*who].to_lowercase().starts_with(&person.to_lowercase()));
            let seconds: std::collections::BTreeSet<u32> = theirs.clone().flat_map(|(_, from, to)| *from..*to).collect();
            let minutes = report.attendees.iter().filter(|one| one.name.to_lowercase().starts_with(&person.to_lowercase()));
            let minutes: Vec<_> = minutes.map(|one| one.minutes).collect();
            let expected = u32::try_from((seconds.len() + 30) / 60).unwrap();
            prop_assert_eq!(minutes, if theirs.count() == 0 { vec![] } else { vec![Some(expected)] });
        }
    }
}
