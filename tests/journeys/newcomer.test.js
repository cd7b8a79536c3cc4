// Somebody in the first week: is asked three questions once, and joins what fits.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { community, home, menu, stages, welcome } from '../texts.js';

async function answer(visit) {
  await visit.seesHeading(welcome.heading);
  await isAccessible(visit);
  await visit.fill(welcome.interests, 'data, accessibility');
  await visit.press(welcome.save);
  await visit.arrives('/');
}

journeys('newcomer', {
  'is asked about their work once, and joins in three clicks': async (visit) => {
    await answer(visit);
    await visit.seesHeading(home.suggestions);
    await visit.sees(home.because);
    await isAccessible(visit);

    const suggested = visit.page.getByRole('region', { name: home.suggestions }).getByRole('link').first();
    const name = await suggested.innerText();
    await visit.use(suggested);
    await visit.seesHeading(name);
    await visit.press(community.join);
    await visit.sees(community.joined);
    await isAccessible(visit);
    await visit.goTo(menu.home);
    await visit.sees(name, visit.page.getByRole('region', { name: home.yours }));
  },

  'is not asked again': async (visit) => {
    assert.equal(visit.path(), '/');
    await visit.seesNo(visit.page.getByRole('heading', { name: welcome.heading }), 'the questions');
  },

  'leaves and comes back': async (visit) => {
    await visit.use(visit.page.getByRole('region', { name: home.yours }).getByRole('link'));
    await visit.press(community.leave);
    await visit.press(community.confirmLeave);
    await visit.sees(community.left);
    await visit.press(community.join);
    await visit.sees(community.joined);
  },

  'asks to join where one has to ask, and takes it back': async (visit) => {
    await visit.open('/communities?joining=ask');
    await visit.use(visit.main().getByRole('listitem').getByRole('link'));
    await visit.press(community.ask);
    await visit.fill(community.message, 'I look after our intranet pages.');
    await visit.press(community.send);
    await visit.sees(community.pending);
    await isAccessible(visit);
    await visit.press(community.withdraw);
    await visit.seesNo(visit.page.getByText(community.pending), 'a request that was taken back');
  },

  'asks to be told when a forming community opens': async (visit) => {
    await visit.openCommunity(stages.forming);
    await visit.press(community.watch);
    await visit.sees(community.watching);
  },
});
