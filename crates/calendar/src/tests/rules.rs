//! The rules for one event.

use super::*;

#[test]
fn an_invitation() {
    insta::assert_snapshot!(
        calendar(request(), vec![event(details(), Part::Single)]).text().unwrap().replace('\r', "")
    );
}

#[test]
fn a_feed() {
    let all_day = Details {
        timing: Timing::AllDay { first: date(2026, 6, 3), last: date(2026, 6, 4) },
        join: None,
        place: None,
        alarms: vec![],
        ..details()
    };
    let off = Details { status: Status::Cancelled, ..details() };
    let mut second = event(all_day, Part::Single);
    second.uid = "0198a1b3-fair@cop.demonstration.example".to_owned();
    let mut third = event(off, Part::Single);
    third.uid = "0198a1b4-off@cop.demonstration.example".to_owned();
    let events = vec![event(details(), Part::Single), second, third];
    let feed = Calendar { name: Some("Soil, seeds".to_owned()), purpose: Purpose::Feed, events };
    insta::assert_snapshot!(feed.text().unwrap().replace('\r', ""));
}

#[test]
fn calendar_rule_01_the_uid_is_the_events_own_whatever_it_says() {
    let changed = Details {
        summary: "Another".to_owned(),
        timing: timed(date(2027, 1, 1).at(9, 0, 0, 0), "Asia/Tokyo"),
        ..details()
    };
    for details in [details(), changed] {
        let text = unfolded(request(), event(details, Part::Single));
        assert_eq!(lines(&text, "UID"), ["UID:0198a1b2-soil@cop.demonstration.example"]);
    }
}

#[test]
fn calendar_rule_02_the_sequence_is_the_one_that_is_kept() {
    let text = unfolded(request(), event(Details { sequence: 7, ..details() }, Part::Single));
    assert_eq!(lines(&text, "SEQUENCE"), ["SEQUENCE:7"]);
}

#[test]
fn calendar_rule_03_the_stamp_is_the_messages_time_or_in_a_feed_the_last_change() {
    for (purpose, stamp) in [
        (Purpose::Feed, "20260105T080000Z"),
        (Purpose::Publish { sent: at(SENT) }, "20260201T093000Z"),
        (request(), "20260201T093000Z"),
        (cancel(), "20260201T093000Z"),
    ] {
        let text = unfolded(purpose, event(details(), Part::Single));
        assert_eq!(lines(&text, "DTSTAMP"), [format!("DTSTAMP:{stamp}")]);
        assert_eq!(lines(&text, "LAST-MODIFIED"), ["LAST-MODIFIED:20260105T080000Z"]);
    }
}

#[test]
fn calendar_rule_04_a_cancellation_says_so_in_method_and_status() {
    let text = unfolded(cancel(), event(details(), Part::Single));
    assert!(text.contains("METHOD:CANCEL\r\n"));
    assert_eq!(lines(&text, "STATUS"), ["STATUS:CANCELLED"]);
    assert!(!text.contains("VALARM"));
}

#[rstest]
#[case(Purpose::Publish { sent: at(SENT) }, "PUBLISH")]
#[case(request(), "REQUEST")]
#[case(cancel(), "CANCEL")]
fn calendar_rule_05_the_part_and_the_body_name_one_method(#[case] purpose: Purpose, #[case] method: &str) {
    let message = calendar(purpose, vec![event(details(), Part::Single)]);
    assert_eq!(message.content_type(), format!("text/calendar; charset=utf-8; method={method}"));
    assert!(message.text().unwrap().contains(&format!("\r\nMETHOD:{method}\r\n")));
}

#[test]
fn calendar_rule_06_a_feed_is_text_calendar_without_a_method() {
    let feed = calendar(Purpose::Feed, vec![event(details(), Part::Single)]);
    assert_eq!(feed.content_type(), "text/calendar; charset=utf-8");
    assert!(!feed.text().unwrap().contains("METHOD"));
}

#[test]
fn calendar_rule_07_the_organizer_is_an_address_with_a_name() {
    let text = unfolded(request(), event(details(), Part::Single));
    assert_eq!(lines(&text, "ORGANIZER"), ["ORGANIZER;CN=\"Soil: a 'community'\":mailto:events@demonstration.example"]);
}

#[test]
fn invitations_name_one_attendee_and_feeds_nobody() {
    let asked = Attendee {
        participation: Participation::NeedsAction,
        is_asked_to_answer: true,
        role: Role::Optional,
        ..attendee()
    };
    let text = unfolded(Purpose::Request { sent: at(SENT), attendee: asked }, event(details(), Part::Single));
    let expected = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Ada Ashdown\":mailto:ada.ashdown@demonstration.example";
    assert_eq!(lines(&text, "ATTENDEE"), [expected]);
    for purpose in [Purpose::Feed, Purpose::Publish { sent: at(SENT) }] {
        assert_eq!(lines(&unfolded(purpose, event(details(), Part::Single)), "ATTENDEE"), Vec::<String>::new());
    }
}

