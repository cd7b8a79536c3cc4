// Somebody in the first week: is asked three questions once, and joins what fits.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { account, community, home, menu, programme, stages, welcome } from '../texts.js';

// The demonstration's community whose leads decide.
const asking = 'Data and Insight';

async function answer(visit) {
  await visit.seesHeading(welcome.heading);
  await isAccessible(visit);
  await visit.fill(welcome.department, 'Business School');
  await visit.fill(welcome.jobFamily, 'Communications and marketing');
  await visit.fill(welcome.interests, 'Social media, accessibility');
  await visit.press(welcome.save);
  await visit.arrives('/');
}

journeys('newcomer', {
  'is asked about their work once, and joins in three clicks': async (visit) => {
    await answer(visit);
    await visit.seesHeading(home.suggestions);
    await visit.sees(home.because);
    await isAccessible(visit);

    const suggestions = visit.page.getByRole('region', { name: home.suggestions }).getByRole('article');
    const open = suggestions.filter({ has: visit.page.getByRole('button', { name: community.join, exact: true }) });
    const name = await open.first().getByRole('heading').innerText();
    await visit.use(open.first().getByRole('link'));
    await visit.seesHeading(name);
    await visit.press(community.join);
    await visit.sees(community.joined);
    await isAccessible(visit);
    await visit.open('/');
    await visit.sees(name, visit.page.getByRole('region', { name: home.yours }));
  },

  'is not asked again': async (visit) => {
    assert.equal(visit.path(), '/');
    await visit.seesNo(visit.page.getByRole('heading', { name: welcome.heading }), 'the questions');
  },

  'leaves, and takes it back; leaves, and joins again': async (visit) => {
    await visit.followOwn(home.wider);
    await visit.follow(community.leave);
    await isAccessible(visit);
    await visit.press(community.confirmLeave);
    await visit.sees(community.left);
    await visit.press('Undo');
    await visit.sees(community.back);
    await visit.sees(community.joined);

    await visit.follow(community.leave);
    await visit.press(community.confirmLeave);
    await visit.sees(community.left);
    await visit.press(community.join);
    await visit.sees(community.joined);
  },

  'asks to join where one has to ask, and takes it back': async (visit) => {
    await visit.goTo(menu.communities);
    await visit.follow(asking);
    await visit.follow(community.ask);
    await isAccessible(visit);
    await visit.fill(community.message, 'I look after our intranet pages.');
    await visit.press(community.send);
    await visit.sees(community.pending);
    await isAccessible(visit);
    await visit.goTo(menu.own);
    await visit.sees(asking, visit.main());
    await visit.follow(asking, visit.main());
    await visit.press(community.withdraw);
    await visit.follow(community.ask);
  },

  'asks to be told when a forming community opens, and is': async (visit, { another }) => {
    await visit.openCommunity(stages.forming);
    const name = await visit.main().getByRole('heading', { level: 1 }).innerText();
    await visit.press(community.watch);
    await visit.sees(community.watching);
    await visit.press(community.unwatch);
    await visit.press(community.watch);
    await visit.sees(community.watching);

    const manager = await another('manager');
    await manager.open(visit.path());
    await manager.follow(programme.changeStage);
    await manager.tick(stages.active);
    await manager.fill(programme.reason, 'The core group is ready.');
    await manager.press(programme.save);
    await visit.readLetter(`${name} is open`);
    await visit.use(visit.main().getByRole('link').filter({ hasText: '/communities/' }));
    await visit.press(community.join);
    await visit.sees(community.joined);
  },

  'changes what was answered, and the suggestions follow': async (visit) => {
    await visit.goTo(account.profile);
    await visit.fill(welcome.interests, '');
    await visit.fill(welcome.department, 'Human Resources');
    await visit.fill(welcome.jobFamily, 'Human resources');
    await visit.press(account.save);
    await visit.open('/');
    await visit.sees(/human resources/i, visit.page.getByRole('region', { name: home.suggestions }));
  },
});
