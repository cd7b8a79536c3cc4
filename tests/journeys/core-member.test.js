// A core member: steps back to wider and up again, where the community lets people choose.
import { isAccessible, journeys } from '../support/journey.js';
import { community, home } from '../texts.js';

journeys('core-member', {
  'changes from core to wider and back': async (visit) => {
    await visit.followOwn(home.core);
    await visit.sees(community.isCore);
    await isAccessible(visit);
    await visit.press(community.becomeWider);
    await visit.sees(community.joined);
    await visit.press(community.becomeCore);
    await visit.sees(community.isCore);
  },

  'finds where the community already works': async (visit) => {
    await visit.followOwn(home.core);
    const region = visit.page.getByRole('region', { name: community.links });
    await region.getByRole('link').first().waitFor();
  },
});
