// Events for those who want to look at some: planned, announced, full, called off, with plain posts.
import assert from 'node:assert/strict';
import { Visit } from './visit.js';

// The community that the demonstration's lead leads.
const ours = 'data-and-insight';

const usual = {
  communities: ours,
  kind: 'lunch_and_learn',
  audience: 'staff',
  starts: '12:30',
  ends: '13:30',
  zone: 'Europe/London',
  format: 'both',
  place: 'Library, Seminar Room 2',
  joining_link: 'https://meet.demonstration.example/data',
  policy: 'first_come',
  offer_hours: '24',
  version: '0',
};

export const planned = {
  charts: {
    title: 'Charts that can be defended',
    summary: 'Three charts from last year’s reports, what was wrong with each, and how to mend it in ten minutes.',
    date: '2026-05-12',
    seats: '1',
    is_recorded: 'yes',
    description: 'Each of us has drawn a chart that said more than its numbers did.\n\n- What a bar should start from\n- When a line may join two points\n- How to show what you do not know',
    preparation: 'Bring a chart of your own, good or bad.',
    'speaker-1': 'Professor Imelda Fairweather',
    'from-1': 'School of Statistics',
    'email-1': 'imelda@guest.example',
  },
  webinar: {
    title: 'A first look at the open data portal',
    summary: 'What is in it, how to find it, and how to ask for what is missing.',
    kind: 'webinar',
    audience: 'public',
    format: 'online',
    place: '',
    date: '2026-05-20',
    is_recorded: 'yes',
  },
  workshop: {
    title: 'Clean a spreadsheet together',
    summary: 'Bring the worst one you have. We leave with a clean one and a list of what made it bad.',
    kind: 'workshop',
    format: 'in_person',
    joining_link: '',
    policy: 'offers',
    date: '2026-05-12',
    ends: '14:30',
    seats: '1',
  },
  draft: {
    title: 'What the survey told us',
    summary: 'The answers of 1,204 colleagues, in half an hour.',
    date: '2026-06-09',
    ends: '13:00',
  },
  series: {
    title: 'Numbers on a Thursday',
    summary: 'Half an hour, one number, and where it comes from.',
    audience: 'public',
    date: '2026-05-14',
    seats: '2',
    ends: '13:00',
    repeat: 'weekly',
    ends_after: '4',
  },
  social: {
    title: 'Tea for people who like numbers',
    summary: 'No slides.',
    kind: 'social',
    audience: 'public',
    format: 'in_person',
    joining_link: '',
    place: 'Old Common Room',
    date: '2026-05-27',
    starts: '16:00',
    ends: '17:30',
  },
};

// Plans one of each, and says under which address each event is.
export async function planEvents(browser, base) {
  const at = {};
  await as(browser, base, 'lead', async (visit) => {
    for (const [name, event] of Object.entries(planned)) {
      at[name] = await plan(visit, event);
      if (name === 'series') await send(visit, `${at[name]}/publication`, {});
      else if (name !== 'draft') await publish(visit, at[name]);
    }
    await send(visit, `${at.social}/cancellation`, { reason: 'The common room is being painted.' });
  });
  // One seat each: the first has it, the others are in line.
  for (const persona of ['member', 'core-member', 'newcomer']) {
    await as(browser, base, persona, async (visit) => {
      const needs = persona === 'member' ? 'A seat near the door, please.' : '';
      await send(visit, `${at.charts}/registration`, { place: 'in_person', needs });
      await send(visit, `${at.workshop}/registration`, { place: 'in_person' });
      await send(visit, `${at.series}/registration`, { place: 'in_person' });
    });
  }
  // The seat that is given back is offered to the next one.
  await as(browser, base, 'member', (visit) => send(visit, `${at.workshop}/withdrawal`, {}));
  // A room with something in it.
  const room = `${at.webinar}/room`;
  await as(browser, base, 'member', async (visit) => {
    await send(visit, room, { words: 'Which data is in it, and which is not?', named: 'yes', sure: 'yes' });
    await send(visit, room, { words: 'Who decides what is left out?', named: 'no', sure: 'yes' });
  });
  await as(browser, base, 'lead', async (visit) => {
    await send(visit, `${room}/polls`, { question: 'Have you used it?', choices: 'Yes\nNot yet', shows: 'live', open: 'yes' });
    await send(visit, `${room}/moderation`, { moderation: 'before', stream: 'https://stream.demonstration.example/portal' });
  });
  return at;
}

export async function plan(visit, event) {
  await visit.open('/events');
  return send(visit, '/events', { ...usual, ...event });
}

export async function publish(visit, path) {
  await visit.open(path);
  const version = await visit.page.locator('input[name=version]').first().getAttribute('value');
  await send(visit, `${path}/publication`, { version });
}

async function as(browser, base, persona, action) {
  const visit = await Visit.open(browser, base);
  await visit.signIn(persona);
  await visit.open('/events');
  await action(visit);
  await visit.close();
}

// Sends a form as a page of the site would, and says where it leads.
export async function send(visit, path, fields) {
  const csrf = await visit.page.locator('input[name=csrf]').first().getAttribute('value');
  const response = await visit.context.request.post(visit.base + path, {
    form: { csrf, ...fields },
    headers: { origin: visit.base },
    maxRedirects: 0,
  });
  assert.equal(response.status(), 303, `${path} answers ${await response.text()}`);
  await response.dispose();
  return response.headers().location;
}
