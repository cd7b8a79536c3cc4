// After an event: somebody who had a seat answers two questions, and those who ran it see what can be shown. Before
// one: a host writes to those who come, and asks a speaker, who answers and sends slides by the link in the letter.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { plan, planned, publish } from '../support/events.js';
import { isAccessible, journeys } from '../support/journey.js';
import { errors, pulse } from '../texts.js';

async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

// The first event of a list on which a text stands.
async function eventThatSays(visit, list, text) {
  await visit.open(list);
  const links = visit.main().locator('a[href^="/events/"]');
  const paths = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  for (const path of new Set(paths.filter((path) => /^\/events\/[^/?]+$/.test(path)))) {
    await visit.open(path);
    if (await visit.main().getByText(text, { exact: true }).count()) return path;
  }
  return assert.fail(`no event of ${list} says “${text}”`);
}

journeys('pulse', {
  'answers two questions, once': async (visit, { another }) => {
    const member = await another('member');
    const path = await eventThatSays(member, '/events?mine=yes&past=yes', pulse.panel);
    await isFine(member);
    await member.follow(pulse.answer, member.main());
    await member.seesHeading(pulse.rule);
    await isFine(member);
    await member.press(pulse.send);
    await member.sees(errors.summary);
    await isFine(member);
    await member.tick('Mostly');
    await member.fill(pulse.takeaway, 'A template that I can use on Monday.');
    await member.press(pulse.send);
    await member.sees(pulse.received);
    await isFine(member);
    assert.equal(await member.main().locator('textarea').count(), 0, 'what was answered is nowhere on the page');
    await member.open(path);
    await member.seesNo(member.main().getByText(pulse.panel), 'the questions, which are answered');
    await visit.open(`${path}/pulse/results`, 403);
  },
  'reads what people said, and that people still answer': async (visit, { another }) => {
    const manager = await another('manager');
    const path = await eventThatSays(manager, '/events?past=yes', pulse.said);
    await manager.follow(pulse.said, manager.main());
    await isFine(manager);
    await visit.open(path);
    await visit.seesNo(visit.main().getByText(pulse.said), 'what people said, which is for those who ran it');
  },
  'writes to those who come, and asks a speaker, who answers and sends slides': async (visit, { another }) => {
    const lead = await another('lead');
    const path = await plan(lead, {
      ...planned.charts,
      title: 'Maps that can be read',
      'speaker-1': 'Gwenllian Farr',
      'email-1': 'gwenllian@guest.example',
    });
    await publish(lead, path);
    await lead.open(path);
    await lead.follow(pulse.speakers, lead.main());
    await isFine(lead);
    await lead.press(pulse.ask);
    await lead.sees('They get a letter with a link to answer.');

    const speaker = await another('visitor');
    await speaker.readLetter('Will you speak at “Maps that can be read”?');
    await speaker.open(await speaker.linkInLetter('/speaking/'));
    await isFine(speaker);
    await speaker.tick(pulse.agrees);
    await speaker.fill(pulse.words, 'I bring a globe.');
    await speaker.press(pulse.yes);
    await speaker.sees('Thank you. The hosts are told that you come.');
    const slides = { name: 'Maps.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };
    await speaker.page.locator('input[type=file]').setInputFiles({ ...slides, buffer: Buffer.from('a text') });
    await speaker.press(pulse.sendSlides);
    await speaker.sees(errors.summary);
    await isFine(speaker);
    await speaker.page.locator('input[type=file]').setInputFiles(slides);
    await speaker.press(pulse.sendSlides);
    await speaker.sees('Your slides are on the event’s page.');

    await lead.open(`${path}/speakers`);
    await lead.sees('I bring a globe.', lead.main());
    await lead.sees('Agrees to being recorded', lead.main());
    await isFine(lead);

    await visit.open(path);
    await visit.sees('Maps.pdf', visit.main());
    await visit.press('Come to the room');
    await lead.open(path);
    await lead.follow(pulse.write, lead.main());
    await isFine(lead);
    await lead.fill('Subject', 'Bring a map');
    await lead.fill('Message', 'An old one, if you can.');
    await lead.press('Preview');
    await isFine(lead);
    await lead.press('Send');
    await lead.sees('The message leaves in ten minutes.');
    await isFine(lead);
    await lead.press('Call it off');
    await lead.sees('The message was called off and not sent.');
  },
}, { who: 'newcomer' });
