// Pictures in an S3-compatible store by others, as an installation on several machines keeps them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from '../support/browser.js';
import { becomeAdministrator } from '../support/administrator.js';
import { startServer } from '../support/demo.js';
import { startFileStore } from '../support/file-store.js';
import { Visit } from '../support/visit.js';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let browser;
let folder;
let store;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'copia-files-'));
  store = await startFileStore();
});
after(async () => {
  await browser?.close();
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start() {
  const configuration = join(folder, 'copia.toml');
  writeFileSync(
    configuration,
    `[files]
store = "s3"
endpoint = "${store.endpoint}"
bucket = "${store.bucket}"
access_key = "${store.accessKey}"
secret_key = "${store.secretKey}"
`,
  );
  return startServer(['serve', '--config', configuration, '--port', '0'], {
    COPIA_DATABASE_URL: `sqlite://${folder}/copia.db`,
  });
}

test('a picture is kept in the store, served from it and removed from it', async () => {
  const server = await start();
  try {
    const visit = await Visit.open(browser, server.url);
    await becomeAdministrator(visit, server, 'ada@demonstration.example');

    await visit.open('/me/profile');
    const field = visit.main().getByLabel('A picture of you');
    await field.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: onePixel });
    await visit.press('Use this picture');
    await visit.sees(/your picture is saved/i);
    const [object, ...others] = await store.objects();
    assert.ok(object, 'the picture is in the store');
    assert.deepEqual(others, []);
    await visit.open('/me/profile');
    const picture = await visit.main().locator('img[src^="/files/"]').first().getAttribute('src');
    const answer = await visit.page.request.get(server.url + picture);
    assert.equal(answer.status(), 200);
    assert.equal(answer.headers()['content-type'], 'image/jpeg');
    assert.deepEqual([...(await answer.body()).subarray(0, 2)], [0xff, 0xd8]);

    await visit.press('Remove the picture');
    await visit.sees(/your picture is removed/i);
    assert.deepEqual(await store.objects(), []);
    await visit.close();
  } finally {
    await server.stop();
  }
});
