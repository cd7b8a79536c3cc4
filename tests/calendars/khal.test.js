// What khal, a calendar program of Debian's, shows after it took in our calendars one after the other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { lines, writeCases } from '../support/calendars.js';

const cases = writeCases();
let folder;
const clear = () => folder && rmSync(folder, { recursive: true, force: true });
after(() => {
  cases.remove();
  clear();
});

// A fresh calendar, shown in UTC.
beforeEach(() => {
  clear();
  folder = mkdtempSync(join(tmpdir(), 'copia-khal-'));
  mkdirSync(join(folder, 'events'));
  writeFileSync(
    join(folder, 'khal.conf'),
    `[calendars]
[[copia]]
path = ${folder}/events
type = calendar
[default]
default_calendar = copia
[sqlite]
path = ${folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:00Z
longdatetimeformat = %Y-%m-%dT%H:%M:00Z
`,
  );
});

function khal(...args) {
  const env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' };
  return execFileSync('khal', ['-c', join(folder, 'khal.conf'), ...args], { encoding: 'utf8', env });
}

function take(name) {
  khal('import', '--batch', cases.path(name));
}

function shown() {
  const format = '{uid}\t{start-long-full}\t{end-long-full}\t{status}';
  const all = khal('list', '--day-format', '', '--format', format, '2026-01-01', '2029-01-01');
  return lines(all).map((line) => line.trim());
}

for (const [what, ...names] of [
  ['an event is invited to, moved and called off', 'single-1-request', 'single-2-update', 'single-3-cancel'],
  [
    'a series is invited to, moved, loses a session and is called off',
    'series-1-request',
    'series-2-update',
    'series-3-whole',
    'series-4-cancel',
  ],
]) {
  test(what, () => {
    for (const name of names) {
      take(name);
      assert.deepEqual(shown(), cases.expected(name), name);
    }
  });
}

// khal goes by its own database of zones, which may not know yet what Morocco decided last.
test('a weekly series keeps its time in zones of both hemispheres', () => {
  const isSettled = (line) => !line.startsWith('Africa-Casablanca@');
  take('zones');
  assert.deepEqual(shown().filter(isSettled), cases.expected('zones').filter(isSettled));
});
