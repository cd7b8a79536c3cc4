// A lead: decides, invites, writes, exports and keeps the page and the charter.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { community, home, lead } from '../texts.js';

async function own(visit) {
  await visit.use(visit.page.getByRole('region', { name: home.yours }).getByRole('link'));
  await visit.arrives(/^\/communities\/./);
}

journeys('lead', {
  'accepts one request and declines another with a reason': async (visit) => {
    await own(visit);
    await visit.follow(lead.requests);
    await isAccessible(visit);
    await visit.press(lead.accept);
    await visit.sees(lead.accepted);

    await visit.press(lead.decline);
    await visit.press(lead.confirmDecline);
    await visit.sees(lead.reasonMissing);
    await isAccessible(visit);
    await visit.fill(lead.reason, 'This community is for people who run laboratories.');
    await visit.press(lead.confirmDecline);
    await visit.sees(lead.declined);
  },

  'decides straight from the e-mail, once': async (_, { another }) => {
    const reader = await another('visitor');
    await reader.open('/demo/mailbox');
    await isAccessible(reader);
    await reader.use(reader.items(/asks to join|request to join/i).getByRole('link'));
    const link = await reader.page.getByRole('link', { name: /decide|answer/i }).first().getAttribute('href');
    const path = new URL(link, reader.base);
    await reader.open(path.pathname + path.search);
    await reader.page.getByRole('button', { name: lead.accept }).waitFor();
    await reader.page.getByRole('button', { name: lead.decline }).waitFor();
    await isAccessible(reader);
    // Opening it, as a mail scanner does, has decided nothing and signed nobody in.
    await reader.open(path.pathname + path.search);
    await reader.press(lead.accept);
    await reader.sees(lead.accepted);
    await reader.page.goto(path.href);
    await reader.sees(lead.alreadyDecided);
  },

  'invites a pasted list': async (visit) => {
    await own(visit);
    await visit.follow(lead.invite);
    await isAccessible(visit);
    await visit.fill(lead.addresses, 'ada@demonstration.example\nbob@demonstration.example; not an address');
    await visit.press(lead.checkList);
    await visit.sees('not an address');
    await isAccessible(visit);
    await visit.fill(lead.addresses, 'ada@demonstration.example\nbob@demonstration.example');
    await visit.press(lead.checkList);
    await visit.press(lead.sendInvitations);
    await visit.sees(lead.invited);
  },

  'writes to the members, and thinks better of it': async (visit) => {
    await own(visit);
    await visit.follow(lead.write);
    await visit.fill(lead.subject, 'We meet on Thursday');
    await visit.fill(lead.message, 'Bring **one** question.');
    await visit.press(lead.preview);
    await visit.sees(lead.recipients);
    await isAccessible(visit);
    await visit.press(lead.send);
    await visit.press(lead.undo);
    await visit.sees(lead.undone);
  },

  'takes the list of members away': async (visit) => {
    await own(visit);
    await visit.follow(community.members);
    await isAccessible(visit);
    const csv = await visit.download(lead.exportCsv);
    assert.match(csv.bytes.toString('utf8'), /\d{4}-\d{2}-\d{2}/, 'join dates');
    const xlsx = await visit.download(lead.exportXlsx);
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), 'PK', 'a spreadsheet is a zip file');
  },

  'edits the charter; a second lead who is late sees both versions': async (visit, { another }) => {
    const late = await another();
    for (const window of [visit, late]) {
      await own(window);
      await window.follow(lead.charter);
      await window.follow(lead.editCharter);
    }
    await isAccessible(visit);
    await visit.fill(lead.scope, 'Everything about timetables.');
    await visit.press(lead.save);
    await visit.sees('Everything about timetables.');
    await late.fill(lead.scope, 'Only rooms.');
    await late.press(lead.save);
    await late.sees(lead.conflict);
    await late.sees('Everything about timetables.');
    assert.equal(late.document.status(), 409);
    await isAccessible(late);
  },
});
