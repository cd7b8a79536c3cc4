"""Reads a calendar with `icalendar` and prints each session as `uid start end status`, separated by tabs.

The offsets come from the VTIMEZONEs of the calendar itself and not from a database of zones, so that it is the
calendar that is tested. What `icalendar` found wrong goes to the standard error and fails the run.
"""

import sys
from datetime import date, datetime, timezone

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar


def naive(value):
    """The wall-clock time of a value; midnight of a day."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def days(event, name):
    """The moments that EXDATE or RDATE lists, wherever they stand."""
    found = event.get(name, [])
    return [moment.dt for each in (found if isinstance(found, list) else [found]) for moment in each.dts]


class Reader:
    def __init__(self, calendar):
        self.zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}

    def moment(self, local, like):
        """A wall-clock time as an instant, by the zone of a property; a day as it is."""
        if not isinstance(like.dt, datetime):
            return local.date().isoformat()
        zone = self.zones[like.params["TZID"]] if "TZID" in like.params else timezone.utc
        return local.replace(tzinfo=zone).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def line(self, event, start, end):
        print(event["UID"], self.moment(start, event["DTSTART"]), self.moment(end, event["DTEND"]), event["STATUS"], sep="\t")

    def single(self, event):
        self.line(event, naive(event["DTSTART"].dt), naive(event["DTEND"].dt))

    def series(self, event, changed):
        start = naive(event["DTSTART"].dt)
        length = naive(event["DTEND"].dt) - start
        rule = dict(event["RRULE"])
        until = rule.pop("UNTIL")[0]
        zone = self.zones[event["DTSTART"].params["TZID"]]
        rule["UNTIL"] = [naive(until.astimezone(zone))]
        text = ";".join(f"{name}={','.join(value(each) for each in values)}" for name, values in rule.items())
        dates = rruleset()
        dates.rrule(rrulestr(text, dtstart=start))
        for moment in days(event, "RDATE"):
            dates.rdate(naive(moment))
        for moment in days(event, "EXDATE"):
            dates.exdate(naive(moment))
        for day in dates:
            if day in changed:
                self.single(changed.pop(day))
            else:
                self.line(event, day, day + length)
        if changed:
            sys.exit(f"sessions that the series does not have: {list(changed)}")


def value(each):
    return each.strftime("%Y%m%dT%H%M%S") if isinstance(each, (date, datetime)) else str(each)


def main(path):
    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    errors = [error for component in calendar.walk() for error in component.errors]
    if errors:
        sys.exit(f"icalendar found errors: {errors}")
    reader = Reader(calendar)
    events = calendar.walk("VEVENT")
    series = {str(event["UID"]) for event in events if "RRULE" in event}
    for event in events:
        if "RRULE" in event:
            sessions = [other for other in events if other["UID"] == event["UID"] and "RECURRENCE-ID" in other]
            reader.series(event, {naive(other["RECURRENCE-ID"].dt): other for other in sessions})
        elif "RECURRENCE-ID" not in event or str(event["UID"]) not in series:
            reader.single(event)


main(sys.argv[1])
