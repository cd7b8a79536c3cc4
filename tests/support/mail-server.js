// A mail server by others (aiosmtpd, which bin/setup puts into the cache folder).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { counterpart } from './counterparts.js';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../mail');
const patience = 30_000;

// `security` is `none`, `starttls` or `tls`.
export async function startMailServer(security = 'none') {
  const child = spawn(counterpart('python'), [join(folder, 'server.py'), security], { stdio: ['ignore', 'pipe', 'inherit'] });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await within(lines.next(), 'no mail came');
    if (done) throw new Error('The mail server has ended.');
    return JSON.parse(value);
  };
  const { port, authority } = await next();
  return {
    port,
    // The authority in PEM that signed its certificate.
    authority,
    // The next message, with its parts decoded.
    next: async () => read(await next()),
    async stop() {
      process.removeListener('exit', orphan);
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function within(promise, complaint) {
  let late;
  const limit = new Promise((_, failed) => {
    late = setTimeout(() => failed(new Error(`${complaint} within ${patience / 1000} s`)), patience);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(late);
  }
}

// The headers and the two bodies of a message in text and HTML.
export function read({ data, ...envelope }) {
  const [head, body] = halves(data);
  const headers = unfold(head);
  const parts = leaves(headers, body);
  const of = (type) => parts.find((part) => part.type.startsWith(type))?.text;
  return { ...envelope, headers, subject: headers.get('subject'), text: of('text/plain'), html: of('text/html') };
}

function halves(data) {
  const at = /\r?\n\r?\n/.exec(data);
  return at ? [data.slice(0, at.index), data.slice(at.index + at[0].length)] : [data, ''];
}

function unfold(head) {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}

function leaves(headers, body) {
  const type = (headers.get('content-type') ?? 'text/plain').toLowerCase();
  if (type.startsWith('multipart/')) {
    const boundary = /boundary="?([^";]+)"?/i.exec(headers.get('content-type'))[1];
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => {
        const [head, inner] = halves(part.replace(/^\r?\n/, ''));
        return leaves(unfold(head), inner);
      });
  }
  return [{ type, text: decode(body, (headers.get('content-transfer-encoding') ?? '7bit').toLowerCase()) }];
}

function decode(body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const joined = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(joined, 'latin1').toString('utf8');
}
