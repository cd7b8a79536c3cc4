// The record of an event: a host uploads a recording over a bad line, adds captions and publishes; a member finds a word
// that was said, and opens it at its minute.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { isAccessible, journeys } from '../support/journey.js';
import { eventRecord as words } from '../texts.js';

// The beginning of a WebM file, as much of it as says what it is, and then nothing that plays: two pieces and a half.
const webm = Buffer.concat([Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104', 'hex'), Buffer.alloc(10 * 1024 * 1024)]);
const captions = `WEBVTT

00:00.000 --> 00:05.000
Welcome to everybody.

12:34.000 --> 12:40.000
The periwinkle chart is the one that nobody could read.
`;

async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

const file = (name, buffer) => ({ name, mimeType: '', buffer });

// An event of the lead's that is over and whose record is not published.
async function due(lead) {
  await lead.open('/me/hosting');
  const link = lead.page.locator('a[href$="/record/edit"]').first();
  const path = (await link.getAttribute('href')).replace(/\/edit$/, '');
  await lead.use(link, 'a record that is due');
  await lead.arrives(`${path}/edit`);
  return path;
}

journeys('record of an event', {
  'is uploaded over a bad line, captioned, published, searched, and taken down': async (lead, { another }) => {
    const path = await due(lead);
    await isFine(lead);
    await lead.sees(words.missingSummary);

    // What is no recording is refused.
    const recording = lead.page.locator('input[type=file]').and(lead.page.getByLabel(words.recording));
    await recording.setInputFiles(file('holiday.webm', Buffer.from('<!DOCTYPE html>')));
    await lead.pressHere(words.upload);
    await lead.sees(words.noRecording);

    // The line breaks while the second piece is on its way.
    let pieces = 0;
    if (lead.scripts) {
      await lead.open(`${path}/edit`);
      await lead.page.route(/\/record\/uploads\/[^/]+\?offset=/, (route) => {
        pieces += 1;
        return pieces === 2 ? route.abort() : route.continue();
      });
    }
    await lead.page.locator('input[type=file]').and(lead.page.getByLabel(words.recording)).setInputFiles(file('talk.webm', webm));
    await lead.press(words.upload);
    await lead.sees(/talk\.webm, 11 MB/);
    if (lead.scripts) assert.equal(pieces, 4, 'three pieces, one of them sent twice');
    await lead.sees(words.missingCaptions);

    const caption = lead.page.locator('input[type=file]').and(lead.page.getByLabel(words.captions));
    await caption.setInputFiles(file('talk.vtt', Buffer.from(captions.replace('00:00', '00:09'))));
    await lead.press(words.addCaptions);
    await lead.sees(/Line 3/);
    await isFine(lead);
    await lead.page.locator('input[type=file]').and(lead.page.getByLabel(words.captions)).setInputFiles(file('talk.vtt', Buffer.from(captions)));
    await lead.press(words.addCaptions);
    await lead.sees(words.captionsAdded);

    await lead.fill(words.summary, 'Which chart could be read, and why.');
    await lead.tick(words.unspokenNo);
    await lead.fill(words.chapters, '0:00 Welcome\n12:34 The chart');
    await lead.press(words.save);
    await lead.press(words.publish);
    await lead.sees(words.published);
    await lead.sees('Which chart could be read, and why.', lead.main());
    await isFine(lead);

    const member = await another('member');
    const late = Date.now() + 20_000;
    do await member.open('/search?q=periwinkle');
    while ((await member.main().locator('a[href*="/record?q="]').count()) === 0 && Date.now() < late);
    await isFine(member);
    await member.use(member.main().locator('a[href*="/record?q="]'), 'what was said');
    await member.arrives(path);
    assert.match(member.page.url(), /#t-754$/);
    await member.seesHeading(words.transcript);
    assert.equal(await member.page.locator('#t-754 mark').innerText(), 'periwinkle');
    await isFine(member);
    // From there it plays: in place with scripts, and without on the same page from that time.
    const play = member.page.locator('#t-754 a');
    if (member.scripts) {
      await play.press('Enter');
      assert.equal(await member.page.locator('#player').evaluate((player) => document.activeElement === player), true);
    } else {
      await member.use(play, 'the time');
      assert.match(await member.page.locator('#player').getAttribute('src'), /#t=754$/);
    }

    // The host takes it down, gives a link instead, and says what is only shown.
    await lead.open(`${path}/edit`);
    await lead.press(words.takeDown, await lead.unfold(words.takeDown));
    await lead.sees(/fill this in/i);
    await isFine(lead);
    await lead.fill(words.reason, 'It names somebody.');
    await lead.press(words.takeDown, await lead.unfold(words.takeDown));
    await lead.sees(words.takenDown);
    await member.open(path, 404);
    await lead.press(words.remove, await lead.unfold(words.remove));
    await lead.fill(words.link, 'https://video.demonstration.example/few-words');
    await lead.tick(words.unspokenYes);
    await lead.press(words.save);
    await lead.sees(words.missingDescription);
    await lead.fill(words.description, 'Two hands fold a paper.');
    await lead.press(words.save);
    await lead.press(words.publish);
    await member.open(path);
    await member.sees('Two hands fold a paper.', await member.unfold(words.description));
    await isFine(member);
  },
}, { who: 'lead' });
