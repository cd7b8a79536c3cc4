// What holds on every page, whoever looks at it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessibility, head, html, keyboard, links, mustBeFine, reflow, weight } from '../checks/index.js';
import { direct, files, pages, patternOf } from '../pages.js';
import { desktop, launch, phone } from '../support/browser.js';
import { crawl } from '../support/crawl.js';
import { startDemo } from '../support/demo.js';
import { Visit } from '../support/visit.js';

const everything = [...new Set(Object.values(pages).flat())];
const pagesThatAreNotFound = new Set(['/nowhere']);

let demo;
let browser;
before(async () => {
  browser = await launch();
  demo = await startDemo();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function enter(persona, mode) {
  const visit = await Visit.open(browser, demo.url, mode);
  if (persona === 'visitor') await visit.open('/');
  else await visit.signIn(persona);
  return visit;
}

// Runs the check and closes the visit in any case; its own complaints count only after a check that passed.
async function checked(visit, action) {
  try {
    await action();
  } catch (error) {
    await visit.context.close();
    throw error;
  }
  await visit.close();
}

for (const persona of Object.keys(pages)) {
  describe(persona, () => {
    let examples = new Map();

    test('every link leads to a page that is listed', async () => {
      const visit = await enter(persona);
      await checked(visit, async () => {
        const found = await crawl(visit, (path) => patternOf(path, [...everything, ...direct, ...files]));
        examples = found.examples;
        const here = visit.path();
        examples.set(patternOf(here, everything) ?? here, here);
        assert.deepEqual([...found.unlisted], [], 'pages that are not listed, and where the link is');
      });
    });

    for (const pattern of pages[persona]) {
      test(pattern, { timeout: 180_000 }, async () => {
        const path = examples.get(pattern);
        assert.ok(path, `nothing leads to ${pattern}`);
        await checkPage(persona, path);
      });
    }
  });
}

describe('reached by address alone', () => {
  for (const path of direct) test(path, () => checkPage('visitor', path));
});

const known = new Map();

async function checkPage(persona, path) {
  const status = pagesThatAreNotFound.has(path) ? 404 : 200;

  const small = await enter(persona, { viewport: phone });
  await checked(small, async () => {
    await small.open(path, status);
    const problems = [
      ...(await html(small)),
      ...(await head(small)),
      ...(await accessibility(small)),
      ...(await reflow(small)),
      ...(await keyboard(small)),
      ...(await links(small, linksKnownTo(persona))),
      ...(await weight(small)),
    ];
    mustBeFine(problems, `${path} at 390 px`);
  });

  const large = await enter(persona, { viewport: desktop, dark: true });
  await checked(large, async () => {
    await large.open(path, status);
    mustBeFine([...(await accessibility(large)), ...(await keyboard(large))], `${path} at 1280 px, dark`);
    await large.page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
    mustBeFine(await accessibility(large), `${path} in forced colours`);
  });
}

// What a link answers depends on who follows it.
function linksKnownTo(persona) {
  if (!known.has(persona)) known.set(persona, new Map());
  return known.get(persona);
}
