// The part that starts and stops the executable, tried on executables that misbehave.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const serves = `
const server = require('node:http').createServer((_, response) => response.end('here'));
server.listen(0, '127.0.0.1', () => console.log('Listening on http://127.0.0.1:' + server.address().port));
`;

let folder;
let startServer;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copia-self-test-'));
  process.env.COPIA_BIN = process.execPath;
  ({ startServer } = await import('../support/demo.js'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function program(text) {
  const file = join(folder, 'program.cjs');
  writeFileSync(file, text);
  return [file];
}

test('a server is reached at the address it prints, and ends when asked', async () => {
  const server = await startServer(program(`${serves} process.on('SIGTERM', () => process.exit(0));`));
  assert.equal(await (await fetch(server.url)).text(), 'here');
  await server.stop();
  await assert.rejects(fetch(server.url));
});

test('a server that ends at once is reported with what it printed', async () => {
  await assert.rejects(startServer(program("console.error('the folder is in use'); process.exit(3)")), /ended \(3\)[^]*in use/);
});

test('a server that does not end with success is reported', async () => {
  const server = await startServer(program(`${serves} process.on('SIGTERM', () => process.exit(1));`));
  await assert.rejects(server.stop(), /exit code after SIGTERM/);
});

test('a server that is ended by the signal itself is reported', async () => {
  const server = await startServer(program(serves));
  await assert.rejects(server.stop(), /not by itself/);
});

test('a server that panicked is reported', async () => {
  const server = await startServer(
    program(`${serves} console.error("thread 'main' panicked at src"); process.on('SIGTERM', () => process.exit(0));`),
  );
  await assert.rejects(server.stop(), /panicked/);
});
