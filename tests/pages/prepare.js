// Some pages are there only once somebody has done something: the pages behind the links in
// letters, the answer to an invitation, a message that waits. This does it, with plain posts.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { asOf } from '../support/demo.js';
import { plan, planEvents, planned, publish, send } from '../support/events.js';
import { Visit } from '../support/visit.js';

const ours = '/communities/data-and-insight';
const patience = 30_000;

export async function prepare(browser, base) {
  const as = async (persona, action) => {
    const visit = await Visit.open(browser, base);
    if (persona === 'visitor') await visit.open('/sign-in');
    else await visit.signIn(persona);
    await action(visit);
    await visit.close();
  };

  let address;
  await as('newcomer', async (visit) => {
    await visit.open('/me/address');
    address = (await visit.main().innerText()).match(/\S+@\S+/)[0];
    await visit.open('/communities?stage=active');
    const links = visit.main().locator('a[href^="/communities/"]');
    const communities = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    // Elsewhere than in ours: an invitation to whoever has asked would be the answer.
    for (const path of new Set(communities.filter((path) => path !== ours))) {
      await visit.open(`${path}/membership`);
      if ((await visit.main().locator('[name=message]').count()) === 0) continue;
      await send(visit, `${path}/membership`, { message: 'I look after our intranet pages.' });
      break;
    }
    await send(visit, '/me/address', { email: 'another@demonstration.example' });
  });
  await as('lead', async (visit) => {
    await send(visit, `${ours}/messages`, { audience: 'all', subject: 'We meet on Thursday', body: 'Bring one question.' });
    await visit.open(`${ours}/invitations`);
    await visit.page.locator('[name=list]').fill(address);
    await visit.use(visit.page.locator('[name=step][value=check]'));
    await visit.use(visit.page.locator('[name=step][value=send]'));
    await visit.sees(address);
  });
  const at = await planEvents(browser, base);
  // An event at which one can check in, and at which somebody is.
  await as('lead', async (visit) => {
    const now = { ...planned.social, title: 'Tea before work', date: asOf, starts: '09:29', ends: '10:29' };
    const path = await plan(visit, now);
    await publish(visit, path);
    await send(visit, `${path}/attendance/person`, { person: 'Eirwena Łazorska' });
  });
  await as('lead', async (visit) => {
    await visit.open(`${at.charts}/speakers`);
    const asks = await visit.page.locator('form[action$="/request"]').first().getAttribute('action');
    await send(visit, asks, {});
    await send(visit, `${at.charts}/messages`, { audience: 'all', subject: 'Bring a chart', body: 'Good or bad.' });
  });
  await as('core-member', async (visit) => {
    await visit.open('/me/calendar');
    await send(visit, '/me/calendar', {});
  });
  await as('visitor', async (visit) => {
    await send(visit, '/sign-in', { email: address });
    await send(visit, `${at.webinar}/guest`, { name: 'Ada Example', email: 'ada@guest.example', place: 'online' });
    await arrived(visit, ['/decisions/', '/invitations/', '/sign-in/', '/me/address/', '/unsubscribe/', '/places/', '/guests/', '/series/', '/speaking/']);
  });
}

// Letters leave a moment after what they are about: waits until links of each kind are in the mailbox.
async function arrived(visit, wanted) {
  const missing = new Set(wanted);
  const read = new Set();
  const until = Date.now() + patience;
  while (missing.size > 0) {
    assert.ok(Date.now() < until, `no letter came with a link to ${[...missing].join(', ')}`);
    const mailbox = await text(visit, '/demo/mailbox');
    for (const [, path] of mailbox.matchAll(/href="(\/demo\/mailbox\/[^"]+)"/g)) {
      if (read.has(path)) continue;
      read.add(path);
      const letter = await text(visit, path);
      for (const start of missing) if (letter.includes(`href="${visit.base}${start}`)) missing.delete(start);
    }
    await pause(100);
  }
}

async function text(visit, path) {
  const response = await visit.context.request.get(visit.base + path);
  return response.text();
}