#[test]
fn calendar_rule_08_text_is_escaped_and_folded_in_every_property() {
    let nasty = "a,b;c\\d\r\nEND:VEVENT\0\u{85}é".to_owned();
    let everywhere = Details {
        summary: nasty.clone(),
        description: nasty.clone(),
        place: Some(nasty.clone()),
        page: Some(Link { label: nasty.clone(), url: "https://x.example/\r\nEND:VEVENT".to_owned() }),
        join: Some(Link { label: nasty.clone(), url: "https://y.example/\r\nEND:VEVENT".to_owned() }),
        categories: vec![nasty.clone()],
        alarms: vec![Alarm { minutes_before: 5, text: nasty.clone() }],
        ..details()
    };
    let mut event = event(everywhere, Part::Single);
    event.uid.clone_from(&nasty);
    event.organizer = Organizer { name: nasty.clone(), address: nasty.clone() };
    let attendee = Attendee { name: nasty.clone(), address: nasty.clone(), ..attendee() };
    let calendar =
        Calendar { name: Some(nasty), purpose: Purpose::Request { sent: at(SENT), attendee }, events: vec![event] };
    let text = calendar.text().unwrap();
    assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 1);
    assert!(text.ends_with("\r\nEND:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    let whole = text.replace("\r\n ", "");
    assert_eq!(lines(&whole, "SUMMARY"), [r"SUMMARY:a\,b\;c\\d\nEND:VEVENTé"]);
    assert_eq!(lines(&whole, "CATEGORIES"), [r"CATEGORIES:a\,b\;c\\d\nEND:VEVENTé"]);
}

#[test]
fn calendar_rule_09_every_zone_used_is_told_once_and_utc_not_at_all() {
    let there = |zone: &str| {
        event(Details { timing: timed(date(2026, 6, 1).at(12, 0, 0, 0), zone), ..details() }, Part::Single)
    };
    let feed =
        calendar(Purpose::Feed, ["Europe/London", "Australia/Sydney", "Europe/London", "UTC"].map(there).to_vec());
    let text = feed.text().unwrap();
    let told: Vec<&str> = text.split("\r\n").filter(|line| line.starts_with("TZID:")).collect();
    assert_eq!(told, ["TZID:Australia/Sydney", "TZID:Europe/London"]);
    assert_eq!(
        lines(&text, "DTSTART"),
        [
            "DTSTART;TZID=Europe/London:20260601T120000",
            "DTSTART;TZID=Australia/Sydney:20260601T120000",
            "DTSTART;TZID=Europe/London:20260601T120000",
            "DTSTART:20260601T120000Z",
        ]
    );
}

#[test]
fn calendar_rule_09_a_zone_covers_all_the_years_in_use() {
    let in_year = |year: i16| {
        event(
            Details { timing: timed(date(year, 6, 1).at(12, 0, 0, 0), "America/Mexico_City"), ..details() },
            Part::Single,
        )
    };
    let text = calendar(Purpose::Feed, vec![in_year(2026), in_year(2021)]).text().unwrap();
    // Summer time ended for good in 2022.
    assert!(text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20220403T020000\r\nTZOFFSETFROM:-0600\r\n"));
    assert!(text.contains("BEGIN:STANDARD\r\nDTSTART:20221030T020000\r\nTZOFFSETFROM:-0500\r\n"));
}

#[rstest]
#[case::a_place("Europe/London")]
#[case::utc("UTC")]
fn calendar_rule_10_no_time_floats(#[case] zone: &str) {
    let text = unfolded(
        request(),
        event(Details { timing: timed(date(2026, 6, 1).at(12, 0, 0, 0), zone), ..details() }, Part::Single),
    );
    for name in ["DTSTART", "DTEND"] {
        let line = &lines(&text, name)[0];
        assert!(line.contains(";TZID=") != line.ends_with('Z'), "{line}");
    }
}

#[test]
fn calendar_rule_10_a_zone_without_a_name_is_written_in_utc() {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
    let minutes = NonZeroU32::new(30).unwrap();
    let timing = Timing::Timed { local: date(2026, 6, 1).at(12, 0, 0, 0), zone, minutes, is_second_of_two: false };
    let text = unfolded(request(), event(Details { timing, ..details() }, Part::Single));
    assert_eq!(lines(&text, "DT")[1..], ["DTSTART:20260601T100000Z", "DTEND:20260601T103000Z"]);
}

#[rstest]
#[case::the_first(false, "DTSTART:20261025T003000Z", "DTEND:20261025T013000Z")]
#[case::the_second(true, "DTSTART:20261025T013000Z", "DTEND:20261025T023000Z")]
fn each_of_two_equal_times_is_written_in_utc(#[case] is_second: bool, #[case] start: &str, #[case] end: &str) {
    let Timing::Timed { zone, minutes, .. } = timed(date(2026, 1, 1).at(0, 0, 0, 0), "Europe/London") else { panic!() };
    let timing =
        Timing::Timed { local: date(2026, 10, 25).at(1, 30, 0, 0), zone, minutes, is_second_of_two: is_second };
    let text = unfolded(request(), event(Details { timing, ..details() }, Part::Single));
    assert_eq!(lines(&text, "DTSTART"), [start]);
    assert_eq!(lines(&text, "DTEND"), [end]);
}

#[test]
fn an_event_that_ends_at_one_of_two_equal_times_is_written_in_utc() {
    let timing = timed(date(2026, 10, 25).at(0, 30, 0, 0), "Europe/London");
    let text = unfolded(request(), event(Details { timing, ..details() }, Part::Single));
    assert_eq!(lines(&text, "DT")[1..], ["DTSTART:20261024T233000Z", "DTEND:20261025T003000Z"]);
}

#[test]
fn an_event_over_the_clock_change_has_its_length() {
    let text = unfolded(
        request(),
        event(Details { timing: timed(date(2026, 3, 29).at(0, 30, 0, 0), "Europe/London"), ..details() }, Part::Single),
    );
    assert_eq!(lines(&text, "DTEND"), ["DTEND;TZID=Europe/London:20260329T023000"]);
}

#[rstest]
#[case::one_day(date(2026, 12, 31), date(2026, 12, 31), "DTEND;VALUE=DATE:20270101")]
#[case::three_days(date(2026, 12, 31), date(2027, 1, 2), "DTEND;VALUE=DATE:20270103")]
#[case::the_wrong_way_round(date(2026, 12, 31), date(2026, 12, 1), "DTEND;VALUE=DATE:20270101")]
fn calendar_rule_12_whole_days_are_dates_with_an_exclusive_end(
    #[case] first: jiff::civil::Date,
    #[case] last: jiff::civil::Date,
    #[case] end: &str,
) {
    let text =
        unfolded(request(), event(Details { timing: Timing::AllDay { first, last }, ..details() }, Part::Single));
    assert_eq!(lines(&text, "DTSTART"), ["DTSTART;VALUE=DATE:20261231"]);
    assert_eq!(lines(&text, "DTEND"), [end]);
}

#[test]
fn calendar_rule_13_every_event_has_an_end() {
    let text = unfolded(request(), event(details(), Part::Single));
    assert_eq!(lines(&text, "DTSTART"), ["DTSTART;TZID=Europe/London:20260601T123000"]);
    assert_eq!(lines(&text, "DTEND"), ["DTEND;TZID=Europe/London:20260601T133000"]);
}

#[test]
fn calendar_rule_14_no_line_is_empty_or_indented_but_where_it_is_folded() {
    let bare = Details {
        description: String::new(),
        place: None,
        page: None,
        join: None,
        categories: vec![],
        alarms: vec![],
        ..details()
    };
    let text = unfolded(request(), event(bare, Part::Single));
    assert!(text.trim_end().split("\r\n").all(|line| !line.is_empty() && !line.starts_with(char::is_whitespace)));
    assert!(!text.contains("DESCRIPTION"));
}

#[test]
fn calendar_rule_15_the_page_and_the_join_link_are_where_readers_look() {
    let text = unfolded(request(), event(details(), Part::Single));
    let join = "https://meet.demonstration.example/soil?a=1,2;b";
    assert_eq!(lines(&text, "URL"), ["URL:https://cop.demonstration.example/events/soil"]);
    assert_eq!(
        lines(&text, "CONFERENCE"),
        [format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Join online\":{join}")]
    );
    assert_eq!(lines(&text, "LOCATION"), [r"LOCATION:Room 3\, Old Building"]);
    let description = &lines(&text, "DESCRIPTION")[0];
    assert!(
        description
            .contains(r"welcome.\n\nJoin online: https://meet.demonstration.example/soil?a=1\,2\;b\nDetails: https://")
    );

    let online = unfolded(request(), event(Details { place: None, ..details() }, Part::Single));
    assert_eq!(lines(&online, "LOCATION"), [r"LOCATION:https://meet.demonstration.example/soil?a=1\,2\;b"]);

    let stranger = unfolded(Purpose::Feed, event(Details { join: None, ..details() }, Part::Single));
    assert!(!stranger.contains("meet.demonstration.example"));
}
