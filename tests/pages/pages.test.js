// What holds on every page, whoever looks at it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { accessibility, head, html, keyboard, links, mustBeFine, reflow, weight } from '../checks/index.js';
import { direct, files, pages, patternOf, shapeOf } from '../pages.js';
import { desktop, launch, phone } from '../support/browser.js';
import { crawl } from '../support/crawl.js';
import { startDemo } from '../support/demo.js';
import { Visit } from '../support/visit.js';
import { prepare } from './prepare.js';

const everything = [...new Set(Object.values(pages).flat())];
const known = [...everything, ...direct.map(({ path, as }) => as ?? path), ...files];

let demo;
let browser;
before(async () => {
  browser = await launch();
  demo = await startDemo();
  await prepare(browser, demo.url);
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

test('every address that can be opened is listed, and no other', () => {
  const table = readFileSync(new URL('../../docs/route-permissions.md', import.meta.url), 'utf8');
  const routes = [...table.matchAll(/^\| GET `([^`]+)`/gm)].map(([, path]) => shapeOf(path));
  assert.ok(routes.length > 50, 'the table of routes is read');
  const listed = new Set(known.map(shapeOf));
  assert.deepEqual(routes.filter((route) => !listed.has(route)), [], 'routes that no list in pages.js has');
  const there = new Set(routes);
  const gone = [...everything, ...files].filter((pattern) => !there.has(shapeOf(pattern)));
  assert.deepEqual(gone, [], 'addresses in pages.js that are no route');
});

// The personas go on side by side: most of the time is spent waiting for the browser.
describe('every page', { concurrency: 3 }, () => {
  for (const persona of Object.keys(pages)) {
    describe(persona, { concurrency: 1 }, () => {
      let examples = new Map();
      let small;
      let large;
      // What a link answers depends on who follows it.
      const answers = new Map();
      // Both windows stay open from page to page: signing in each time would take longer than the checks.
      before(async () => {
        small = await enter(persona, { viewport: phone });
        large = await enter(persona, { viewport: desktop, dark: true });
      });
      after(async () => {
        await small?.context.close();
        await large?.context.close();
      });

      test('every link leads to a page that is listed', async () => {
        const found = await crawl(small, (path) => patternOf(path, known));
        examples = found.examples;
        const here = small.path();
        examples.set(patternOf(here, everything) ?? here, here);
        assert.deepEqual([...found.unlisted], [], 'pages that are not listed, and where the link is');
        mustBeFine([...small.complaints(), ...large.complaints()], 'coming in');
      });

      for (const pattern of pages[persona]) {
        test(pattern, { timeout: 180_000 }, async () => {
          const path = examples.get(pattern);
          assert.ok(path, `nothing leads to ${pattern}`);
          await check(path, 200);
        });
      }

      for (const { path, status } of direct.filter((one) => (one.persona ?? 'visitor') === persona)) {
        test(`${path}, by its address`, { timeout: 180_000 }, () => check(path, status ?? 200));
      }

      async function check(path, status) {
        await small.open(path, status);
        const problems = [
          ...(await html(small)),
          ...(await head(small)),
          ...(await accessibility(small)),
          ...(await reflow(small)),
          ...(await keyboard(small)),
          ...(await links(small, answers)),
          ...(await weight(small)),
          ...small.complaints(),
        ];
        mustBeFine(problems, `${path} at 390 px`);

        await large.open(path, status);
        mustBeFine(
          [...(await accessibility(large)), ...(await keyboard(large)), ...large.complaints()],
          `${path} at 1280 px, dark`,
        );
        await large.page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
        const inForcedColours = await accessibility(large);
        await large.page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
        mustBeFine(inForcedColours, `${path} in forced colours`);
      }
    });
  }
});
