// The system administrator: sees what waits to be sent and who may sign in.
import { isAccessible, journeys } from '../support/journey.js';
import { administration, menu } from '../texts.js';

journeys('administrator', {
  'sees what waits and what failed': async (visit) => {
    await visit.goTo(menu.administration);
    await isAccessible(visit);
    await visit.follow(administration.outbox);
    await isAccessible(visit);
  },

  'decides who may sign in': async (visit) => {
    await visit.goTo(menu.administration);
    await visit.follow(administration.signIn);
    await isAccessible(visit);
  },

  'sees no more of people than anyone else': async (visit) => {
    await visit.open('/audit', 403);
  },
});
