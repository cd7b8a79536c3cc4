// The auditor: reads what was done, and can change nothing.
import { isAccessible, journeys } from '../support/journey.js';
import { menu, stages } from '../texts.js';

journeys('auditor', {
  'reads the audit log': async (visit) => {
    await visit.goTo(menu.audit);
    await isAccessible(visit);
    await visit.main().getByRole('row').nth(1).waitFor();
    await visit.seesNo(visit.main().getByRole('form').getByRole('button', { name: /delete|change/i }), 'a way to change the log');
  },

  'has no way into the programme': async (visit) => {
    await visit.openCommunity(stages.active);
    await visit.seesNo(visit.page.getByRole('link', { name: /change stage|edit/i }), 'a way to change a community');
    await visit.open('/administration/outbox', 403);
    await isAccessible(visit);
  },
});
