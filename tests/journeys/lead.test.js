// A lead: decides, invites, writes, exports and keeps the page and the charter.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { community, errors, home, lead, menu, value } from '../texts.js';

// The demonstration's community whose leads decide; the lead is one of them.
const ours = 'Data and Insight';
const waits = (visit) => visit.main().getByRole('list').getByRole('listitem').filter({ hasText: /waiting for/i });

async function own(visit) {
  await visit.followOwn(home.core);
  await visit.seesHeading(ours);
}

async function ask(visit, message) {
  await visit.goTo(menu.communities);
  await visit.follow(ours);
  await visit.follow(community.ask);
  await visit.fill(community.message, message);
  await visit.press(community.send);
  await visit.sees(community.pending);
}

// Only the lead of the demonstration who is tried here; the other gets a letter of their own.
const letterAbout = (person) => `${person} asks to join ${ours}`;

journeys('lead', {
  'accepts one request and declines another with a reason': async (visit, { another }) => {
    // From the front page, which says what waits.
    await visit.use(visit.page.getByRole('region', { name: home.needs }).getByRole('link', { name: ours }));
    await visit.arrives(/\/requests$/);
    await isAccessible(visit);
    const [accepted, declined] = await waits(visit).getByRole('heading').allInnerTexts();
    await visit.press(lead.accept, waits(visit).first());
    await visit.sees(lead.accepted);
    await visit.seesNo(waits(visit).filter({ hasText: accepted }), 'a request that was accepted');

    const request = waits(visit).filter({ hasText: declined });
    await visit.unfold(lead.decline, request);
    await visit.press(lead.confirmDecline, request);
    await visit.sees(errors.summary);
    await visit.sees(lead.reasonMissing);
    await isAccessible(visit);
    await visit.fill(lead.reason, 'This community is for people who run laboratories.', request);
    await visit.press(lead.confirmDecline, request);
    await visit.sees(lead.declined);

    // Both are told, and the reason is what was typed.
    const reader = await another('visitor');
    await reader.readLetter(`Welcome to ${ours}`);
    await reader.readLetter(`Your request to join ${ours}`);
    await reader.sees('This community is for people who run laboratories.');
    await isAccessible(reader);
  },

  'decides straight from the e-mail, once': async (_, { another }) => {
    const asker = await another('core-member');
    await ask(asker, 'I would like to compare notes.');
    const reader = await another('visitor');
    await reader.readLetter(letterAbout('Tomasín Brackenfell'));
    await reader.sees('I would like to compare notes.');
    const link = await reader.linkInLetter('/decisions/');
    await reader.open(link);
    await reader.page.getByRole('button', { name: lead.accept }).waitFor();
    await reader.page.getByRole('button', { name: lead.decline }).waitFor();
    await isAccessible(reader);
    // Opening it, as a mail scanner does, has decided nothing and signed nobody in.
    await reader.open(link);
    await reader.page.getByRole('banner').getByRole('link', { name: menu.signIn }).waitFor();
    await reader.press(lead.accept);
    await reader.sees(lead.accepted);
    await reader.open(link);
    await reader.sees(lead.alreadyDecided);
    await reader.seesNo(reader.main().getByRole('button'), 'a second decision');
    await isAccessible(reader);
    await asker.open('/communities/data-and-insight');
    await asker.sees(community.joined);
  },

  'declines from the e-mail, with a reason that the person receives': async (_, { another }) => {
    const asker = await another('editor');
    await ask(asker, 'May I listen?');
    const reader = await another('visitor');
    await reader.readLetter(letterAbout("Sabinelle O'Tarrow"));
    const link = await reader.linkInLetter('/decisions/');
    await reader.open(link);
    await reader.press(lead.decline);
    await reader.sees(lead.reasonMissing);
    await isAccessible(reader);
    await reader.fill(lead.reason, 'We are full until autumn.');
    await reader.press(lead.decline);
    await reader.sees(lead.declined);
    await reader.open(link);
    await reader.sees(lead.alreadyDecided);
    await asker.open('/communities/data-and-insight');
    await asker.sees(community.wasDeclined);
    await asker.sees('We are full until autumn.');
    await isAccessible(asker);
  },

  'invites a pasted list': async (visit, { another }) => {
    await own(visit);
    await visit.follow(lead.invite);
    await isAccessible(visit);
    await visit.fill(lead.addresses, 'ada@demonstration.example\nBob Example <bob@demonstration.example>; not an address');
    await visit.press(lead.checkList);
    await visit.sees(lead.notAnAddress);
    await isAccessible(visit);
    await visit.fill(lead.addresses, 'ada@demonstration.example\nBob Example <bob@demonstration.example>');
    await visit.press(lead.checkList);
    await visit.press(lead.sendInvitations);
    await visit.sees(lead.invited);
    await visit.sees('bob@demonstration.example');

    // A guest answers without an account.
    const guest = await another('visitor');
    await guest.readLetter(`You are invited to ${ours}`);
    const link = await guest.linkInLetter('/invitations/');
    for (const _ of ['by a mail scanner', 'by the person']) await guest.open(link);
    await isAccessible(guest);
    await guest.press(lead.accept);
    await guest.open(link);
    await guest.sees(lead.alreadyDecided);
  },

  'invites from the directory': async (visit, { another }) => {
    await own(visit);
    await visit.follow(lead.invite);
    await visit.fill(lead.directory, 'Merewyn');
    await visit.press(lead.find, visit.main());
    await visit.tick(/Merewyn Quillmarsh/);
    await visit.press(lead.checkList);
    await visit.press(lead.sendInvitations);
    await visit.sees(lead.invitedOne);
    const invited = await another('manager');
    await invited.use(invited.page.getByRole('region', { name: home.needs }).getByRole('link', { name: ours }));
    await invited.press(lead.accept);
    await invited.open('/communities/data-and-insight');
    await invited.sees(community.joined);
  },

  'writes to the members, and thinks better of it': async (visit) => {
    await own(visit);
    await visit.follow(lead.write);
    await visit.press(lead.preview);
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(lead.subject, 'We meet on Thursday');
    await visit.fill(lead.message, 'Bring **one** question.');
    await visit.press(lead.preview);
    await visit.sees(lead.recipients);
    await isAccessible(visit);
    await visit.press(lead.send);
    await visit.press(lead.undo);
    await visit.sees(lead.undone);

    // The other way: later, from the message's own page.
    await visit.follow(lead.write);
    await visit.fill(lead.subject, 'We meet on Friday');
    await visit.fill(lead.message, 'Bring two questions.');
    await visit.press(lead.preview);
    await visit.press(lead.send);
    await visit.follow(lead.write);
    await visit.follow('We meet on Friday');
    await isAccessible(visit);
    await visit.press(lead.callOff);
    await visit.sees(lead.undone);
  },

  'takes the list of members away': async (visit) => {
    await own(visit);
    await visit.follow(community.members);
    await isAccessible(visit);
    const csv = await visit.download(lead.exportCsv);
    const [head, ...rows] = csv.bytes.toString('utf8').trim().split(/\r?\n/);
    assert.match(head, /Joined on/);
    for (const row of rows) assert.match(row, /\d{4}-\d{2}-\d{2}/, 'join dates');
    const xlsx = await visit.download(lead.exportXlsx);
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), 'PK', 'a spreadsheet is a zip file');
  },

  'makes somebody a core member, and ends a membership with a reason': async (visit, { another }) => {
    await own(visit);
    await visit.follow(community.members);
    const wider = visit.main().getByRole('row').filter({ hasText: 'Wider' });
    await visit.use(wider.last().getByRole('link', { name: lead.change }));
    await isAccessible(visit);
    await visit.press(lead.makeCore);
    await visit.sees(lead.levelChanged);
    await visit.unfold(lead.remove, visit.main());
    await visit.press(lead.confirmRemove);
    await visit.sees(lead.reasonMissing);
    await isAccessible(visit);
    await visit.fill(lead.reason, 'You have moved to another university.');
    await visit.press(lead.confirmRemove);
    await visit.sees(lead.removed);
    const reader = await another('visitor');
    await reader.readLetter(`You are no longer a member of ${ours}`);
    await reader.sees('You have moved to another university.');
  },

  'edits the page and its links': async (visit) => {
    await own(visit);
    await visit.follow(lead.edit);
    await isAccessible(visit);
    await visit.fill(lead.purpose, 'Numbers that mean the same in every report. <b>Truly.</b>');
    await visit.press(lead.save);
    await visit.sees(lead.saved);
    await visit.sees('Numbers that mean the same in every report. <b>Truly.</b>');

    await visit.follow(lead.links);
    await isAccessible(visit);
    await visit.fill(lead.webAddress, 'teams');
    await visit.press(lead.save);
    await visit.sees(lead.notWebAddress);
    assert.equal(await visit.main().getByLabel(lead.webAddress, { exact: true }).first().inputValue(), 'teams');
    await isAccessible(visit);
    await visit.fill(lead.webAddress, 'https://teams.demonstration.example/data');
    await visit.press(lead.save);
    await visit.main().locator('a[href="https://teams.demonstration.example/data"]').waitFor();
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
    assert.equal(await late.main().getByLabel(lead.scope, { exact: true }).inputValue(), 'Only rooms.');
    assert.equal(late.document.status(), 409);
    await isAccessible(late);
    await late.press(lead.save);
    await late.sees('Only rooms.');
    // The version in between is kept.
    await late.follow(lead.firstVersions);
    await late.sees('Everything about timetables.');
  },

  'says what the community hopes for, measures it, and reads the matrix': async (visit) => {
    await own(visit);
    await visit.follow(value.tab, visit.main());
    await isAccessible(visit);
    await visit.follow(value.frame, visit.main());
    await visit.press(value.save, visit.main());
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(value.aspiration, 'Three of us can run a session without the lead.');
    await visit.fill(value.risks, 'Whoever has run one is asked each time.');
    await visit.press(value.save, visit.main());
    await visit.sees('Three of us can run a session without the lead.', visit.main());

    await visit.follow(value.define, visit.main());
    await isAccessible(visit);
    await visit.fill(value.name, 'Members who have run a session');
    await visit.fill(value.definition, 'Each member who has run at least one session in the last year.');
    await visit.fill(value.source, 'The list of sessions');
    await visit.choose(value.valueType, value.kind);
    await visit.tick(value.number);
    await visit.tick(value.contribution);
    await visit.tick(value.more);
    await visit.fill(value.baseline, '2');
    await visit.fill(value.target, '6');
    await visit.press(value.save, visit.main());
    await isAccessible(visit);
    await visit.fill(value.day, '2026-04-30');
    await visit.fill(value.figure, '4');
    await visit.press(value.record, visit.main());
    await visit.sees(value.towards, visit.main());
    await isAccessible(visit);

    await visit.open('/communities/data-and-insight/value');
    await visit.follow(value.matrix, visit.main());
    await visit.sees('Members who have run a session', visit.main());
    await visit.sees(value.alone, visit.main());
    await isAccessible(visit);
  },
});
