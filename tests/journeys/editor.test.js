// The editor: answers for what the public pages say, claim by claim.
import { isAccessible, journeys } from '../support/journey.js';
import { claims, menu } from '../texts.js';

journeys('editor', {
  'withdraws a claim and approves it again': async (visit) => {
    await visit.goTo(menu.impact);
    await visit.follow(claims.heading);
    await isAccessible(visit);
    await visit.press(claims.withdraw);
    await visit.press(claims.approve);
    await visit.main().getByRole('button', { name: claims.withdraw }).first().waitFor();
  },
});
