// What Python's icalendar finds in our calendars, by the time zones that they bring along.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lines, writeCases } from '../support/calendars.js';
import { counterpart } from '../support/counterparts.js';

const script = join(dirname(fileURLToPath(import.meta.url)), 'read.py');
const cases = writeCases();
after(cases.remove);

for (const name of cases.names) {
  test(`${name}: no errors, and every session at its instant`, () => {
    const found = execFileSync(counterpart('python'), [script, cases.path(name)], { encoding: 'utf8' });
    assert.deepEqual(lines(found), cases.expected(name));
  });
}
