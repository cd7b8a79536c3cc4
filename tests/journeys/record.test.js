// Anyone, where the published record of a real programme has been taken in and nothing else.
import { startRecord } from '../support/demo.js';
import { isAccessible, journeys } from '../support/journey.js';
import { menu, record } from '../texts.js';

journeys(
  'the record',
  {
    'shows the figures with what they rest on, or that it is not known': async (visit) => {
      await visit.open('/');
      await isAccessible(visit);
      await visit.goTo(menu.impact);
      await visit.sees('92%', visit.main());
      await visit.sees(record.noBase, visit.main());
      await isAccessible(visit);
    },

    'plots the published counts, contradictions side by side': async (visit) => {
      await visit.open('/impact');
      await visit.follow(record.history, visit.main());
      await visit.arrives('/impact/history');
      await isAccessible(visit);
    },

    'lists the communities': async (visit) => {
      await visit.open('/');
      await visit.goTo(menu.communities);
      await isAccessible(visit);
      await visit.use(visit.main().locator('a[href^="/communities/"]'));
      await isAccessible(visit);
    },
  },
  { who: 'visitor', start: startRecord },
);
