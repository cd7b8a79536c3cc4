// A site of a few pages, each wrong in one way, to prove that the checks can fail.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const style = 'body { max-width: 40rem; margin: 0 auto; color: #111; background: #fff } a, button { min-height: 24px }';

function page(main, { head = '', after = '' } = {}) {
  return `<!DOCTYPE html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>A page</title>
    <meta name="description" content="A page for trying out the checks.">
    <meta property="og:title" content="A page">
    <meta property="og:description" content="A page for trying out the checks.">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">
    ${head}
  </head>
  <body>
    <main>
      <h1>A page</h1>
      ${main}
    </main>
    ${after}
  </body>
</html>
`;
}

const noise = Array.from({ length: 60_000 }, (_, index) => ((index * 2654435761) >>> 7).toString(36)).join('');

const pages = {
  '/': page('<p>All is well. <a href="/other">The other page</a></p><p><button type="button">Press</button></p>'),
  '/other': page('<p><a href="/">Back to the first page</a></p>'),
  '/image': page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'),
  '/contrast': page('<p style="color: #ccc">Hardly to be read.</p>'),
  '/dark': page('<p class="pale">Pale in the dark.</p>', {
    head: '<style>@media (prefers-color-scheme: dark) { .pale { color: #eee } }</style>',
  }),
  '/markup': page('<p><div>A block in a paragraph.</div></p>'),
  '/heavy': page(`<script src="/heavy.js"></script>`),
  '/wide': page('<p style="width: 700px">Wider than a phone.</p>'),
  '/table': page(
    '<div style="overflow-x: auto" tabindex="0" role="region" aria-label="Figures"><p style="width: 700px">Scrolls by itself.</p></div>',
  ),
  '/no-focus': page('<p><a href="/" style="outline: none">Focus is not shown</a></p>'),
  '/unreached': page('<p><button type="button" id="lost">Never reached</button></p>', {
    after: '<script src="/skip.js"></script>',
  }),
  '/covered': page('<p><a href="/">Under a banner</a></p>', {
    after: '<div style="position: fixed; inset: 0; background: #fff">Banner</div>',
  }),
  '/broken-link': page('<p><a href="/nowhere">Nowhere</a> <a href="#no-such-place">No such place</a></p>'),
  '/elsewhere': page('<script src="http://elsewhere.invalid/tracker.js"></script>'),
  '/inline-script': page('<script>document.title = "Not allowed"</script>'),
  '/throws': page('<script src="/throws.js"></script>'),
  '/lost-image': page('<img src="/gone.png" alt="Gone">'),
  '/enhanced': page('<p id="state">Without scripts</p>', { after: '<script src="/enhance.js"></script>' }),
  '/untitled': page('<h1>A second heading</h1>').replace(/<meta name="description"[^>]*>/, '').replace('A page</title>', '</title>'),
  '/form': page(
    '<form method="post" action="/form"><label for="name">Name</label> <input id="name" name="name" type="text" autocomplete="name"> <button type="submit">Save</button></form>',
  ),
};

const files = {
  '/style.css': ['text/css', style],
  '/heavy.js': ['text/javascript', `const noise = '${noise}';`],
  '/skip.js': ['text/javascript', "document.getElementById('lost').addEventListener('focus', (e) => e.target.blur());"],
  '/throws.js': ['text/javascript', "throw new Error('thrown on purpose');"],
  '/enhance.js': ['text/javascript', "document.getElementById('state').textContent = 'With scripts';"],
};

export async function startSite() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    response.setHeader('Content-Security-Policy', "script-src 'self' http://elsewhere.invalid");
    if (request.method === 'POST') {
      response.writeHead(422, { 'Content-Type': 'text/html; charset=utf-8' });
      return response.end(page('<p role="alert">Say your name.</p>'));
    }
    const [type, body] = files[pathname] ?? ['text/html; charset=utf-8', pages[pathname]];
    if (body === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      return response.end(page('<p>There is no such page.</p>'));
    }
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
    return response.end(gzipSync(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
