// The auditor: reads what was done, and can change nothing.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { audit, lead, menu, programme } from '../texts.js';

journeys('auditor', {
  'reads the audit log and takes it away': async (visit, { another }) => {
    await another('lead');
    await visit.goTo(menu.audit);
    await visit.sees(audit.signedIn, visit.main());
    await isAccessible(visit);
    await visit.unfold(/narrow/i);
    await visit.choose(audit.action, 'account.sign_in');
    await visit.press(audit.show);
    await visit.main().getByRole('listitem').filter({ hasText: audit.signedIn }).first().waitFor();
    await visit.main().getByRole('listitem').first().locator('summary').waitFor();
    const file = await visit.download(audit.csv);
    assert.match(file.bytes.toString('utf8'), /account\.sign_in/);
    // The download is recorded as well: whoever reads the log is in it.
    await visit.goTo(menu.audit);
    await visit.sees(/downloaded the audit log/i, visit.main());
    await visit.seesNo(visit.main().getByRole('button', { name: /delete|change|remove/i }), 'a way to change the log');
  },

  'has no way into the programme': async (visit) => {
    await visit.open('/communities/data-and-insight');
    for (const name of [programme.changeStage, programme.roles, lead.edit, lead.editCharter, lead.write, lead.invite]) {
      await visit.seesNo(visit.page.getByRole('link', { name }), `a link "${name}"`);
    }
    const closed = ['stage', 'roles', 'edit', 'charter/edit', 'links', 'requests', 'invitations', 'messages'];
    for (const page of closed) await visit.open(`/communities/data-and-insight/${page}`, 403);
    for (const path of ['/programme', '/organisation', '/organisation/vocabulary', '/administration/outbox']) {
      await visit.open(path, 403);
    }
    await isAccessible(visit);
  },
});
