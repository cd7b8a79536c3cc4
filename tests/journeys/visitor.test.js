// Anyone: finds out what the programme is, what it has achieved, and which community fits.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { board, community, errors, impact, language, menu, search, stages } from '../texts.js';

journeys('visitor', {
  'finds a community from the home page': async (visit) => {
    await visit.open('/');
    await isAccessible(visit);
    await visit.goTo(menu.communities);
    await isAccessible(visit);
    await visit.openCommunity(stages.active);
    await visit.seesHeading(community.purpose);
    await visit.seesHeading(community.leads);
    await visit.sees(stages.active);
    await isAccessible(visit);
  },

  'sees forming and active communities side by side, and history too': async (visit) => {
    await visit.open('/communities');
    for (const stage of [stages.active, stages.forming]) await visit.sees(stage, visit.main());
    for (const stage of [stages.paused, stages.merged, stages.closed]) {
      await visit.openCommunity(stage);
      await visit.sees(stage, visit.main());
      await visit.follow(community.history);
      await visit.sees(stage, visit.main());
    }
  },

  'narrows the list by area': async (visit) => {
    await visit.open('/communities');
    await visit.unfold(search.narrow, visit.main());
    await visit.follow(/^Research Services/, visit.main());
    await visit.sees('Research Administration', visit.main());
    await visit.seesNo(visit.main().getByRole('heading', { name: 'Front of House' }), 'a community of another area');
    await isAccessible(visit);
  },

  'searches with a letter wrong': async (visit) => {
    await visit.open('/communities');
    const name = await visit.items(stages.active).getByRole('heading').first().innerText();
    const word = name.split(/\s+/).sort((a, b) => b.length - a.length)[0];
    const wrong = word.slice(0, 2) + word.slice(3);
    await visit.fill(search.field, wrong, visit.page.getByRole('banner'));
    await visit.press(search.submit, visit.page.getByRole('banner'));
    await visit.finds(name);
    await visit.sees(search.corrected);
    await isAccessible(visit);
  },

  'is shown what fits while typing': async (visit, { mode }) => {
    if (!mode.scripts) return;
    await visit.open('/');
    const box = visit.main().getByRole('combobox');
    await box.pressSequentially('front of h');
    await visit.page.getByRole('option', { name: /front of house/i }).waitFor();
    await isAccessible(visit);
    await visit.page.keyboard.press('ArrowDown');
    await visit.page.keyboard.press('Enter');
    await visit.arrives('/communities/front-of-house');
  },

  'is told when nothing is found, and keeps what was typed': async (visit) => {
    await visit.open('/search?q=zzyzxqwv');
    await visit.sees(search.nothing);
    assert.equal(await visit.main().getByRole('searchbox').or(visit.main().getByRole('combobox')).first().inputValue(), 'zzyzxqwv');
    await isAccessible(visit);
  },

  'does not see people': async (visit) => {
    await visit.open('/people', 401);
    await visit.seesHeading(errors.signIn);
    await visit.follow(menu.signIn, visit.main());
    await visit.seesHeading(menu.signIn);
    await visit.open('/communities/data-and-insight');
    await visit.seesNo(visit.page.locator('a[href^="/people/"]'), 'a link to a person');
  },

  'reads what the programme has achieved': async (visit) => {
    await visit.open('/');
    await visit.goTo(menu.impact);
    await visit.unfold(impact.earlier, visit.main());
    await visit.sees('91%', visit.main());
    await visit.sees(/of 742 answers/i, visit.main());
    await isAccessible(visit);
    await visit.open('/impact/history');
    await isAccessible(visit);
  },

  'follows a figure to what it rests on, and reads what was said a year before': async (visit) => {
    await visit.open('/');
    await visit.goTo(menu.impact);
    await visit.follow(impact.how, visit.main());
    await visit.sees(impact.answers, visit.main());
    await isAccessible(visit);
    await visit.goTo(menu.impact);
    await visit.follow(impact.howAgain, visit.main());
    await isAccessible(visit);
    await visit.goTo(menu.impact);
    await visit.follow(impact.method, visit.main());
    await isAccessible(visit);
    await visit.goTo(menu.impact);
    await visit.follow(board.publications, visit.main());
    await visit.follow(impact.lastYear, visit.main());
    await visit.sees(board.asItStood);
    await isAccessible(visit);
    await visit.follow(impact.corrected, visit.main());
    await isAccessible(visit);
  },

  'reads in another language, and in the first again': async (visit) => {
    await visit.open('/communities');
    await visit.press(language.pseudo);
    assert.notEqual(await visit.page.locator('html').getAttribute('lang'), 'en-GB');
    await visit.seesNo(visit.main().getByText(search.narrow, { exact: true }), 'an English word');
    await isAccessible(visit);
    await visit.press(language.usual);
    assert.equal(await visit.page.locator('html').getAttribute('lang'), 'en-GB');
  },

  'gets a clear answer for what is not there': async (visit) => {
    for (const path of ['/nowhere', '/communities/nowhere', '/people/nowhere']) {
      const response = await visit.page.goto(visit.base + path);
      assert.ok([401, 404].includes(response.status()), `${response.status()} for ${path}`);
      await isAccessible(visit);
    }
  },
});
