// The programme manager: areas, communities and their stages, terms, the organisation, the audit log.
import { isAccessible, journeys } from '../support/journey.js';
import { community, menu, programme, stages } from '../texts.js';

async function changeStage(visit, stage) {
  await visit.follow(programme.changeStage);
  await visit.tick(stage);
  await visit.fill(programme.reason, 'Agreed by the programme board.');
  await visit.press(programme.save);
  await visit.sees(stage, visit.main());
}

journeys('manager', {
  'sets up a community, from a proposal to its launch': async (visit) => {
    await visit.goTo(menu.programme);
    await isAccessible(visit);
    await visit.follow(programme.areas);
    await visit.fill(programme.name, 'Estates and facilities');
    await visit.fill(programme.what, 'Buildings, land and the people who look after them.');
    await visit.press(programme.create);
    await visit.sees('Estates and facilities');

    await visit.goTo(menu.programme);
    await visit.follow(programme.newCommunity);
    await visit.press(programme.create);
    await visit.main().getByRole('alert').first().waitFor();
    await isAccessible(visit);
    await visit.fill(programme.name, 'Energy and buildings');
    await visit.fill(programme.purpose, 'Share what saves energy in old buildings.');
    await visit.press(programme.create);
    await visit.seesHeading('Energy and buildings');
    await changeStage(visit, stages.active);
    await visit.follow(community.history);
    await visit.sees('Agreed by the programme board.');
    await isAccessible(visit);
  },

  'pauses a community with a reason': async (visit) => {
    await visit.openCommunity(stages.active);
    await changeStage(visit, stages.paused);
  },

  'sees terms that end and communities without a lead': async (visit) => {
    await visit.goTo(menu.programme);
    await visit.follow(programme.terms);
    await visit.sees(programme.withoutLead);
    await isAccessible(visit);
  },

  'edits the organisation': async (visit) => {
    await visit.goTo(menu.programme);
    await visit.follow(programme.organisation);
    await isAccessible(visit);
    await visit.fill(programme.name, 'University of Somewhere');
    await visit.press(programme.save);
    await visit.open('/');
    await visit.sees('University of Somewhere');
  },

  'reads what was done by whom': async (visit) => {
    await visit.goTo(menu.audit);
    await isAccessible(visit);
    await visit.main().getByRole('row').nth(1).waitFor();
  },
});
