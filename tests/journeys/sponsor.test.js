// A sponsor: reads the brief of a community without being one of its members.
import { isAccessible, journeys } from '../support/journey.js';
import { community, home } from '../texts.js';

journeys('sponsor', {
  'reads the brief': async (visit) => {
    await visit.followOwn(home.sponsor);
    await visit.seesNo(visit.page.getByText(community.joined), 'a membership');
    await visit.follow(community.brief);
    await visit.seesHeading(community.purpose);
    await visit.seesHeading(community.askedOfSponsor);
    await isAccessible(visit);
  },
});
