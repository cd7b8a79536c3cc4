// The room of an event: one asks, one moderates, others watch, each in a browser of their own. With scripts what is new
// comes by itself; without them by the button, and what was typed stays.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { plan, planned, publish } from '../support/events.js';
import { isAccessible, journeys } from '../support/journey.js';
import { errors, room } from '../texts.js';

async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

// The room of an event that is open to everyone, under a title of its own: journeys share a demonstration.
async function opened(lead, title) {
  const path = await plan(lead, { ...planned.webinar, title });
  await publish(lead, path);
  return path;
}

const typed = (visit) => visit.page.getByLabel(room.words, { exact: true });

async function ask(visit, words) {
  await visit.fill(room.words, words);
  await visit.press(room.send);
}

// What somebody else has done: it comes by itself, or with the button.
async function hears(visit, words) {
  if (!visit.scripts) await visit.press(room.showNew);
  await visit.sees(words, visit.main());
}

journeys('live room', {
  'asks, votes, and reads the answer while typing': async (moderator, { another }) => {
    const path = await opened(moderator, 'Ask us anything');
    const [asker, other] = [await another('visitor'), await another('visitor')];
    await asker.open(path);
    await asker.follow(room.ask);
    await asker.arrives(`${path}/room`);
    await asker.sees(room.nothing);
    await isFine(asker);
    await asker.press(room.send);
    await asker.sees(errors.summary);
    await isFine(asker);
    await other.open(`${path}/room`);
    await moderator.open(path);
    await moderator.follow(room.moderate);
    await isFine(moderator);

    await ask(asker, 'Which tool draws these?');
    await asker.sees(room.asked);
    await asker.seesHeading(room.own);
    await isFine(asker);

    // Whoever is typing sees it come, and keeps what they have.
    await other.fill(room.words, 'Half a que');
    await hears(other, 'Which tool draws these?');
    assert.equal(await typed(other).inputValue(), 'Half a que');
    await isFine(other);
    const question = other.items('Which tool draws these?').last();
    await other.pressHere(room.vote, question);
    await other.main().locator('button[aria-pressed=true]').waitFor();
    await other.fill(room.words, 'Half a question');

    if (moderator.scripts) await moderator.sees('Which tool draws these?', moderator.main());
    else await moderator.open(`${path}/room/moderation`);
    await isFine(moderator);
    await moderator.unfold(room.inWriting, moderator.main());
    await moderator.press(room.sendAnswer);
    await moderator.sees(errors.summary);
    await isFine(moderator);
    await moderator.fill(room.answer, 'Pencil and paper, mostly.');
    await moderator.press(room.sendAnswer);
    await moderator.sees(room.answerSent);
    await isFine(moderator);

    await hears(other, 'Pencil and paper, mostly.');
    assert.equal(await typed(other).inputValue(), 'Half a question');
    await hears(asker, 'Pencil and paper, mostly.');
    await isFine(asker);
    await asker.open(path);
    await asker.sees(room.doneOnEvent);
  },

  'waits for a moderator, is merged or declined, and takes back': async (moderator, { another }) => {
    const path = await opened(moderator, 'Looked at first');
    await moderator.open(`${path}/room/moderation`);
    await moderator.tick(room.before);
    await moderator.press(room.rules);
    await moderator.sees(room.rulesSaved);
    const [asker, other] = [await another('visitor'), await another('visitor')];
    await other.open(`${path}/room`);
    await other.sees(room.ruleBefore);
    await asker.open(`${path}/room`);
    for (const words of ['Where do the numbers come from?', 'Where do these numbers come from?', 'Is there cake?']) {
      await ask(asker, words);
      await asker.sees(room.waits);
    }
    await isFine(asker);
    await other.seesNo(other.main().getByText('Is there cake?'), 'what waits for a moderator');

    await moderator.open(`${path}/room/moderation`);
    await moderator.press(room.show('Where do the numbers come from?'));
    await moderator.sees(room.shown);
    await hears(other, 'Where do the numbers come from?');
    const same = moderator.items('Where do these numbers come from?').first();
    await moderator.unfold(room.merge, same);
    await isFine(moderator);
    await moderator.press(room.doMerge, same);
    await moderator.sees(room.merged);
    const cake = moderator.items('Is there cake?').last();
    await moderator.unfold(room.decline, cake);
    await moderator.fill(room.why, 'There never is.', cake);
    await moderator.press(room.doDecline, cake);
    await moderator.sees(room.isDeclined);
    await isFine(moderator);

    await other.open(`${path}/room`);
    await other.seesNo(other.main().getByText('There never is.'), 'the reason, which is for whoever asked');
    await ask(other, 'Where do all the numbers come from?');
    await other.sees(room.alike);
    await isFine(other);
    await other.press(room.anyway);
    await other.sees(room.waits);

    await asker.open(`${path}/room`);
    await asker.sees('There never is.');
    await isFine(asker);
    await asker.press(room.takeBack);
    await asker.sees(room.takenBack);
  },

  'asks with a poll, and shows nothing of a few answers': async (moderator, { another }) => {
    const path = await opened(moderator, 'Hands up');
    const member = await another('member');
    await member.open(`${path}/room`);
    await isFine(member);
    await moderator.open(`${path}/room/moderation`);
    await moderator.press(room.pollOpen);
    await moderator.sees(errors.summary);
    await isFine(moderator);
    // The page that says what to change follows the room like any other.
    await ask(member, 'Could you speak up?');
    await member.sees(room.asked);
    if (moderator.scripts) await moderator.sees('Could you speak up?', moderator.main());
    await moderator.fill(room.pollQuestion, 'Was it too fast?');
    await moderator.fill(room.pollChoices, 'Yes\nNo\nJust right');
    await moderator.press(room.pollOpen);
    await moderator.sees(room.pollOpened);
    await isFine(moderator);
    await member.fill(room.words, 'Kept while answering');
    if (member.scripts) await member.pressHere(room.pollsChanged);
    else await member.press(room.showNew);
    await member.tick('Just right');
    await member.pressHere(room.pollAnswer);
    await member.sees(room.pollCounted);
    if (member.scripts) assert.equal(await typed(member).inputValue(), 'Kept while answering');
    await isFine(member);
    await moderator.open(`${path}/room/moderation`);
    await moderator.press(room.pollClose('Was it too fast?'));
    await moderator.sees(room.pollClosed);
    await moderator.sees(room.pollFew);
    await member.open(`${path}/room`);
    await member.sees(room.pollFew);
    await isFine(member);
    await member.open(path);
    await member.sees(room.ask);
  },
}, { who: 'lead' });
