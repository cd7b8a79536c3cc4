// Somebody answers a survey on a computer that others use after them: what is kept on it, on whose wish, and what the
// next person finds with the back button, in the history, in the browser's stores and in its cache.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { menu, surveys } from '../texts.js';

const phrase = 'A checklist that nobody else has.';
const group = (visit, name) => visit.main().getByRole('group', { name });

// All that the browser's stores hold for this site.
const stores = (visit) => visit.inspect((page) => page.evaluate(async () => {
  const all = (store) => Object.entries(store).map((entry) => entry.join('='));
  const caches = 'caches' in globalThis ? await globalThis.caches.keys() : [];
  const databases = (await globalThis.indexedDB.databases()).map((one) => one.name);
  return [...all(localStorage), ...all(sessionStorage), ...caches, ...databases, document.cookie].filter(Boolean);
}));

async function knowsNothing(visit, when) {
  const kept = (await stores(visit)).join('\n');
  for (const secret of ['survey', 'checklist', 'agree']) assert.ok(!kept.includes(secret), `${when}: ${kept}`);
}

// What is given on the page: choices that are made and words that stand in fields.
const given = (visit) => visit.main().locator('input[type=radio]:checked, input[type=checkbox]:checked:not(#keep)').count();

async function answers(visit) {
  await visit.open('/surveys');
  await visit.follow(/./, visit.main().getByRole('region', { name: surveys.mine }));
  await visit.arrives(/^\/surveys\/answer\//);
  const { document } = visit;
  assert.equal(document.headers()['cache-control'], 'no-store', 'neither the disk nor the back button keeps the page');
  assert.equal(document.headers()['referrer-policy'], 'same-origin');
  await visit.tick(surveys.agree, group(visit, surveys.used));
  await visit.fill(surveys.usedWhat, phrase);
  return visit.path();
}

// Every address that the window has been at.
const history = async (visit) => (await visit.inspector.send('Page.getNavigationHistory')).entries.map(({ url }) => url);

async function leavesNothing(visit, path) {
  await knowsNothing(visit, 'after it is sent');
  for (const url of await history(visit)) {
    assert.ok(!/checklist|agree|surveys.*\?/.test(url), `an answer in the history: ${url}`);
  }
  // Back over whatever is there: the page is asked for again, and says that all is received.
  for (let step = 0; step < 3; step += 1) {
    await visit.page.goBack();
    if (visit.path() !== path) continue;
    await visit.sees(surveys.received);
    assert.equal(await given(visit), 0);
    assert.ok(!(await visit.page.content()).includes(phrase));
  }
  await visit.open(path);
  await visit.sees(surveys.received);
  assert.ok(!(await visit.source()).includes(phrase));
  await isAccessible(visit);
}

journeys(
  'shared computer',
  {
    'answers without a trace': async (visit) => {
      const path = await answers(visit);
      await knowsNothing(visit, 'before anything is sent, and nobody asked for it');
      if (visit.scripts) {
        // Whoever goes away without sending finds an empty form.
        await visit.open(path);
        assert.equal(await given(visit), 0);
      } else {
        const offered = visit.main().getByLabel(surveys.keep).filter({ visible: true });
        await visit.seesNo(offered, 'the way to keep answers, which needs scripts');
      }
      await visit.open(path);
      await visit.tick(surveys.agree, group(visit, surveys.used));
      await visit.fill(surveys.usedWhat, phrase);
      await visit.press(surveys.send);
      await visit.sees(surveys.received);
      await leavesNothing(visit, path);
    },
    'keeps answers on the device only on request, and until they are sent or somebody signs out': async (_, { another }) => {
      const visit = await another('core-member');
      const path = await answers(visit);
      if (!visit.scripts) return knowsNothing(visit, 'without scripts');
      await visit.tick(surveys.keep);
      await visit.fill(surveys.usedWhat, phrase);
      // The check can fail: what somebody asks to keep is there, on this device alone.
      assert.match((await stores(visit)).join('\n'), /survey:.*checklist/);
      await visit.open(path);
      assert.equal(await given(visit), 1, 'what was kept comes back');
      assert.equal(await visit.main().getByLabel(surveys.usedWhat).inputValue(), phrase);
      // Signing out deletes it, so whoever signs in next on this device finds nothing.
      await visit.use(visit.page.getByRole('banner').locator('summary').filter({ hasText: menu.account }), 'the menu');
      await visit.press(menu.signOut);
      await knowsNothing(visit, 'after signing out');
      await visit.signIn('newcomer');
      await visit.open(path);
      assert.ok(!(await visit.page.content()).includes(phrase));
      assert.equal(await given(visit), 0);
      await visit.signIn('core-member');
      await visit.open(path);
      await visit.tick(surveys.agree, group(visit, surveys.used));
      await visit.tick(surveys.keep);
      await visit.fill(surveys.usedWhat, phrase);
      assert.match((await stores(visit)).join('\n'), /survey:.*checklist/);
      await visit.untick(surveys.keep);
      await knowsNothing(visit, 'after the wish is taken back');
      await visit.tick(surveys.keep);
      await visit.press(surveys.send);
      await visit.sees(surveys.received);
      return leavesNothing(visit, path);
    },
  },
  { who: 'member' },
);
