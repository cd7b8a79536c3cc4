// A wider member: sees and edits what others see of them, and takes it all away in the end.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { account, community, home, menu } from '../texts.js';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

journeys('member', {
  'finds their communities and who is in them': async (visit) => {
    await visit.use(visit.page.getByRole('region', { name: home.yours }).getByRole('link'));
    await visit.sees(community.joined);
    await visit.follow(community.members);
    await isAccessible(visit);
    await visit.use(visit.main().getByRole('link'));
    await visit.arrives(/^\/people\//);
    await isAccessible(visit);
  },

  'edits what others see, a picture included': async (visit) => {
    await visit.goTo(menu.account);
    await visit.follow(account.profile);
    await isAccessible(visit);
    await visit.fill(account.about, 'I answer questions about <b>timetables</b>.');
    await visit.main().getByLabel(account.picture).setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: onePixel });
    await visit.press(account.save);
    await visit.sees(account.saved);
    await visit.sees('I answer questions about <b>timetables</b>.');
  },

  'is told when a picture is not one, and keeps the rest': async (visit) => {
    await visit.goTo(menu.account);
    await visit.follow(account.profile);
    await visit.fill(account.about, 'Still here.');
    const fake = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') };
    await visit.main().getByLabel(account.picture).setInputFiles(fake);
    await visit.press(account.save);
    await visit.main().getByRole('alert').first().waitFor();
    assert.equal(await visit.page.getByLabel(account.about, { exact: true }).inputValue(), 'Still here.');
    await isAccessible(visit);
  },

  'sees where they are signed in and signs out everywhere': async (visit, { another }) => {
    const elsewhere = await another();
    await visit.goTo(menu.account);
    await visit.follow(account.sessions);
    await isAccessible(visit);
    await visit.press(account.endAll);
    await elsewhere.open('/');
    await elsewhere.page.getByRole('link', { name: menu.signIn }).first().waitFor();
  },

  'takes a copy of what is held': async (visit) => {
    await visit.goTo(menu.account);
    await visit.follow(account.copy);
    await isAccessible(visit);
    const copy = await visit.download(account.takeCopy);
    assert.ok(copy.bytes.length > 200, `${copy.name} holds ${copy.bytes.length} bytes`);
  },

  'chooses what is sent': async (visit) => {
    await visit.goTo(menu.account);
    await visit.follow(account.preferences);
    await isAccessible(visit);
    await visit.press(account.save);
    await visit.sees(account.saved);
  },

  'leaves the site': async (visit) => {
    await visit.goTo(menu.account);
    await visit.follow(account.leave);
    await isAccessible(visit);
    await visit.press(account.confirmLeave);
    await visit.sees(account.gone);
    await visit.open('/');
    await visit.page.getByRole('link', { name: menu.signIn }).first().waitFor();
  },
});
