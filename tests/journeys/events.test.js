// Events: a lead plans and runs one, members come, wait and give their seats back, visitors look.
import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { reflow, mustBeFine } from '../checks/index.js';
import { plan, planned, publish } from '../support/events.js';
import { isAccessible, journeys } from '../support/journey.js';
import { errors, events, menu, places, search } from '../texts.js';

const somebody = 'Eirwena Łazorska';

// Accessible, and nothing scrolls sideways on a small phone.
async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

// An event that is announced, under a title of its own: journeys share a demonstration.
async function announced(lead, title, event) {
  const path = await plan(lead, { ...event, title });
  await publish(lead, path);
  return path;
}

// A calendar, as a program without a cookie reads it.
async function calendar(visit, path, status = 200) {
  const response = await fetch(visit.base + path, { redirect: 'manual' });
  assert.equal(response.status, status, path);
  const text = await response.text();
  if (status !== 200) return [];
  assert.match(response.headers.get('content-type'), /^text\/calendar/);
  return read(text);
}

function read(text) {
  const whole = new ICAL.Component(ICAL.parse(text));
  return whole.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

const summaries = (found) => found.map((event) => event.summary);

journeys('events', {
  'plans an event, mends the form, announces and moves it, and calls it off': async (visit, { another }) => {
    await visit.goTo(menu.events);
    await visit.follow(events.plan);
    await visit.arrives('/events/new');
    await isFine(visit);
    await visit.follow(events.lunch, visit.main());
    await visit.seesHeading(events.plan);
    await isFine(visit);
    await visit.press(events.keep);
    await visit.sees(errors.summary);
    await visit.sees(errors.missing);
    await isFine(visit);

    // In the night in which the clocks go forward.
    await visit.fill(events.title, 'Tables people read');
    await visit.fill(events.summary, 'Five rules, and when to break each.');
    await visit.fill(events.room, 'Library, Seminar Room 2');
    await visit.fill(events.day, '2027-03-28');
    await visit.fill(events.starts, '01:30');
    await visit.fill(events.ends, '00:30');
    await visit.press(events.keep);
    await visit.sees(events.endsEarly);
    assert.equal(await visit.page.getByLabel(events.title, { exact: true }).inputValue(), 'Tables people read');
    assert.equal(await visit.page.getByLabel(events.day, { exact: true }).inputValue(), '2027-03-28');
    await visit.fill(events.ends, '02:30');
    await visit.press(events.keep);
    await visit.sees(events.noSuchTime);
    await visit.seesNo(visit.main().getByText(events.badNumber), 'a fault of the end, which is right');
    await isFine(visit);
    await visit.fill(events.day, '2026-05-12');
    await visit.fill(events.starts, '12:30');
    await visit.fill(events.ends, '13:30');
    await visit.press(events.keep);
    await visit.sees(events.draft);
    await isFine(visit);
    const path = visit.path();

    const member = await another('member');
    await member.open(path, 404);
    await visit.press(events.publish);
    await visit.sees(events.published);
    await visit.seesHeading(events.announcement);
    await isFine(visit);
    await member.open(path);
    await member.press(places.toRoom);
    await member.seesHeading(places.hasSeat);

    await visit.follow(events.edit, visit.main());
    await isFine(visit);
    await visit.fill(events.day, '2026-05-13');
    await visit.press(events.save);
    await visit.sees(events.told);
    const reader = await another('visitor');
    await reader.readLetter('Moved: Tables people read');
    await isAccessible(reader);

    await visit.follow(events.whoComes);
    await visit.sees(somebody, visit.main());
    await isFine(visit);
    const row = visit.main().getByRole('listitem').filter({ hasText: somebody });
    await visit.unfold(`Take ${somebody} off the list`, row);
    await visit.press(places.takeOff, row);
    await visit.sees(errors.summary);
    await isFine(visit);
    await visit.fill(places.reason, 'This one is for people who are new here.', row);
    await visit.press(places.takeOff, row);
    await visit.sees(places.takenOff);
    await member.open(path);
    await member.seesHeading(places.wasTakenOff);
    await member.sees('This one is for people who are new here.');
    await isFine(member);

    await visit.open(`${path}/sheet`);
    await isFine(visit);

    // Handed over: the new host first, then oneself.
    await visit.open(path);
    await visit.follow(events.team);
    await visit.press('Take Ayomira Okarembe off');
    await visit.sees(events.lastHost);
    await isFine(visit);
    await visit.fill(events.teamPerson, 'Tomasín Brackenfell');
    await visit.press(events.teamAdd);
    await visit.sees('Tomasín Brackenfell', visit.main());
    await visit.press('Take Ayomira Okarembe off');
    await visit.arrives(path);

    const host = await another('core-member');
    await host.open(path);
    await host.follow(events.callOff);
    await isFine(host);
    await host.press(events.callOff);
    await host.sees(errors.summary);
    await isFine(host);
    await host.fill(events.why, 'The speaker has lost their voice.');
    await host.press(events.callOff);
    await host.sees(events.calledOff);
    await host.sees('The speaker has lost their voice.');
    await isFine(host);
  },

  'comes in one click, changes to online, and gives the place back from the letter': async (lead, { another }) => {
    const path = await announced(lead, 'Maps without borders', { ...planned.charts, seats: '5' });
    const member = await another('member');
    await member.goTo(menu.events);
    await member.follow('Maps without borders');
    await isFine(member);
    await member.press(places.toRoom);
    await member.seesHeading(places.hasSeat);
    await isFine(member);
    await member.press(places.onlineInstead);
    await member.seesHeading(places.hasSeat);
    await member.sees(places.isOnline, member.main());

    const reader = await another('visitor');
    await reader.readLetter('You have a seat: Maps without borders');
    const response = await reader.context.request.get(`${reader.base}${reader.path()}/invitation`);
    const [entry] = read(await response.text());
    assert.equal(entry.summary, 'Maps without borders');
    assert.equal(entry.startDate.toJSDate().toISOString(), '2026-05-12T11:30:00.000Z');
    const link = await reader.linkInLetter('/places/');
    // Opening it, as a mail scanner does, gives nothing back.
    for (const _ of ['a scanner', 'the person']) await reader.open(link);
    await isFine(reader);
    await reader.press(places.giveBack);
    await reader.sees(places.gaveBack);
    await isFine(reader);
    await reader.page.getByRole('banner').getByRole('link', { name: menu.signIn }).waitFor();
    await member.open(path);
    await member.seesHeading(places.come);
  },

  'waits in line, and gets the seat that somebody gives back': async (lead, { another }) => {
    const path = await announced(lead, 'One chair only', { ...planned.workshop, policy: 'first_come' });
    const first = await another('member');
    const [second, third] = [await another('core-member'), await another('newcomer')];
    for (const [visit, button, heading] of [
      [first, places.register, places.hasSeat],
      [second, places.joinLine, places.inLine],
      [third, places.joinLine, places.inLine],
    ]) {
      await visit.open(path);
      await visit.press(button);
      await visit.seesHeading(heading);
    }
    await second.sees(places.first);
    await third.sees(places.second);
    await isFine(third);
    // Somebody waits for it, so the page says first what giving it back means.
    await first.open(path);
    await first.unfold(places.giveBack, first.main());
    await first.press(places.giveBack, first.main());
    await first.sees(places.gaveBack);
    await second.open(path);
    await second.seesHeading(places.hasSeat);
    await third.open(path);
    await third.sees(places.first);
    const reader = await another('visitor');
    await reader.readLetter('A seat is free for you: One chair only');
  },

  'is offered a seat and accepts it': async (lead, { another }) => {
    const path = await announced(lead, 'One chair on offer', planned.workshop);
    const [first, second] = [await another('member'), await another('core-member')];
    await first.open(path);
    await first.press(places.register);
    await second.open(path);
    await second.press(places.joinLine);
    await first.open(path);
    await first.unfold(places.giveBack, first.main());
    await first.press(places.giveBack, first.main());
    await second.open(path);
    await second.seesHeading(places.offered);
    await isFine(second);
    await second.press(places.accept);
    await second.seesHeading(places.hasSeat);
  },

  'plans a series, moves a part of it, and people come to all of it': async (visit, { another }) => {
    await visit.open('/events/new?kind=lunch_and_learn&community=data-and-insight');
    await visit.unfold(events.repeatFold, visit.main());
    await isFine(visit);
    await visit.fill(events.title, 'Tuesdays with tables');
    await visit.fill(events.summary, 'One table each week, and what it hides.');
    await visit.fill(events.room, 'Library, Seminar Room 2');
    await visit.fill(events.day, '2026-05-19');
    await visit.choose(events.repeat, events.weekly);
    await visit.press(events.keep);
    await visit.sees(errors.summary);
    await visit.sees(events.noEnd);
    await visit.fill(events.endsAfter, '3');
    await visit.press(events.keep);
    await visit.arrives(/^\/events\/tuesdays-with-tables-2026-05-19\/series$/);
    await visit.sees('Tuesday 26 May 2026', visit.main());
    await isFine(visit);
    const path = visit.path();
    await visit.press(events.publishAll);
    await visit.sees(events.seriesPublished);
    await visit.fill(events.anotherDate, '2026-06-11');
    await visit.press(events.addSession);
    await visit.sees(events.added);
    await isFine(visit);

    const member = await another('member');
    await member.open(path);
    await isFine(member);
    await member.press(places.toSeriesRoom);
    await member.sees(places.joinedSeries);
    await member.seesHeading(places.comesToSeries);
    await isFine(member);
    const reader = await another('visitor');
    await reader.readLetter('You come to the series Tuesdays with tables');
    const response = await reader.context.request.get(`${reader.base}${reader.path()}/invitation`);
    const [entry] = read(await response.text());
    assert.ok(entry.isRecurring());
    const link = await reader.linkInLetter('/series/');
    await reader.open(link);
    await isFine(reader);

    await visit.open('/events/tuesdays-with-tables-2026-05-26/edit');
    await visit.fill(events.starts, '13:00');
    await visit.fill(events.ends, '14:00');
    await visit.tick(events.following);
    await isFine(visit);
    await visit.press(events.save);
    await visit.sees(events.seriesTold);
    await visit.sees(/Tuesday 2 June 2026, 13:00 to 14:00/, visit.main());
    await visit.sees(/Tuesday 19 May 2026, 12:30 to 13:30/, visit.main());

    await member.open('/events/tuesdays-with-tables-2026-05-26');
    await member.seesHeading(places.hasSeat);
    await member.follow(events.allSessions);
    await member.unfold(places.leaveSeries, member.main());
    await isFine(member);
    await member.press(places.leaveSeriesSure);
    await member.sees(places.leftSeries);
  },

  'looks as a visitor, and is asked to sign in': async (lead, { another }) => {
    const open = await announced(lead, 'Open to all', planned.webinar);
    const closed = await announced(lead, 'For staff alone', planned.charts);
    const visitor = await another('visitor');
    await visitor.open('/events');
    await visitor.sees('Open to all', visitor.main());
    await visitor.seesNo(visitor.main().getByText('For staff alone'), 'an event for staff');
    await visitor.open(closed, 404);
    await visitor.open(open);
    await visitor.sees(places.signIn);
    await isFine(visitor);
    await visitor.follow(menu.signIn, visitor.main());
    await visitor.arrives('/sign-in');
  },

  'comes as a guest, by the link in a letter': async (lead, { another }) => {
    const path = await announced(lead, 'Guests are welcome', planned.webinar);
    const guest = await another('visitor');
    await guest.open(path);
    await guest.follow(places.asGuest);
    await isFine(guest);
    await guest.press(places.guestSend);
    await guest.sees(errors.summary);
    await isFine(guest);
    await guest.fill(places.guestName, 'Ada Example');
    await guest.fill(places.guestEmail, 'ada@guest.example');
    await guest.press(places.guestSend);
    await guest.sees(places.guestSent);
    await guest.readLetter('Register for Guests are welcome');
    const link = await guest.linkInLetter('/guests/');
    for (const _ of ['a scanner', 'the person']) await guest.open(link);
    await isFine(guest);
    await guest.press(places.register);
    await guest.arrives(/^\/places\//);
    await guest.sees(places.hasSeat);
    await isFine(guest);
    await lead.open(`${path}/registrations`);
    await lead.sees('Ada Example', lead.main());
  },

  'finds what is on by list, month and week, and narrows it': async (lead, { another }) => {
    await announced(lead, 'Found in every view', planned.webinar);
    const member = await another('member');
    await member.goTo(menu.events);
    await member.sees('Found in every view', member.main());
    await isFine(member);
    await member.follow(events.month);
    await member.seesHeading('May 2026');
    await member.sees('Found in every view', member.main());
    await isFine(member);
    await member.follow(events.next);
    await member.seesHeading('June 2026');
    await member.seesNo(member.main().getByText('Found in every view'), 'an event of May');
    await member.follow(events.previous);
    await member.follow(events.week);
    await isFine(member);
    for (const _ of ['second', 'third']) await member.follow(events.next);
    await member.sees('Found in every view', member.main());
    await member.open('/events');
    await member.unfold(search.narrow, member.main());
    await member.choose(events.kind, 'Social');
    await member.press(events.show);
    await member.seesNo(member.main().getByText('Found in every view'), 'an event of another kind');
    await isFine(member);
    await member.open('/events?kind=webinar');
    await member.sees('Found in every view', member.main());
    await member.follow(events.all);
    await member.sees('Found in every view', member.main());
  },

  'reads calendars with a program': async (lead, { another }) => {
    const open = await announced(lead, 'Read by programs', planned.webinar);
    const closed = await announced(lead, 'Not for everybody', planned.charts);
    const all = await calendar(lead, '/calendar.ics');
    const found = all.find((event) => event.summary === 'Read by programs');
    assert.equal(found.startDate.toJSDate().toISOString(), '2026-05-20T11:30:00.000Z');
    assert.equal(found.endDate.toJSDate().toISOString(), '2026-05-20T12:30:00.000Z');
    assert.ok(!summaries(all).includes('Not for everybody'), 'what staff alone may know');
    const ours = await calendar(lead, '/communities/data-and-insight/calendar.ics');
    assert.ok(summaries(ours).includes('Read by programs'));
    assert.deepEqual(summaries(await calendar(lead, `${open}/event.ics`)), ['Read by programs']);
    await calendar(lead, `${closed}/event.ics`, 404);

    const member = await another('newcomer');
    await member.open(closed);
    await member.press(places.toRoom);
    await member.goTo(menu.events);
    await member.follow(events.ownCalendar);
    await isFine(member);
    const address = async () => new URL(await member.main().locator('code').innerText()).pathname;
    await member.press(events.makeAddress);
    const before = await address();
    await isFine(member);
    assert.ok(summaries(await calendar(member, before)).includes('Not for everybody'), 'what one comes to');
    await member.unfold(events.newAddress, member.main());
    await isFine(member);
    await member.press(events.newAddressSure);
    const now = await address();
    assert.notEqual(now, before);
    assert.ok(summaries(await calendar(member, now)).includes('Not for everybody'));
    await calendar(member, before, 410);
  },
}, { who: 'lead' });
