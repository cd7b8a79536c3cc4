// The system administrator: sees what waits to be sent, who may sign in and who may do what.
import { isAccessible, journeys } from '../support/journey.js';
import { administration, errors, menu } from '../texts.js';

journeys('administrator', {
  'sees what waits and what failed': async (visit) => {
    await visit.goTo(menu.administration);
    await visit.seesHeading(administration.givenUp);
    await visit.sees(administration.nothingFailed);
    await isAccessible(visit);
  },

  'decides who may sign in': async (visit) => {
    await visit.goTo(menu.administration);
    await visit.follow(administration.signIn);
    await isAccessible(visit);
    await visit.tick(administration.domains);
    await visit.fill(administration.domainNames, 'not a domain!');
    await visit.press(administration.save);
    await visit.sees(errors.summary);
    await visit.sees(administration.notDomain);
    await isAccessible(visit);
    await visit.fill(administration.domainNames, 'demonstration.example staff.demonstration.example');
    await visit.press(administration.save);
    await visit.sees(administration.saved);
  },

  'gives a role on the whole site': async (visit, { another }) => {
    const member = await another('member');
    await member.open('/audit', 403);
    await visit.goTo(menu.administration);
    await visit.follow(administration.roles);
    await isAccessible(visit);
    await visit.choose(administration.role, 'Auditor');
    await visit.fill(administration.person, 'Eirwena Łazorska');
    await visit.press(administration.give);
    await visit.sees(administration.given);
    await member.open('/');
    await member.goTo(menu.audit);
  },

  'sees no more of people than anyone else': async (visit) => {
    for (const path of ['/audit', '/programme', '/communities/data-and-insight/members.csv']) {
      await visit.open(path, 403);
    }
  },
});
