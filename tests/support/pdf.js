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
    // Poppler complains of what it does not know itself (a border without a colour) on its error output.
    const structure = execFileSync('pdfinfo', ['-struct', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return {
      tagged: said('Tagged'),
      title: said('Title'),
      pages: Number(said('Pages')),
      text,
      kinds: (kind) => structure.match(new RegExp(`^ *${kind}(?=[ :]|$)`, 'gm'))?.length ?? 0,
      // Whether each font is in the file: the fifth column from the end.
      fonts: fonts.trim().split('\n').slice(2).map((line) => line.trim().split(/ +/).at(-5)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
