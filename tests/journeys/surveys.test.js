// A respondent reads the rule before the first question, answers, and sees what came of the waves before; a manager
// builds a survey, asks people, and calls it off; reads what people wrote and shows it; and once a survey has ended,
// says what follows from it.
import assert from 'node:assert/strict';
import { errors, surveys } from '../texts.js';
import { isAccessible, journeys } from '../support/journey.js';

// What the device keeps of surveys.
const kept = (visit) => visit.page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('survey:')));

// Answers that do not arrive are there again when the page is.
async function staysWhileOffline(visit, path) {
  await visit.tick(surveys.keep);
  await visit.context.setOffline(true);
  // The browser shows a page of its own.
  await Promise.all([visit.page.waitForEvent('framenavigated'), visit.pressHere(surveys.send)]);
  await visit.context.setOffline(false);
  await visit.open(path);
  assert.equal(await visit.main().getByLabel(surveys.usedWhat).inputValue(), 'A checklist for the first week.');
  assert.equal(await group(visit, surveys.met).getByLabel(surveys.agree, { exact: true }).isChecked(), true);
  // What somebody else has left there is passed over.
  await visit.page.evaluate(() => {
    for (const name of Object.keys(localStorage)) localStorage.setItem(name, `{${localStorage.getItem(name)}`);
  });
  await visit.open(path);
  assert.equal(await visit.main().getByLabel(surveys.usedWhat).inputValue(), '');
  await visit.tick(surveys.keep);
  await visit.tick(surveys.agree, group(visit, surveys.used));
  await visit.fill(surveys.usedWhat, 'A checklist for the first week.');
  assert.equal((await kept(visit)).length, 1);
}

const group = (visit, name) => visit.main().getByRole('group', { name });

