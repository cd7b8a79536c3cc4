// axe over the page as it stands: whatever is open, wrong or dark at the moment is checked so.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function accessibility(visit) {
  const found = await visit.inspect(async (page) => {
    await page.evaluate(source);
    return page.evaluate(
      (values) =>
        globalThis.axe
          .run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
          .then(({ violations }) =>
            violations.flatMap(({ id, help, nodes }) =>
              nodes.map(({ target, failureSummary }) => ({ id, help, target: target.join(' '), failureSummary })),
            ),
          ),
      tags,
    );
  });
  return found.map(
    ({ id, help, target, failureSummary }) =>
      `axe ${id}: ${help}\n  at ${target}\n  ${failureSummary.replaceAll('\n', '\n  ')}`,
  );
}
