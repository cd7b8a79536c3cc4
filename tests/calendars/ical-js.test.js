// What ical.js, the reader of Thunderbird, finds in our calendars.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import ICAL from 'ical.js';
import { writeCases } from '../support/calendars.js';

const cases = writeCases();
after(cases.remove);

// An instant in UTC, or the day of something that takes whole days.
function moment(time) {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().replace('.000', '');
}

function line(component, start, end) {
  return [component.getFirstPropertyValue('uid'), moment(start), moment(end), component.getFirstPropertyValue('status')].join('\t');
}

// Every session: those of each series expanded, with what differs laid over them.
function sessions(calendar) {
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map((component) => new ICAL.Event(component, { strictExceptions: true, exceptions: [] }));
  return events.flatMap((event) => {
    if (event.isRecurrenceException()) {
      const hasSeries = events.some((other) => other.uid === event.uid && other.isRecurring());
      return hasSeries ? [] : [line(event.component, event.startDate, event.endDate)];
    }
    if (!event.isRecurring()) return [line(event.component, event.startDate, event.endDate)];
    events.filter((other) => other.uid === event.uid && other.isRecurrenceException()).forEach((other) => event.relateException(other));
    const found = [];
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      found.push(line(item.component, startDate, endDate));
    }
    return found;
  });
}

for (const name of cases.names) {
  test(`${name}: every session at its instant`, () => {
    const calendar = new ICAL.Component(ICAL.parse(cases.text(name)));
    assert.deepEqual(sessions(calendar).sort(), cases.expected(name));
  });
}

test('words and links arrive as they were written', () => {
  const calendar = new ICAL.Component(ICAL.parse(cases.text('single-1-request')));
  const event = calendar.getFirstSubcomponent('vevent');
  assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST');
  assert.equal(event.getFirstPropertyValue('summary'), 'Soil, seeds; and more');
  const description = event.getFirstPropertyValue('description');
  assert.match(description, /^Bring a question; or two,\nand a \\ if you have one\. Käse, 漢字 and 😀 are/);
  assert.match(description, /\nJoin online: https:\/\/meet\.demonstration\.example\/soil\?a=1,2;b\n/);
  assert.equal(event.getFirstPropertyValue('url'), 'https://cop.demonstration.example/events/soil');
  assert.equal(event.getFirstPropertyValue('organizer'), 'mailto:events@demonstration.example');
  const attendee = event.getFirstProperty('attendee');
  assert.equal(attendee.getFirstValue(), 'mailto:ada.ashdown@demonstration.example');
  assert.equal(attendee.getParameter('partstat'), 'ACCEPTED');
  assert.equal(event.getFirstSubcomponent('valarm').getFirstPropertyValue('trigger').toSeconds(), -900);
});

test('rule 2 and 4: an update and a cancellation raise the sequence under one UID', () => {
  const read = (name) => {
    const calendar = new ICAL.Component(ICAL.parse(cases.text(name)));
    const event = calendar.getFirstSubcomponent('vevent');
    return [calendar.getFirstPropertyValue('method'), event.getFirstPropertyValue('uid'), event.getFirstPropertyValue('sequence')];
  };
  const uid = 'single@cop.demonstration.example';
  assert.deepEqual(
    ['single-1-request', 'single-2-update', 'single-3-cancel'].map(read),
    [['REQUEST', uid, 0], ['REQUEST', uid, 1], ['CANCEL', uid, 2]],
  );
});
