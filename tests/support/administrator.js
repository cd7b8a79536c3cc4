// The first administrator of an installation: whoever follows the link that the server prints.
import { signIn, welcome } from '../texts.js';

export async function becomeAdministrator(visit, server, address) {
  await visit.open(/http:\/\/127\.0\.0\.1:\d+(\/\S+)/.exec(server.printed())[1]);
  await visit.fill(signIn.name, 'Ada Example');
  await visit.fill(signIn.address, address);
  await visit.use(visit.main().getByRole('button'));
  // Asked about their work once, like everybody.
  await visit.arrives('/welcome');
  await visit.press(welcome.skip);
  await visit.arrives('/');
}
