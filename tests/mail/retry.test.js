// A letter that the mail server refused, which the administrator has tried again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomeAdministrator } from '../support/administrator.js';
import { launch } from '../support/browser.js';
import { isAccessible } from '../support/journey.js';
import { install } from '../support/installation.js';
import { Visit } from '../support/visit.js';
import { administration, menu, signIn } from '../texts.js';

const address = 'refused-once@demonstration.example';

let installation;
let mail;
let server;
let browser;

before(async () => {
  browser = await launch();
  installation = await install();
  ({ mail, server } = installation);
});

after(async () => {
  await browser?.close();
  await installation?.stop();
});

// The letter leaves a moment after it was asked for.
async function seesThatItFailed(visit) {
  const late = Date.now() + 10_000;
  const again = visit.main().getByRole('button', { name: administration.tryAgain });
  do await visit.goTo(menu.administration);
  while ((await again.count()) === 0 && Date.now() < late);
}

test('a letter that was refused is tried again and arrives', async () => {
  const administrator = await Visit.open(browser, server.url);
  await becomeAdministrator(administrator, server, address);

  const reader = await Visit.open(browser, server.url);
  await reader.open('/sign-in');
  await reader.fill(signIn.address, address);
  await reader.press(signIn.send);
  await reader.sees(signIn.sent);
  await reader.close();

  await seesThatItFailed(administrator);
  await isAccessible(administrator);
  await administrator.press(administration.tryAgain);
  await administrator.sees(administration.willTry);
  const message = await mail.next();
  assert.deepEqual(message.to, [address]);
  await administrator.goTo(menu.administration);
  await administrator.sees(administration.nothingFailed);
  await administrator.close();
});
