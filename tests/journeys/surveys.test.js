// Surveys: somebody who is asked reads the rule and answers, and a manager builds one, opens a wave and ends it.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { isAccessible, journeys } from '../support/journey.js';
import { errors, surveys } from '../texts.js';

async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const scale = (visit, wording) => visit.main().getByRole('group', { name: wording });

journeys('surveys', {
  'reads the rule, answers once, and nothing of it stays': async (visit, { mode }) => {
    await visit.goTo(surveys.menu);
    await isFine(visit);
    await visit.follow(new RegExp(`^${surveys.title}`), visit.main().getByRole('region', { name: 'For you to answer' }));
    await visit.seesHeading(surveys.rule);
    await isFine(visit);
    const path = visit.path();
    await visit.press(surveys.send);
    await visit.sees(errors.summary);
    await isFine(visit);
    const used = visit.main().getByLabel(surveys.used);
    if (mode.scripts) await visit.seesNo(used.locator('visible=true'), 'a question that follows from an answer');
    await visit.tick('Agree', scale(visit, 'I have used something from here in my work.'));
    await visit.fill(surveys.used, 'A checklist for a first meeting.');
    if (mode.scripts) {
      await visit.tick(surveys.keep);
      await visit.fill(surveys.change, 'Meet in the morning.');
      await visit.open(path);
      assert.equal(await visit.main().getByLabel(surveys.used).inputValue(), 'A checklist for a first meeting.');
    }
    await visit.tick('Strongly agree', scale(visit, 'My team has benefited.'));
    await isFine(visit);
    await visit.press(surveys.send);
    await visit.sees(surveys.received);
    await isFine(visit);
    assert.equal(await visit.main().locator('textarea').count(), 0, 'what was answered is nowhere on the page');
    if (mode.scripts) {
      assert.equal(await visit.page.evaluate(() => Object.keys(localStorage).length), 0, 'nothing stays on the device');
    }
  },
  'builds a survey, opens a wave, gives more time and calls it off': async (visit, { another }) => {
    const manager = await another('manager');
    await manager.goTo(surveys.menu);
    await isFine(manager);
    await manager.follow(surveys.new, manager.main());
    await manager.fill(surveys.name, 'A short question');
    await manager.press('Save');
    await isFine(manager);
    await manager.follow(surveys.add, manager.main());
    await isFine(manager);
    await manager.follow(surveys.number, manager.main());
    await manager.fill(surveys.question, 'How many hours a month?');
    await manager.fill(surveys.least, '40');
    await manager.fill(surveys.most, '0');
    await manager.press('Save');
    await manager.sees(errors.summary);
    await isFine(manager);
    await manager.fill(surveys.least, '0');
    await manager.fill(surveys.most, '40');
    await manager.press('Save');
    await manager.follow(surveys.preview, manager.main());
    await manager.sees('How many hours a month?', manager.main());
    await isFine(manager);
    await manager.follow('The survey', manager.main());
    await manager.follow(surveys.wave, manager.main());
    await isFine(manager);
    await manager.fill(surveys.waveTitle, 'Trial');
    await manager.tick(surveys.everybody);
    await manager.tick(surveys.core);
    await manager.press('Save');
    await manager.seesHeading(surveys.groups);
    await isFine(manager);
    const path = manager.path();
    await manager.fill(surveys.lastDay, day(10));
    await manager.press(surveys.open);
    await manager.sees(surveys.opened);
    await isFine(manager);

    await visit.open(path, 403);
    await visit.open('/surveys');
    await visit.sees('A short question: Trial', visit.main());

    await manager.fill(surveys.extendUntil, day(20));
    await manager.press(surveys.extend);
    await manager.sees(surveys.extended);
    await manager.unfold(surveys.callOff);
    await manager.fill(surveys.reason, 'The question was not clear.');
    await manager.press(surveys.callOff, manager.main().locator('details'));
    await manager.sees(surveys.calledOff);
    await isFine(manager);
  },
}, { who: 'newcomer' });
