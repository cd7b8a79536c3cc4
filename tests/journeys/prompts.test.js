// Some weeks after a session: somebody who was there answers one question, for themselves alone, and begins a story with
// what they have answered.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { isAccessible, journeys } from '../support/journey.js';
import { errors, prompts } from '../texts.js';

async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

const said = 'I shall try the template with the next intake.';

journeys(
  'prompts',
  {
    'answers one question for oneself, and begins a story with it': async (visit, { another }) => {
      const member = await another('member');
      await member.open('/me/prompts');
      await isFine(member);
      const open = member.main().locator('section[aria-labelledby="open"] a').first();
      const path = await open.getAttribute('href');
      await member.open(path);
      await isFine(member);
      await member.press(prompts.keep);
      await member.sees(errors.summary);
      await isFine(member);
      await member.tick('Not yet');
      await member.fill(prompts.words, said);
      await member.press(prompts.keep);
      await member.sees(prompts.kept);
      await isFine(member);
      await visit.open(path, 401);
      const manager = await another('manager');
      await manager.open(path, 404);
      await member.press(prompts.tell);
      await member.sees(said);
      assert.match(member.page.url(), /\/stories\//);
    },
  },
  { who: 'visitor' },
);
