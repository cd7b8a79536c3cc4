// A check that cannot fail is worth nothing: each one passes a good page and fails a bad one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessibility, head, html, keyboard, links, mustBeFine, reflow, weight } from '../checks/index.js';
import { patternOf } from '../pages.js';
import { launch, modes, phone } from '../support/browser.js';
import { crawl } from '../support/crawl.js';
import { Visit } from '../support/visit.js';
import { startSite } from './site.js';

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function at(path, action, mode = { viewport: phone }) {
  const visit = await Visit.open(browser, site.url, mode);
  try {
    await visit.open(path);
    return await action(visit);
  } finally {
    await visit.context.close();
  }
}

const checks = { accessibility, head, html, keyboard, links, reflow, weight };

for (const [name, check] of Object.entries(checks)) {
  test(`${name} finds nothing on a good page`, async () => {
    mustBeFine(await at('/', check), '/');
  });
}

const wrong = [
  [accessibility, '/image', /image-alt/],
  [accessibility, '/contrast', /color-contrast/],
  [head, '/untitled', /no title/],
  [head, '/untitled', /no description/],
  [head, '/untitled', /one h1/],
  [html, '/markup', /html /],
  [keyboard, '/no-focus', /does not show/],
  [keyboard, '/unreached', /not reached/],
  [keyboard, '/covered', /covered/],
  [links, '/broken-link', /\/nowhere answers 404/],
  [links, '/broken-link', /no #no-such-place/],
  [reflow, '/wide', /700px/],
  [weight, '/heavy', /allowed are/],
];

for (const [check, path, complaint] of wrong) {
  test(`${check.name} complains of ${path}: ${complaint.source}`, async () => {
    assert.match((await at(path, check)).join('\n'), complaint);
  });
}

test('a dark page is checked in the dark', async () => {
  mustBeFine(await at('/dark', accessibility), 'light');
  assert.match((await at('/dark', accessibility, { dark: true })).join('\n'), /color-contrast/);
});

test('a part that scrolls by itself is no fault', async () => {
  mustBeFine(await at('/table', reflow), '/table');
});

describe('what the browser complains of fails the visit', () => {
  const complaints = [
    ['/elsewhere', /another origin/],
    ['/inline-script', /Content Security Policy|content security policy/],
    ['/throws', /thrown on purpose/],
    ['/lost-image', /404 for GET/],
  ];
  for (const [path, complaint] of complaints) {
    test(path, async () => {
      const visit = await Visit.open(browser, site.url);
      await visit.open(path);
      await visit.page.waitForLoadState('networkidle');
      await assert.rejects(visit.close(), complaint);
    });
  }

  test('a form that answers 422 is no fault', async () => {
    const visit = await Visit.open(browser, site.url);
    await visit.open('/form');
    await visit.fill('Name', '');
    await visit.press('Save');
    await visit.sees('Say your name.');
    assert.equal(visit.document.status(), 422);
    await visit.close();
  });
});

for (const mode of modes) {
  test(`scripts are as the mode says: ${mode.name}`, async () => {
    const text = await at(
      '/enhanced',
      async (visit) => {
        mustBeFine(await accessibility(visit), mode.name);
        await visit.page.reload();
        return visit.main().innerText();
      },
      mode,
    );
    assert.match(text, mode.scripts ? /With scripts/ : /Without scripts/);
  });
}

test('what is missing is named together with what is there', async () => {
  const visit = await Visit.open(browser, site.url);
  visit.context.setDefaultTimeout(300);
  await visit.open('/');
  await assert.rejects(visit.sees('Something else'), /Expected the text Something else[^]*All is well/);
  await assert.rejects(visit.follow('No such link'), /Expected a link No such link/);
  await assert.rejects(visit.open('/nowhere'), /status of \/nowhere/);
  await visit.close();
});

describe('by keyboard alone', () => {
  const mode = { keyboard: true };

  test('links are followed and forms are sent', async () => {
    const visit = await Visit.open(browser, site.url, mode);
    await visit.open('/');
    await visit.follow('The other page');
    await visit.arrives('/other');
    await visit.open('/form');
    await visit.fill('Name', 'Ada');
    assert.equal(await visit.page.getByLabel('Name').inputValue(), 'Ada');
    await visit.press('Save');
    await visit.sees('Say your name.');
    await visit.close();
  });

  test('what cannot be reached is reported', async () => {
    const visit = await Visit.open(browser, site.url, mode);
    await visit.open('/unreached');
    await assert.rejects(visit.press('Never reached'), /does not reach a button Never reached/);
    await visit.close();
  });
});

test('links are followed to every kind of page, and one that is not listed is named', async () => {
  const { examples, unlisted } = await at('/', (visit) => crawl(visit, (path) => patternOf(path, ['/', '/:page', '/a/:b'])));
  assert.deepEqual([...examples], [['/:page', '/other']]);
  assert.deepEqual([...unlisted], []);
  const strict = await at('/', (visit) => crawl(visit, (path) => patternOf(path, ['/'])));
  assert.deepEqual([...strict.unlisted], [['/other', '/']]);
});

test('an address belongs to the pattern that spells it out furthest', () => {
  const patterns = ['/communities/:community', '/communities/proposal', '/communities/:community/members'];
  assert.equal(patternOf('/communities/proposal', patterns), '/communities/proposal');
  assert.equal(patternOf('/communities/data', patterns), '/communities/:community');
  assert.equal(patternOf('/communities/data/members', patterns), '/communities/:community/members');
  assert.equal(patternOf('/communities', patterns), undefined);
});
