// The programme manager: areas, communities and their stages, terms, the organisation, the audit log.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { community, errors, menu, organisation, programme, stages } from '../texts.js';

async function changeStage(visit, stage) {
  await visit.follow(programme.changeStage);
  await visit.tick(stage);
  await visit.fill(programme.reason, 'Agreed by the programme board.');
  await visit.press(programme.save);
  await visit.sees(programme.nowStage(stage));
  await visit.sees(stage, visit.main());
}

async function appoint(visit, role, person, dates = {}) {
  await visit.follow(programme.roles);
  await isAccessible(visit);
  await visit.choose(programme.role, role);
  await visit.fill(programme.person, person);
  for (const [label, value] of Object.entries(dates)) await visit.fill(label, value);
  await visit.press(programme.appoint);
}

const people = async (visit) => Number(/\d+/.exec(await visit.main().getByText(/^\d+ people$/).first().innerText())[0]);

journeys('manager', {
  'sets up an area and a community, and launches it': async (visit) => {
    await visit.goTo(menu.programme);
    await isAccessible(visit);
    await visit.follow(programme.areas);
    await isAccessible(visit);
    await visit.fill(programme.name, 'Estates and facilities');
    await visit.fill(programme.what, 'Buildings, land and the people who look after them.');
    await visit.press(programme.create);
    await visit.sees('Estates and facilities');

    await visit.goTo(menu.programme);
    await visit.follow(programme.newCommunity);
    await visit.press(programme.create);
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(programme.name, 'Energy and buildings');
    await visit.fill(programme.purpose, 'Share what saves energy in old buildings.');
    await visit.choose(programme.area, 'Estates and facilities');
    await visit.press(programme.create);
    await visit.seesHeading('Energy and buildings');
    await visit.sees(stages.forming, visit.main());

    await appoint(visit, 'Lead', 'Nobody Known');
    await visit.sees(programme.unknownPerson);
    await isAccessible(visit);
    await visit.fill(programme.person, 'Eirwena Łazorska');
    await visit.fill(programme.until, '2027-05-03');
    await visit.fill(programme.successor, 'Ayomira Okarembe');
    await visit.press(programme.appoint);
    await visit.sees(programme.appointed);
    await visit.sees(/until|to 3 May 2027/i, visit.main());
    await visit.sees('then Ayomira Okarembe');

    await visit.follow('Energy and buildings');
    await appoint(visit, 'Sponsor', 'Philomar de la Fontaverde');
    await visit.sees(programme.appointed);
    await visit.follow('Philomar de la Fontaverde');
    await isAccessible(visit);
    await visit.fill(programme.successor, 'Eirwena Łazorska');
    await visit.press(programme.save);
    await visit.sees('then Eirwena Łazorska');
    await visit.follow('Energy and buildings');
    await changeStage(visit, stages.active);
    await visit.follow(community.history);
    await visit.sees('Agreed by the programme board.');
    await isAccessible(visit);
  },

  'answers a proposal, after a look for what is there already': async (visit, { another }) => {
    const proposer = await another('member');
    await proposer.follow(programme.propose);
    await isAccessible(proposer);
    await proposer.fill(programme.proposalName, 'Research Administrators');
    await proposer.press(programme.sendProposal);
    await proposer.sees(errors.summary);
    assert.equal(
      await proposer.main().getByLabel(programme.proposalName, { exact: true }).inputValue(),
      'Research Administrators',
    );
    await isAccessible(proposer);
    await proposer.fill(programme.purpose, 'Support each other in the office.');
    await proposer.fill(programme.why, 'Eleven people have asked for it.');
    await proposer.press(programme.sendProposal);
    await proposer.sees(programme.proposed);
    await isAccessible(proposer);

    await visit.goTo(menu.programme);
    await visit.follow('Research Administrators');
    await visit.seesHeading(programme.rightForm);
    await visit.sees('Research Administration', visit.main());
    await visit.sees(programme.alike);
    await isAccessible(visit);
    await visit.tick(programme.exists);
    await visit.fill(programme.note, 'Research Administration meets each month: do join it.');
    await visit.press(programme.answerProposal);
    await visit.sees(programme.proposalClosed);
    await proposer.readLetter('Your proposal: Research Administrators');
    await proposer.sees('Research Administration meets each month: do join it.');

    await visit.goTo(menu.programme);
    await visit.follow(programme.proposals);
    await isAccessible(visit);
    await visit.follow('Automation in Administration');
    await visit.tick(programme.yes);
    await visit.fill(programme.note, 'Begin small.');
    await visit.press(programme.answerProposal);
    await visit.sees(programme.agreed);
    await visit.sees(stages.forming, visit.main());
  },

  'pauses a community with a reason': async (visit) => {
    await visit.openCommunity(stages.active);
    await visit.follow(programme.changeStage);
    await isAccessible(visit);
    await visit.tick(stages.paused);
    await visit.press(programme.save);
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(programme.reason, 'The lead is on leave.');
    await visit.press(programme.save);
    await visit.sees(programme.nowStage(stages.paused));
  },

  'merges a community into another, with its members and its history': async (visit) => {
    await visit.goTo(menu.communities);
    await visit.follow('Widening Participation');
    const path = visit.path();
    const before = await people(visit);
    await visit.goTo(menu.communities);
    await visit.follow('Student Recruitment');
    const there = await people(visit);
    await visit.open(path);
    await visit.follow(programme.changeStage);
    await visit.tick(stages.merged);
    await visit.choose(programme.mergeInto, 'Student Recruitment');
    await visit.fill(programme.reason, 'They do the same work.');
    await visit.press(programme.save);
    await visit.seesHeading('Merge Widening Participation into Student Recruitment?');
    await visit.sees(new RegExp(`${before} people move`));
    await isAccessible(visit);
    await visit.press(programme.merge);
    await visit.sees(programme.nowStage(stages.merged));
    await isAccessible(visit);
    await visit.follow(community.history);
    await visit.sees('They do the same work.');
    // The members follow a moment after the page has answered.
    const late = Date.now() + 10_000;
    do await visit.open('/communities/student-recruitment');
    while ((await people(visit)) <= there && Date.now() < late);
    const after = await people(visit);
    assert.ok(after > there && after <= there + before, `${there} and ${before} people became ${after}`);
  },

  'sees terms that end and communities without a lead': async (visit) => {
    await visit.goTo(menu.programme);
    await visit.follow(programme.terms);
    await visit.sees(programme.within);
    await isAccessible(visit);
    const led = visit.page.getByRole('region', { name: programme.withoutLead });
    const name = await led.getByRole('link').first().innerText();
    await visit.use(led.getByRole('link'));
    await visit.fill(programme.person, 'Merewyn Quillmarsh');
    await visit.press(programme.appoint);
    await visit.sees(programme.appointed);
    await visit.open('/programme/terms');
    await visit.seesNo(visit.page.getByRole('region', { name: programme.withoutLead }).getByText(name), 'a lead is there');
  },

  'edits the organisation': async (visit) => {
    await visit.goTo(menu.organisation);
    await isAccessible(visit);
    await visit.fill(organisation.accent, '#ffff00');
    await visit.fill(organisation.name, 'University of Somewhere');
    await visit.press(programme.save, visit.main());
    await visit.sees(organisation.tooPale);
    assert.equal(await visit.main().getByLabel(organisation.name, { exact: true }).inputValue(), 'University of Somewhere');
    await isAccessible(visit);
    await visit.fill(organisation.accent, '#0b5c66');
    await visit.press(programme.save, visit.main());
    await visit.sees(organisation.saved);
    await visit.open('/');
    await visit.sees('University of Somewhere', visit.page.getByRole('banner'));
    await isAccessible(visit);
  },

  'gives a word of its own, and everybody reads it': async (visit, { another }) => {
    await visit.goTo(menu.organisation);
    await visit.follow(organisation.words);
    await isAccessible(visit);
    const word = visit.main().locator('section').filter({ has: visit.page.getByRole('heading', { name: 'community', exact: true }) });
    await visit.unfold(organisation.change, word);
    await visit.fill(organisation.one, 'guild', word);
    await visit.fill(organisation.several, 'guilds', word);
    await visit.fill(organisation.article, 'a guild', word);
    await visit.press(organisation.preview, word);
    await visit.sees(/there are 22 guilds/i);
    await isAccessible(visit);
    await visit.press(programme.save, word);
    await visit.sees(organisation.wordSaved);

    const reader = await another('visitor');
    await reader.open('/');
    await reader.goTo('Guilds');
    await reader.seesHeading('Guilds');
    await reader.seesNo(reader.main().getByRole('heading', { name: /communit/i }), 'the word from before');
    await visit.unfold(organisation.change, word);
    await visit.press(organisation.usualWord, word);
    await visit.open('/');
    await visit.goTo(menu.communities);
  },

  'reads what was done by whom': async (visit) => {
    await visit.goTo(menu.audit);
    await isAccessible(visit);
    await visit.sees(/gave .*word|changed/i, visit.main());
    await visit.sees('Merewyn Quillmarsh', visit.main());
  },
});
