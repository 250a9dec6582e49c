import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectNode, root } from '../../tools/runtime.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run import -- FILE` after set-up: the real app, its store and its key, no window. */
function runImport(file: string): Promise<{ code: number; output: string }> {
  const words = [join(root, 'tools/import/run.ts'), file, `--data-dir=${join(folder, 'data')}`];
  return new Promise((done) => {
    const child = execFile(projectNode, words, { cwd: root }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('a roster is imported, imported again with changes, and a PDF is refused', async () => {
  const header = 'Code;Prénom;Nom;Délégation\r\n';
  const first = file(
    'first.csv',
    `${header}IMPORT-1;Zoë;Müller;Belgium\r\nIMPORT-2;Ann;Roe;Nowhere\r\n`,
  );
  expect(await runImport(first)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/line 3: Delegation not in[\s\S]*Written: 1 added, 0 changed\./),
  });
  const second = file('second.csv', `${header}import-1;Zoë;Müller-Roe;Belgium\r\n`);
  expect(await runImport(second)).toMatchObject({
    code: 0,
    output: expect.stringContaining('Written: 0 added, 1 changed.'),
  });
  expect(await runImport(file('roster.csv', '%PDF-1.7\n'))).toMatchObject({
    code: 1,
    output: expect.stringContaining('PDF [import-file-is-not-a-table]'),
  });
});
