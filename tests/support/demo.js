// The built executable, serving a fresh demonstration on a free port.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary =
  process.env.COPIA_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/copia');

export const asOf = '2026-05-04';
const startLimit = 120_000;
const stopLimit = 30_000;

// The database of COPIA_E2E_DATABASE: a file in the folder, or a new one in the server
// for tests. An unknown word is an error, so that a slip does not test SQLite twice.
function database(folder) {
  const wanted = process.env.COPIA_E2E_DATABASE ?? 'sqlite';
  if (wanted === 'sqlite') return { url: `sqlite://${folder}/copia.db`, drop() {} };
  assert.equal(wanted, 'postgres', 'COPIA_E2E_DATABASE is sqlite or postgres');
  const server = process.env.COPIA_TEST_POSTGRES_URL;
  assert.ok(server, 'COPIA_TEST_POSTGRES_URL is not set: bin/postgres start prints it');
  const name = `copia_e2e_${randomBytes(6).toString('hex')}`;
  const run = (sql) => execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', server, '-c', sql]);
  run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

export async function startDemo({ people = 150 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'copia-demo-'));
  const { url: databaseUrl, drop } = database(folder);
  const args = ['demo', '--data', folder, '--port', '0', '--people', String(people), '--as-of', asOf];
  // SQLite is the demonstration's own choice and is left to it.
  const settings = databaseUrl.startsWith('sqlite') ? {} : { COPIA_DATABASE_URL: databaseUrl };
  const forget = () => {
    rmSync(folder, { recursive: true, force: true });
    drop();
  };
  try {
    let server = await startServer(args, settings);
    return {
      get url() {
        return server.url;
      },
      folder,
      printed: () => server.printed(),
      // Days pass: it ends, and begins again on a later day at another address.
      async later(days) {
        await server.stop();
        server = await startServer([...args, '--later', String(days)], settings);
      },
      stop: () => server.stop().finally(forget),
    };
  } catch (error) {
    forget();
    throw error;
  }
}

// A fresh installation that has taken in the published record.
export async function startRecord() {
  const folder = mkdtempSync(join(tmpdir(), 'copia-record-'));
  const { url: databaseUrl, drop } = database(folder);
  const settings = { COPIA_DATABASE_URL: databaseUrl, COPIA_DATA_FOLDER: folder };
  const forget = () => {
    rmSync(folder, { recursive: true, force: true });
    drop();
  };
  try {
    copia(['import', 'record', join(root, 'demo/record')], settings);
    const server = await startServer(['serve', '--port', '0'], settings);
    return { ...server, folder, stop: () => server.stop().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

// Starts the executable and waits for the address it prints.
export async function startServer(args, settings = {}) {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, NO_COLOR: '1', ...settings }).filter(([, value]) => value !== undefined),
  );
  const child = spawn(binary, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk) => {
    printed += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const ended = new Promise((done) => {
    child.once('error', (error) => done({ error }));
    child.once('exit', (code, signal) => done({ code, signal }));
  });

  const what = `${binary} ${args.join(' ')}`;
  const address = await new Promise((found, failed) => {
    const giveUp = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`${what} printed no address in ${startLimit / 1000} s:\n${printed}`));
    }, startLimit);
    const look = () => {
      const match = /http:\/\/127\.0\.0\.1:(?!0\b)\d+/.exec(printed);
      if (match) {
        clearTimeout(giveUp);
        found(match[0]);
      }
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    ended.then(({ error, code, signal }) => {
      clearTimeout(giveUp);
      failed(new Error(`${what} ended (${error?.message ?? code ?? signal}):\n${printed}`));
    });
  });

  return {
    url: address,
    printed: () => printed,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopLimit);
      const { code, signal } = await ended;
      clearTimeout(late);
      process.removeListener('exit', orphan);
      assert.equal(signal, null, `ended by ${signal}, not by itself:\n${printed}`);
      assert.equal(code, 0, `exit code after SIGTERM:\n${printed}`);
      assert.doesNotMatch(printed, /panicked at/, 'the server panicked');
    },
  };
}


// Runs the executable to its end.
export function copia(args, settings = {}) {
  const { PATH, HOME } = process.env;
  return execFileSync(binary, args, { env: { PATH, HOME, NO_COLOR: '1', ...settings }, encoding: 'utf8' });
}
