// Pictures of pages, for looking at and for the guide.
//   node tests/screenshots.js PERSONA FOLDER PATH...   each page, phone and desktop, light and dark
//   node tests/screenshots.js --guide [NAME...]        the pictures in docs/guide, or some of them
// COPIA_URL names a running demonstration; otherwise one is started.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guide } from './guide.js';
import { desktop, launch, phone } from './support/browser.js';
import { startDemo, startRecord } from './support/demo.js';
import { planEvents } from './support/events.js';
import { Visit } from './support/visit.js';

const guideFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../docs/guide');

async function enter(browser, base, persona, mode) {
  const visit = await Visit.open(browser, base, mode);
  if (persona !== 'visitor') await visit.signIn(persona);
  return visit;
}

async function pictures(browser, base, [persona, folder, ...paths]) {
  mkdirSync(folder, { recursive: true });
  for (const viewport of [phone, desktop]) {
    for (const dark of [false, true]) {
      const visit = await enter(browser, base, persona, { viewport, dark });
      for (const path of paths) {
        await visit.page.goto(base + path);
        const name = path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
        const file = join(folder, `${persona}-${name}-${viewport.width}-${dark ? 'dark' : 'light'}.png`);
        await visit.page.screenshot({ path: file, fullPage: true });
        console.log(file);
      }
      for (const problem of visit.problems) console.error(problem);
      await visit.context.close();
    }
  }
}

async function guidePictures(browser, base, wanted) {
  mkdirSync(guideFolder, { recursive: true });
  await planEvents(browser, base);
  const chosen = guide.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const record = chosen.some((picture) => picture.record) ? await startRecord() : undefined;
  for (const { name, persona, viewport, path, first, whole, record: ofRecord } of chosen) {
    const at = ofRecord ? record.url : base;
    const visit = await enter(browser, at, persona, { viewport: viewport === 'phone' ? phone : desktop });
    await visit.open(path);
    if (first) await visit.open(await visit.main().locator(first).first().getAttribute('href'));
    const file = join(guideFolder, `${name}.png`);
    await visit.page.screenshot({ path: file, fullPage: whole });
    console.log(file);
    await visit.close();
  }
  await record?.stop();
}

const args = process.argv.slice(2);
if (args[0] !== '--guide' && args.length < 3) {
  console.error('Say: PERSONA FOLDER PATH..., or --guide.');
  process.exit(2);
}

const demo = process.env.COPIA_URL ? { url: process.env.COPIA_URL, stop() {} } : await startDemo();
const browser = await launch();
try {
  await (args[0] === '--guide' ? guidePictures(browser, demo.url, args.slice(1)) : pictures(browser, demo.url, args));
} finally {
  await browser.close();
  await demo.stop();
}
