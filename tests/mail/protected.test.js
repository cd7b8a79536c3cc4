// Mail that leaves as most organisations demand: over TLS, with a certificate of their own authority, and a login.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from '../support/browser.js';
import { becomeAdministrator } from '../support/administrator.js';
import { startServer } from '../support/demo.js';
import { startMailServer } from '../support/mail-server.js';
import { Visit } from '../support/visit.js';
import { signIn } from '../texts.js';

const address = 'ada@demonstration.example';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// An installation that sends through the mail server, which it trusts or does not.
async function installation(security, password, isTrusted) {
  const folder = mkdtempSync(join(tmpdir(), 'copia-protected-'));
  const mail = await startMailServer(security);
  const configuration = join(folder, 'copia.toml');
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, mail.authority);
  writeFileSync(
    configuration,
    `[mail]
transport = "smtp"
host = "localhost"
port = ${mail.port}
encryption = "${security}"
username = "copia"
password = "${password}"
from = "Copia <copia@demonstration.example>"
${isTrusted ? `authority_file = "${authority}"` : ''}
`,
  );
  const server = await startServer(['serve', '--config', configuration, '--port', '0'], {
    COPIA_DATABASE_URL: `sqlite://${folder}/copia.db`,
  });
  return {
    mail,
    server,
    stop: async () => {
      await server.stop().finally(() => mail.stop());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The first administrator comes in by the printed link, and asks for a letter to somewhere else.
async function administrator({ server }) {
  const visit = await Visit.open(browser, server.url);
  await becomeAdministrator(visit, server, address);
  const other = await Visit.open(browser, server.url);
  await other.open('/sign-in');
  await other.fill(signIn.address, address);
  await other.press(signIn.send);
  await other.sees(signIn.sent);
  await other.close();
  return visit;
}

for (const security of ['starttls', 'tls']) {
  test(`a letter goes out by ${security}`, async () => {
    const site = await installation(security, 'a long password', true);
    try {
      const visit = await administrator(site);
      const message = await site.mail.next();
      assert.deepEqual(message.to, [address]);
      assert.match(message.tls, /^TLSv1\.[23]$/);
      await visit.close();
    } finally {
      await site.stop();
    }
  });

  const wrong = [
    ['a server that nobody vouches for', 'a long password', false, /certificate|issuer/i],
    ['a wrong password', 'another password', true, /535|authentication/i],
  ];
  for (const [what, password, isTrusted, reason] of wrong) {
    test(`${what} gets nothing by ${security}, and the letter waits`, async () => {
      const site = await installation(security, password, isTrusted);
      try {
        const visit = await administrator(site);
        const until = Date.now() + 20_000;
        do {
          await pause(300);
          await visit.open('/administration/outbox');
        } while (!reason.test(await visit.main().textContent()) && Date.now() < until);
        await visit.sees(reason);
        await visit.close();
      } finally {
        await site.stop();
      }
    });
  }
}