journeys(
  'respondent',
  {
    'reads the rule, answers once, and is told that it waits to be counted': async (visit) => {
      await visit.open('/surveys');
      await isAccessible(visit);
      await visit.follow(/./, visit.main().getByRole('region', { name: surveys.mine }));
      await visit.arrives(/^\/surveys\/answer\//);
      const path = visit.path();
      await visit.sees(surveys.asked);
      await visit.sees(surveys.shown);
      await visit.sees(surveys.left);
      await isAccessible(visit);
      await visit.tick(surveys.agree, group(visit, surveys.met));
      const used = visit.main().getByLabel(surveys.usedWhat);
      // With scripts a question that follows from an answer waits for it.
      if (visit.scripts) assert.equal(await used.isVisible(), false);
      await visit.tick(surveys.agree, group(visit, surveys.used));
      await visit.fill(surveys.usedWhat, 'A checklist for the first week.');
      await isAccessible(visit);
      if (visit.scripts) await staysWhileOffline(visit, path);
      await visit.press(surveys.send);
      await visit.sees(surveys.received);
      await isAccessible(visit);
      if (visit.scripts) assert.deepEqual(await kept(visit), [], 'nothing stays on the device');
      await visit.open(path);
      await visit.sees(surveys.received);
      await visit.seesNo(visit.main().getByRole('button', { name: surveys.send }), 'the way to answer twice');
    },

    'sees what people said, with whom it comes from and how sure it is': async (visit) => {
      await visit.open('/surveys');
      await visit.follow(/./, visit.main().getByRole('region', { name: surveys.closed }));
      await visit.arrives(/\/results$/);
      await visit.sees(surveys.agreed);
      await visit.sees(surveys.interval);
      await visit.sees(surveys.notCovered);
      await visit.seesHeading(surveys.turnout);
      await visit.seesHeading(surveys.did);
      await isAccessible(visit);
      const file = await visit.download(surveys.csv);
      assert.match(file.bytes.toString('utf8'), /^\uFEFF?Question,/);
    },
  },
  { who: 'member' },
);

journeys(
  'survey manager',
  {
    'builds a survey, asks people, and calls it off': async (visit, { another }) => {
      await visit.open('/surveys/new');
      await visit.press(surveys.save, visit.main());
      await visit.sees(errors.summary);
      await visit.fill(surveys.title, 'Three minutes on the spring term');
      await visit.press(surveys.save, visit.main());
      await visit.arrives(/^\/surveys\/forms\/[^/]+$/);
      await isAccessible(visit);
      await visit.follow(surveys.addQuestion);
      await visit.choose(surveys.statement, surveys.used);
      await visit.press(surveys.save, visit.main());
      await visit.sees(surveys.questionKept);
      await visit.follow(surveys.newWave);
      await visit.fill(surveys.waveTitle, 'Spring term');
      await visit.press(surveys.save, visit.main());
      await visit.sees(errors.summary);
      await isAccessible(visit);
      await visit.tick(surveys.everybody);
      await visit.press(surveys.save, visit.main());
      await visit.sees(surveys.prepared);
      await isAccessible(visit);
      await visit.fill(surveys.lastDay, '2026-05-04');
      await visit.press(surveys.open, visit.main());
      await visit.sees(errors.summary);
      await visit.fill(surveys.lastDay, '2026-05-25');
      await visit.press(surveys.open, visit.main());
      await visit.sees(surveys.isOpen);
      await isAccessible(visit);
      const wave = visit.path().split('/').pop();

      const member = await another('member');
      await member.open(`/surveys/answer/${wave}`);
      await member.sees(surveys.asked);

      await visit.unfold(surveys.callOff, visit.main());
      await visit.fill(surveys.reason, 'Asked in the wrong week.');
      await visit.press(surveys.callOff, visit.main());
      await visit.sees(surveys.calledOff);
      await isAccessible(visit);
      await member.open(`/surveys/answer/${wave}`);
      await member.sees(/Asked in the wrong week\./);
      await isAccessible(member);
    },
  },
  { who: 'manager' },
);

// The wave of a page of results.
const waveOf = (path) => path.split('/').at(-2);

journeys(
  'whoever reads what people said',
  {
    'reads what people wrote, takes words out, and shows the themes': async (visit, { another }) => {
      await visit.open('/surveys');
      await visit.follow(/./, visit.main().getByRole('region', { name: surveys.closed }));
      await visit.arrives(/\/results$/);
      const results = visit.path();
      await visit.open(`/surveys/waves/${waveOf(results)}`);
      await isAccessible(visit);
      await visit.follow(surveys.written, visit.main());
      await visit.fill(surveys.themeName, '');
      await visit.press(surveys.addTheme, visit.main());
      await visit.sees(errors.summary);
      await isAccessible(visit);
      await visit.fill(surveys.themeName, 'Rooms and times');
      await visit.press(surveys.addTheme, visit.main());
      await visit.tick('Rooms and times', visit.main().getByRole('listitem').filter({ has: visit.page.locator('#said-1') }));
      await visit.press(surveys.keepThemes, visit.main());
      await visit.sees(surveys.themesKept);
      // One that others read until words are taken out of it.
      await visit.choose(surveys.which, surveys.mayBeShown);
      await visit.press(surveys.showThese, visit.main());
      const comment = await visit.main().locator('#said-1').innerText();
      const words = comment.split(' ').slice(0, 2).join(' ');
      const member = await another('member');
      await member.open(results);
      await member.sees(comment, member.main());
      await visit.follow(surveys.oneComment, visit.main());
      await visit.fill(surveys.takeOut, 'These words stand nowhere');
      await visit.press(surveys.doTakeOut, visit.main());
      await visit.sees(errors.summary);
      await isAccessible(visit);
      await visit.fill(surveys.takeOut, words);
      await visit.press(surveys.doTakeOut, visit.main());
      await visit.sees(surveys.takenOut);
      await visit.sees('[…]', visit.main());
      await isAccessible(visit);
      await visit.follow(surveys.written);
      await visit.follow(surveys.lookAtRelease, visit.main());
      await isAccessible(visit);
      await visit.press(surveys.release, visit.main());
      await visit.sees(surveys.released);

      await member.open(results);
      await member.seesHeading(surveys.written);
      await member.seesNo(member.main().getByText(comment), 'the words that were taken out');
      await isAccessible(member);
    },

    'sees it end, and says what follows to those who were asked': async (visit, { another, later }) => {
      const early = await another('member');
      await early.open('/surveys');
      await early.follow(/./, early.main().getByRole('region', { name: surveys.mine }));
      await early.arrives(/^\/surveys\/answer\//);
      const questions = early.path();
      const wave = questions.split('/').pop();
      await visit.open(`/surveys/waves/${wave}`);
      await visit.sees(surveys.callOff, visit.main());
      await visit.open(`/surveys/${wave}/results`, 404);
      visit.complaints();
      await later(40);

      const manager = await another();
      await manager.open(`/surveys/waves/${wave}`);
      await manager.finds('Closed');
      await isAccessible(manager);
      await manager.press(surveys.publish, manager.main());
      await manager.sees(errors.summary);
      await manager.fill(surveys.did, 'You said: shorter sessions. They end after 40 minutes now.');
      await manager.press(surveys.publish, manager.main());
      await manager.sees(surveys.stands);
      await isAccessible(manager);
      // Too few wrote something for anybody to read it, and that is said.
      await manager.follow(surveys.written, manager.main());
      await manager.sees(surveys.tooFewWrote);
      await isAccessible(manager);

      const member = await another('member');
      await member.open(questions);
      await member.sees(surveys.over, member.main());
      await member.open(`/surveys/${wave}/results`);
      await member.sees(surveys.agreed);
      await member.sees(/They end after 40 minutes now/, member.main());
      await isAccessible(member);
    },
  },
  { who: 'manager' },
);
