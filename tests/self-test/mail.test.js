// The mail server by others, and the reading of what it took.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { startMailServer } from '../support/mail-server.js';

const message = [
  'From: Copia <copia@demonstration.example>',
  'To: ada@demonstration.example',
  'Subject: A link for you',
  'Content-Type: multipart/alternative;',
  ' boundary="part"',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Open http://127.0.0.1/sign-in?token=3Dabc=',
  'def, caf=C3=A9.',
  '--part',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Open it.</p>').toString('base64'),
  '--part--',
  '.',
];

test('a message is taken and read in both its forms', async () => {
  const server = await startMailServer();
  try {
    const socket = connect(server.port, '127.0.0.1');
    const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
    const answer = async (code) => {
      let line;
      do line = (await answers.next()).value;
      while (line[3] === '-');
      assert.equal(line.slice(0, 3), code, line);
    };
    await answer('220');
    for (const [line, code] of [
      ['EHLO test', '250'],
      ['MAIL FROM:<copia@demonstration.example>', '250'],
      ['RCPT TO:<ada@demonstration.example>', '250'],
      ['DATA', '354'],
      [message.join('\r\n'), '250'],
      ['QUIT', '221'],
    ]) {
      socket.write(`${line}\r\n`);
      await answer(code);
    }
    socket.end();
    await once(socket, 'close');

    const mail = await server.next();
    assert.deepEqual(mail.to, ['ada@demonstration.example']);
    assert.equal(mail.subject, 'A link for you');
    assert.match(mail.text, /token=abcdef, café\./);
    assert.equal(mail.html, '<p>Open it.</p>');
  } finally {
    await server.stop();
  }
});
