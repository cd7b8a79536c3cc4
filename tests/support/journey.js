// Journeys of one persona, each walked at both widths with scripts on and off, and by keyboard
// alone. Each way of walking has a demonstration of its own, so that none sees what another
// has done.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessibility, mustBeFine } from '../checks/index.js';
import { launch, modes } from './browser.js';
import { startDemo } from './demo.js';
import { Visit } from './visit.js';

// A browser cannot tell the databases apart: on PostgreSQL the two most different ways are enough.
// COPIA_E2E_WAY names one alone, for whoever mends a page.
const ways = chosen(process.env.COPIA_E2E_DATABASE === 'postgres' ? modes.slice(1, 3) : modes);

function chosen(all) {
  const name = process.env.COPIA_E2E_WAY;
  if (!name) return all;
  const one = modes.filter((mode) => mode.name === name);
  assert.equal(one.length, 1, `COPIA_E2E_WAY is one of: ${modes.map((mode) => mode.name).join('; ')}`);
  return one;
}

export function journeys(persona, walks, { who = persona, start = startDemo } = {}) {
  for (const mode of ways) {
    describe(`${persona}, ${mode.name}`, () => {
      let demo;
      let browser;
      before(async () => {
        browser = await launch();
        demo = await start();
      });
      after(async () => {
        await browser?.close();
        await demo?.stop();
      });

      for (const [title, walk] of Object.entries(walks)) {
        test(title, { timeout: 180_000 }, async () => {
          const visits = [];
          // Some journeys need two windows, or two people.
          const another = async (someone = who) => {
            const visit = await Visit.open(browser, demo.url, mode);
            visits.push(visit);
            if (someone !== 'visitor') await visit.signIn(someone);
            return visit;
          };
          try {
            await walk(await another(), { another, mode, later: (days) => demo.later(days) });
          } catch (error) {
            for (const visit of visits) await visit.keepPicture(`${persona} ${mode.name} ${title}`);
            await Promise.all(visits.map((visit) => visit.context.close()));
            throw error;
          }
          for (const visit of visits) await visit.close();
        });
      }
    });
  }
}

// The page as it stands, with whatever is open or wrong on it, is accessible.
export async function isAccessible(visit) {
  mustBeFine(await accessibility(visit), visit.page.url());
}
