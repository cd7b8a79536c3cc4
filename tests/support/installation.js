// A fresh installation beside a mail server that takes everything, in a folder that goes with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './demo.js';
import { startMailServer } from './mail-server.js';

export async function install() {
  const folder = mkdtempSync(join(tmpdir(), 'copia-mail-'));
  const mail = await startMailServer();
  const configuration = join(folder, 'copia.toml');
  writeFileSync(
    configuration,
    `[mail]
transport = "smtp"
host = "127.0.0.1"
port = ${mail.port}
encryption = "none"
from = "Copia <copia@demonstration.example>"
`,
  );
  const clear = async () => {
    await mail.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = await startServer(['serve', '--config', configuration, '--port', '0'], {
      COPIA_DATABASE_URL: `sqlite://${folder}/copia.db`,
    });
    return { mail, server, stop: () => server.stop().finally(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}
