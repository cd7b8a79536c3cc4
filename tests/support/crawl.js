// Follows links from the home page as one persona, and finds an example of each kind of page.
const examplesOfAKind = 3;
// Each letter may lead somewhere else, and only what is one's own leads to where a claim or story is written.
const moreOf = { '/demo/mailbox/:letter': 60, '/impact/claims/:claim': 60, '/stories/:story': 60 };

export async function crawl(visit, patternOf) {
  const examples = new Map();
  const unlisted = new Map();
  const waiting = [new URL(visit.page.url()).pathname];
  const seen = new Set(waiting);
  const asked = new Map();

  while (waiting.length > 0) {
    const path = waiting.shift();
    const response = await visit.context.request.get(visit.base + path);
    const type = response.headers()['content-type'] ?? '';
    const text = type.startsWith('text/html') ? await response.text() : '';
    await response.dispose();
    for (const href of waysOn(text)) {
      const url = new URL(href.replaceAll('&amp;', '&'), visit.base + path);
      if (url.origin !== visit.base || seen.has(url.pathname)) continue;
      seen.add(url.pathname);
      const pattern = patternOf(url.pathname);
      if (!pattern) {
        unlisted.set(url.pathname, path);
        continue;
      }
      if (!examples.has(pattern)) examples.set(pattern, url.pathname);
      const count = (asked.get(pattern) ?? 0) + 1;
      asked.set(pattern, count);
      if (count <= (moreOf[pattern] ?? examplesOfAKind)) waiting.push(url.pathname);
    }
  }
  return { examples, unlisted };
}

// Where the links of a page lead, and the forms that only ask.
function* waysOn(text) {
  for (const [, href] of text.matchAll(/<a\s[^>]*?href="([^"]*)"/g)) yield href;
  for (const [form, action] of text.matchAll(/<form\s[^>]*?action="([^"]*)"[^>]*>/g)) {
    if (!form.includes('method="post"')) yield action;
  }
}
