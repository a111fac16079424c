"""A dossier's calendar as a file that calendar programs open."""

# icalendar types its `add` in part only.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from reftel.dossier.calendar import Event
from reftel.dossier.dossier import Dossier

# A renewal takes months to prepare, a report weeks.
WARNINGS = {
    "expiry": (timedelta(days=90), timedelta(days=30), timedelta(days=7)),
    "report": (timedelta(days=14),),
    "silence": (timedelta(hours=2),),
    "answer due": (timedelta(days=1),),
}


def calendar(dossier: Dossier, events: Iterable[Event]) -> bytes:
    """Return the events as iCalendar (RFC 5545); the same events give the same bytes."""
    made = Calendar()
    made.add("prodid", "-//Reftel//dossier//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", dossier.title.title)
    for event in events:
        made.add_component(_entry(dossier.name, event))
    return made.to_ical()


def _entry(name: str, event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.of}-{event.kind.replace(' ', '-')}-{event.on}@{name}.reftel")
    # When it was made is not told by a clock: it would change what has not changed.
    entry.add("dtstamp", datetime.combine(event.on, time()))
    entry.add("summary", event.what)
    entry.add("dtstart", _start(event))
    entry.add("description", f"{event.of}: {event.cite}")
    entry.add("transp", "TRANSPARENT")
    for lead in WARNINGS[event.kind]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.what)
        alarm.add("trigger", -lead)
        entry.add_component(alarm)
    return entry


def _start(event: Event) -> date | datetime:
    """Return the day, or its time where it is set: local, as the place is not told."""
    if not event.at:
        return event.on
    return datetime.combine(event.on, time.fromisoformat(event.at))
