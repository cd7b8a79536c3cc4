// An S3-compatible file store by others (SeaweedFS, which bin/setup puts into the cache folder), on loopback, with a
// bucket of its own.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { counterpart } from './counterparts.js';

const patience = 60_000;

// Ports that are free now. They are asked for together, so that they differ.
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

export async function startFileStore() {
  const folder = mkdtempSync(join(tmpdir(), 'copia-objects-'));
  const keys = { accessKey: 'copia', secretKey: 'a long key' };
  const identities = [{ name: 'copia', credentials: [keys], actions: ['Admin', 'Read', 'Write', 'List'] }];
  writeFileSync(join(folder, 'identities.json'), JSON.stringify({ identities }));
  const [master, masterGrpc, volume, volumeGrpc, filer, filerGrpc, s3, s3Grpc] = await freePorts(8);
  const weed = counterpart('weed');
  const child = spawn(
    weed,
    [
      'server', '-s3', '-filer', `-dir=${folder}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1',
      `-master.port=${master}`, `-master.port.grpc=${masterGrpc}`,
      `-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`,
      `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`,
      `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, '-s3.port.iceberg=0',
      `-s3.config=${join(folder, 'identities.json')}`, '-master.volumeSizeLimitMB=8', '-volume.max=8',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk;
  });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const stop = async () => {
    process.removeListener('exit', orphan);
    // What it holds goes with its folder, so nothing needs to be wound up.
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + patience;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${s3}/`);
      const shell = ['shell', `-master=127.0.0.1:${master}.${masterGrpc}`, `-filer=127.0.0.1:${filer}.${filerGrpc}`];
      execFileSync(weed, shell, { input: 's3.bucket.create -name copia\n', stdio: ['pipe', 'ignore', 'ignore'], timeout: 20_000 });
      await list(filer, '/buckets/copia/');
      break;
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) {
        await stop();
        throw new Error(`the file store did not start: ${error.message}\n${printed}`);
      }
      await pause(300);
    }
  }
  return {
    ...keys,
    bucket: 'copia',
    endpoint: `http://127.0.0.1:${s3}`,
    // The names of all objects, asked of the store itself.
    objects: async () => {
      const folders = await list(filer, '/buckets/copia/');
      const files = await Promise.all(folders.map((path) => list(filer, `${path}/`)));
      return files.flat();
    },
    stop,
  };
}

async function list(filer, path) {
  const answer = await fetch(`http://127.0.0.1:${filer}${path}?limit=1000`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const { Entries } = await answer.json();
  return (Entries ?? []).map(({ FullPath }) => FullPath);
}
