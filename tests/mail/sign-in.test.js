// A fresh installation, run as an organisation would: the first administrator comes in by the
// link that is printed, then everyone by a link or a code that a real mail server has taken.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomeAdministrator } from '../support/administrator.js';
import { launch } from '../support/browser.js';
import { isAccessible } from '../support/journey.js';
import { install } from '../support/installation.js';
import { Visit } from '../support/visit.js';
import { menu, signIn } from '../texts.js';

const address = 'ada@demonstration.example';

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

async function ask(visit) {
  await visit.open('/sign-in');
  await visit.fill(signIn.address, address);
  await visit.press(signIn.send);
  await visit.sees(signIn.sent);
  const message = await mail.next();
  assert.deepEqual(message.to, [address]);
  assert.ok(message.html, 'the message has a form in HTML');
  const link = new URL(/http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(message.text)[0]);
  const code = /\b(\d{6})\b/.exec(message.text)[1];
  return { link, code };
}

test('the first administrator comes in by the printed link', async () => {
  const visit = await Visit.open(browser, server.url);
  await becomeAdministrator(visit, server, address);
  await visit.goTo(menu.administration);
  await visit.close();
});

test('a link signs in once, and only after the button', async () => {
  const visit = await Visit.open(browser, server.url);
  const { link } = await ask(visit);
  await isAccessible(visit);
  for (const _ of ['by a mail scanner', 'by the person']) await visit.open(link.pathname + link.search);
  await isAccessible(visit);
  await visit.press(signIn.confirm, visit.main());
  await visit.arrives('/');

  const later = await Visit.open(browser, server.url);
  await later.page.goto(link.href);
  await later.sees(signIn.expired);
  assert.ok(later.document.status() >= 400);
  await isAccessible(later);
  await later.close();
  await visit.close();
});

test('the code works where the mail is read on another device', async () => {
  const visit = await Visit.open(browser, server.url);
  const { code } = await ask(visit);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await visit.fill(signIn.code, wrong);
  await visit.press(signIn.confirm, visit.main());
  await visit.main().getByRole('alert').first().waitFor();
  await isAccessible(visit);
  await visit.fill(signIn.code, code);
  await visit.press(signIn.confirm, visit.main());
  await visit.arrives('/');
  await visit.close();
});

test('somebody who may not sign in learns nothing and gets nothing', async () => {
  const visit = await Visit.open(browser, server.url);
  await visit.open('/sign-in');
  await visit.fill(signIn.address, 'stranger@elsewhere.example');
  await visit.press(signIn.send);
  await visit.sees(signIn.sent);
  // The next message taken is the one asked for afterwards: none went to the stranger.
  await ask(visit);
  await visit.close();
});
