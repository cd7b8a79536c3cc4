// The system's own Chromium, and the ways in which people look at a page.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

// Every journey is walked in each of these.
export const modes = [
  { name: 'phone, scripts on', viewport: phone, scripts: true },
  { name: 'phone, scripts off', viewport: phone, scripts: false },
  { name: 'desktop, scripts on', viewport: desktop, scripts: true },
  { name: 'desktop, scripts off', viewport: desktop, scripts: false },
  { name: 'desktop, keyboard alone', viewport: desktop, scripts: true, keyboard: true },
];

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function executable() {
  if (process.env.COPIA_CHROMIUM) return process.env.COPIA_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder: look in the next.
    }
  }
  throw new Error('No Chromium: bin/setup installs it, or COPIA_CHROMIUM names one.');
}

export function launch() {
  return chromium.launch({
    executablePath: executable(),
    // In whose order the parts of a date are typed; pages see their own language.
    env: { ...process.env, LANGUAGE: 'en_US' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever a page asks for elsewhere fails at once, on every machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}
