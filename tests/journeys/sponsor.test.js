// A sponsor: reads the brief of a community without being one of its members.
import { isAccessible, journeys } from '../support/journey.js';
import { community, home } from '../texts.js';

journeys('sponsor', {
  'reads the brief': async (visit) => {
    await visit.use(visit.page.getByRole('region', { name: home.yours }).getByRole('link'));
    await visit.seesNo(visit.page.getByText(community.joined), 'a membership');
    await visit.follow(community.brief);
    await visit.seesHeading(community.purpose);
    await isAccessible(visit);
  },
});
