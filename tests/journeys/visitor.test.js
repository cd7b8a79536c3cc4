// Anyone: finds out what the programme is, what it has achieved, and which community fits.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { community, menu, search, stages } from '../texts.js';

journeys('visitor', {
  'finds a community from the home page': async (visit) => {
    await visit.open('/');
    await isAccessible(visit);
    await visit.openCommunity(stages.active);
    await visit.seesHeading(community.purpose);
    await visit.sees(community.leads);
    await visit.sees(stages.active);
    await isAccessible(visit);
  },

  'sees forming and active communities side by side, and history too': async (visit) => {
    await visit.open('/communities');
    for (const stage of [stages.active, stages.forming]) await visit.sees(stage, visit.main());
    for (const stage of [stages.paused, stages.merged]) {
      await visit.openCommunity(stage);
      await visit.sees(stage, visit.main());
    }
  },

  'searches with a letter wrong': async (visit) => {
    await visit.open('/communities');
    const name = await visit.items(stages.active).getByRole('link').first().innerText();
    const word = name.split(/\s+/).sort((a, b) => b.length - a.length)[0];
    await visit.open(`/search?q=${encodeURIComponent(word.slice(0, 2) + word.slice(3))}`);
    await visit.sees(name, visit.main());
    await isAccessible(visit);
  },

  'is told when nothing is found, and keeps what was typed': async (visit) => {
    await visit.open('/search?q=zzyzxqwv');
    await visit.sees(search.nothing);
    assert.equal(await visit.main().getByRole('searchbox').first().inputValue(), 'zzyzxqwv');
    await isAccessible(visit);
  },

  'does not see people': async (visit) => {
    await visit.open('/people', 401);
    await visit.seesHeading(menu.signIn);
  },

  'reads what the programme has achieved': async (visit) => {
    await visit.open('/');
    await visit.goTo(menu.impact);
    await visit.sees('92%', visit.main());
    await visit.sees(/number of answers not published/i, visit.main());
    await isAccessible(visit);
    await visit.open('/impact/history');
    await isAccessible(visit);
  },

  'gets a clear answer for what is not there': async (visit) => {
    for (const path of ['/nowhere', '/communities/nowhere', '/people/nowhere']) {
      const response = await visit.page.goto(visit.base + path);
      assert.ok([401, 404].includes(response.status()), `${response.status()} for ${path}`);
      await isAccessible(visit);
    }
  },
});
