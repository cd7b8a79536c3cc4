// A letter that the mail server refused, which the administrator has tried again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { becomeAdministrator } from '../support/administrator.js';
import { launch } from '../support/browser.js';
import { startServer } from '../support/demo.js';
import { isAccessible } from '../support/journey.js';
import { startMailServer } from '../support/mail-server.js';
import { Visit } from '../support/visit.js';
import { administration, menu, signIn } from '../texts.js';

const address = 'refused-once@demonstration.example';

let folder;
let mail;
let server;
let browser;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'copia-retry-'));
  mail = await startMailServer();
  const configuration = join(folder, 'copia.toml');
  writeFileSync(
    configuration,
    `[mail]
transport = "smtp"
host = "127.0.0.1"
port = ${mail.port}
encryption = "none"
from = "Copia <copia@demonstration.example>"
`,
  );
  server = await startServer(['serve', '--config', configuration, '--port', '0'], {
    COPIA_DATABASE_URL: `sqlite://${folder}/copia.db`,
  });
});

after(async () => {
  await browser?.close();
  try {
    await server?.stop();
  } finally {
    await mail?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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
