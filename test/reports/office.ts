import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Files and programs of other makers, which read what we wrote. */
export interface Office {
  /** What LibreOffice makes of a file: `to` as soffice's `--convert-to` takes it, `ending` of what it writes. */
  convert(name: string, file: Uint8Array, to: string, ending: string): string;
  /** What poppler's pdftotext reads in a PDF, in the place where it stands. */
  pdfText(file: Uint8Array): string;
  /** Lines of poppler's pdfinfo, by their title. */
  pdfInfo(file: Uint8Array): Map<string, string>;
  close(): void;
}

/** Opens a folder of its own, in which LibreOffice also keeps its profile: other runs do not stop it. */
export function openOffice(): Office {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-office-'));
  const place = (name: string, file: Uint8Array): string => {
    writeFileSync(join(folder, name), file);
    return join(folder, name);
  };
  return {
    convert: (name, file, to, ending) => {
      const path = place(name, file);
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, path]);
      return readFileSync(path.replace(/\.\w+$/, `.${ending}`), 'utf8');
    },
    pdfText: (file) => run('pdftotext', ['-layout', place('report.pdf', file), '-']),
    pdfInfo: (file) => {
      const lines = run('pdfinfo', [place('report.pdf', file)]).split('\n');
      return new Map(lines.map((line) => [line.split(':')[0] ?? '', line.split(/:\s*/)[1] ?? '']));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}
