// What the product is built from: licences, bans, and a reason for every dependency.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { satisfies } from './licence.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => readFileSync(resolve(root, path), 'utf8');
const metadata = JSON.parse(
  execFileSync('cargo', ['metadata', '--format-version', '1', '--offline', '--filter-platform', host()], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  }),
);
const rules = read('deny.toml');

function host() {
  return /host: (\S+)/.exec(execFileSync('rustc', ['-vV'], { encoding: 'utf8' }))[1];
}

test('a licence expression is read as it is meant', () => {
  const allowed = new Set(['MIT', 'ISC', 'Apache-2.0 WITH LLVM-exception']);
  for (const good of ['MIT', 'GPL-2.0 OR MIT', 'MIT/GPL-2.0', 'MIT AND (GPL-2.0 OR ISC)', 'Apache-2.0 WITH LLVM-exception OR X']) {
    assert.ok(satisfies(good, allowed), good);
  }
  for (const bad of ['GPL-2.0', 'MIT AND GPL-2.0', 'Apache-2.0', '(MIT OR ISC) AND X', '']) {
    assert.ok(!satisfies(bad, allowed), bad);
  }
});

test('every crate has a licence that is allowed', () => {
  const list = /\[licenses\][^[]*allow = \[([^\]]*)\]/.exec(rules)[1];
  const allowed = new Set([...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
  const built = new Set(metadata.resolve.nodes.map(({ id }) => id));
  const wrong = metadata.packages
    .filter(({ id, license }) => built.has(id) && !satisfies(license ?? '', allowed))
    .map(({ name, version, license }) => `${name} ${version}: ${license}`);
  assert.deepEqual(wrong, []);
});

test('no crate is built that is banned', () => {
  const banned = new Set([...rules.matchAll(/\{ name = "([^"]+)"/g)].map(([, name]) => name));
  assert.ok(banned.size > 0);
  const built = new Set(metadata.resolve.nodes.map(({ id }) => id));
  assert.deepEqual(metadata.packages.filter(({ id, name }) => built.has(id) && banned.has(name)).map(({ name }) => name), []);
});

test('every dependency of our own has its reason in docs/dependencies.md', () => {
  const reasons = read('docs/dependencies.md');
  const own = metadata.packages.filter(({ source }) => source === null);
  const named = new Set(own.flatMap(({ dependencies }) => dependencies).filter(({ source }) => source !== null).map(({ name }) => name));
  const browserTests = Object.keys(JSON.parse(read('tests/package.json')).devDependencies);
  const missing = [...named, ...browserTests].filter((name) => !reasons.includes(`\`${name}\``)).sort();
  assert.deepEqual(missing, []);
});

test('lock files name no place to fetch from', () => {
  assert.doesNotMatch(read('tests/package-lock.json'), /"resolved"/);
});
