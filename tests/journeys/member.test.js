// A wider member: sees and edits what others see of them, and takes it all away in the end.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { account, community, errors, home, listing, menu } from '../texts.js';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function ownPage(visit, name) {
  await visit.goTo(menu.own);
  await visit.follow(name, visit.main());
}

journeys('member', {
  'finds their communities and who is in them': async (visit) => {
    await visit.followOwn(home.wider);
    await visit.sees(community.joined);
    await visit.follow(community.members);
    await isAccessible(visit);
    await visit.use(visit.main().locator('a[href^="/people/"]'));
    await visit.arrives(/^\/people\/./);
    await isAccessible(visit);
  },

  'looks through the people, page by page': async (visit) => {
    await visit.goTo(menu.people);
    await isAccessible(visit);
    const first = await visit.main().getByRole('listitem').first().innerText();
    await visit.follow(listing.next);
    await visit.arrives('/people');
    await visit.sees(listing.second);
    assert.notEqual(await visit.main().getByRole('listitem').first().innerText(), first);
    await visit.follow(listing.previous);
    await visit.sees(listing.first);
    await visit.fill(listing.name, 'Ayom', visit.main());
    await visit.press(listing.find, visit.main());
    await visit.sees('Ayomira Okarembe', visit.main());
  },

  'sees what became of their requests': async (visit) => {
    await visit.goTo(menu.own);
    await visit.sees(/waits for a lead/i);
    // Declined, with the reason.
    await visit.sees(/declined on/i);
    await visit.sees(/the community is for designated contacts/i);
    await isAccessible(visit);
  },

  'edits what others see, a picture included': async (visit) => {
    await ownPage(visit, account.profile);
    await isAccessible(visit);
    await visit.fill(account.about, 'I answer questions about <b>timetables</b>.');
    await visit.press(account.save);
    await visit.sees(account.saved);
    await visit.main().getByLabel(account.picture).setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: onePixel });
    await visit.press(account.usePicture);
    await visit.sees(account.pictureSaved);
    await isAccessible(visit);
    await visit.follow(account.asOthers);
    await visit.sees('I answer questions about <b>timetables</b>.');
    await visit.main().locator('img').first().waitFor();
    await isAccessible(visit);
  },

  'is told what to change, and keeps the rest': async (visit) => {
    await ownPage(visit, account.profile);
    await visit.fill(account.name, '');
    await visit.fill(account.about, 'Still here.');
    await visit.press(account.save);
    await visit.sees(errors.summary);
    await visit.sees(errors.missing);
    assert.equal(visit.document.status(), 422);
    assert.equal(await visit.page.getByLabel(account.about, { exact: true }).inputValue(), 'Still here.');
    await isAccessible(visit);

    await visit.fill(account.name, 'Eirwena Łazorska');
    await visit.press(account.save);
    const fake = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') };
    await visit.main().getByLabel(account.picture).setInputFiles(fake);
    await visit.press(account.usePicture);
    await visit.sees(account.wrongType);
    await isAccessible(visit);
    // The picture before it stays.
    await ownPage(visit, account.profile);
    await visit.press(account.removePicture);
    await visit.seesNo(visit.page.getByRole('button', { name: account.removePicture }), 'a picture that was removed');
  },

  'changes their address by the link sent to it': async (visit) => {
    await ownPage(visit, account.address);
    await isAccessible(visit);
    await visit.fill(account.newAddress, 'not an address');
    await visit.press(account.sendLink);
    await visit.sees(errors.summary);
    await visit.fill(account.newAddress, 'eirwena@demonstration.example');
    await visit.press(account.sendLink);
    await visit.sees(account.linkSent);
    await visit.readLetter(/confirm your address/i);
    const link = await visit.linkInLetter('/me/address/');
    for (const _ of ['by a mail scanner', 'by the person']) await visit.open(link);
    await isAccessible(visit);
    await visit.use(visit.main().getByRole('button'));
    await visit.sees(account.addressChanged);
    await visit.sees('eirwena@demonstration.example');
  },

  'sees where they are signed in and signs out everywhere': async (visit, { another }) => {
    const elsewhere = await another();
    await ownPage(visit, account.sessions);
    await visit.sees(account.thisOne);
    await visit.sees('Chrome on Linux');
    await isAccessible(visit);
    await visit.press(account.endAll);
    await elsewhere.open('/');
    await elsewhere.page.getByRole('link', { name: menu.signIn }).first().waitFor();
  },

  'takes a copy of what is held': async (visit) => {
    await ownPage(visit, account.copy);
    await isAccessible(visit);
    const copy = await visit.download(account.takeCopy);
    assert.match(copy.bytes.toString('utf8'), /Eirwena Łazorska/);
    JSON.parse(copy.bytes.toString('utf8'));
  },

  'chooses what is sent': async (visit) => {
    await visit.goTo(account.preferences);
    await isAccessible(visit);
    await visit.untick(account.fromLeads);
    await visit.press(account.save);
    await visit.sees(account.preferencesSaved);
    assert.equal(await visit.main().getByLabel(account.fromLeads, { exact: true }).isChecked(), false);
  },

  'leaves the site': async (visit) => {
    await ownPage(visit, account.leave);
    await isAccessible(visit);
    await visit.press(account.confirmLeave);
    await visit.sees(account.gone);
    await visit.open('/');
    await visit.page.getByRole('link', { name: menu.signIn }).first().waitFor();
  },
});
