// Calendars as Copia writes them, each with the sessions that a reader has to find in it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binary } from './demo.js';

// The names of all cases, their texts and what is expected of them: sorted lines `uid start end status`.
export function writeCases() {
  const program = join(dirname(binary), 'examples/cases');
  if (!existsSync(program)) throw new Error(`${program} is missing: cargo build --workspace --all-targets makes it.`);
  const folder = mkdtempSync(join(tmpdir(), 'copia-calendars-'));
  execFileSync(program, [folder]);
  const names = readdirSync(folder).filter((name) => name.endsWith('.ics')).map((name) => name.replace('.ics', ''));
  return {
    names,
    path: (name) => join(folder, `${name}.ics`),
    text: (name) => readFileSync(join(folder, `${name}.ics`), 'utf8'),
    expected: (name) => lines(readFileSync(join(folder, `${name}.expected`), 'utf8')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function lines(text) {
  return text.split('\n').filter(Boolean).sort();
}
