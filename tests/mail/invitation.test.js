// An invitation, as it leaves, in the eyes of programs by others: a mail server takes it, and Python's `email` reads it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { after, before, test } from 'node:test';
import { startMailServer } from '../support/mail-server.js';

// A test of `crates/mail` holds it to the bytes that are sent.
const invitation = readFileSync(new URL('../../crates/mail/src/message/invitation.eml', import.meta.url), 'latin1');

let mail;

before(async () => (mail = await startMailServer()));
after(() => mail?.stop());

// Each line is sent when the one before has been answered.
async function hand(port, message) {
  const socket = createConnection(port, '127.0.0.1').setEncoding('latin1');
  const answered = async (status) => assert.match(String(await once(socket, 'data')), new RegExp(`^${status}`));
  await answered(220);
  const stuffed = message.replace(/^\./gm, '..');
  const lines = [
    ['HELO localhost\r\n', 250],
    ['MAIL FROM:<copia@example.org>\r\n', 250],
    ['RCPT TO:<ada@example.org>\r\n', 250],
    ['DATA\r\n', 354],
    [`${stuffed}\r\n.\r\n`, 250],
    ['QUIT\r\n', 221],
  ];
  for (const [line, status] of lines) {
    socket.write(line, 'latin1');
    await answered(status);
  }
  socket.destroy();
}

test('an invitation is one to a calendar too', async () => {
  await hand(mail.port, invitation);
  const { parts } = await mail.next();
  assert.deepEqual(
    parts.map((part) => part.type),
    ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/calendar', 'application/ics'],
  );
  const [, alternative, , , object, file] = parts;
  assert.deepEqual(alternative.holds, ['text/plain', 'text/html', 'text/calendar']);
  assert.deepEqual(object.parameters, { charset: 'utf-8', method: 'REQUEST' });
  assert.equal(object.disposition, null);
  assert.equal(file.disposition, 'attachment');
  assert.equal(file.name, 'invite.ics');
  assert.equal(file.content, object.content);
  assert.match(object.content, /^BEGIN:VCALENDAR\r\n(.+\r\n)*METHOD:REQUEST\r\n/);
  assert.match(object.content, /\r\nSUMMARY:Züge\\, Köpfe \r\n {2}und 你好\r\n(.+\r\n)*END:VCALENDAR\r\n$/);
});
