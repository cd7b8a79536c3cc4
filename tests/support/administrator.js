// The first administrator of an installation: whoever follows the link that the server prints.
import assert from 'node:assert/strict';
import { signIn, welcome } from '../texts.js';
import { isAccessible } from './journey.js';

export async function becomeAdministrator(visit, server, address) {
  const links = [...server.printed().matchAll(/http:\/\/127\.0\.0\.1:\d+(\/\S+)/g)].map(([, path]) => path);
  assert.equal(links.length, 1, server.printed());
  await visit.open(links[0]);
  await isAccessible(visit);
  await visit.fill(signIn.name, 'Ada Example');
  await visit.fill(signIn.address, address);
  await visit.use(visit.main().getByRole('button'));
  // Asked about their work once, like everybody.
  await visit.arrives('/welcome');
  await visit.press(welcome.skip);
  await visit.arrives('/');
}
