// What Poppler, which we did not write, reads in a PDF file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function aboutPdf(bytes) {
  const folder = mkdtempSync(join(tmpdir(), 'copia-pdf-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, bytes);
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const said = (name) => new RegExp(`^${name}: +(.*)$`, 'm').exec(info)?.[1];
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return { tagged: said('Tagged'), title: said('Title'), pages: Number(said('Pages')), text };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
