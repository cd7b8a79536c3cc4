// Programs by others that run in Python's world, which bin/setup puts into the cache folder.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export function counterpart(name) {
  const cache = process.env.COPIA_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME, '.cache'), 'copia');
  const version = createHash('sha256').update(readFileSync(join(tests, 'requirements.txt'))).digest('hex').slice(0, 12);
  const path = join(cache, `counterparts-${version}/bin/${name}`);
  if (!existsSync(path)) throw new Error(`${path} is missing: bin/setup installs it.`);
  return path;
}
