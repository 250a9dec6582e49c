import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/runtime.mjs';

const folder = 'docs/evidence';
const patches = readdirSync(join(root, folder)).filter((name) => name.endsWith('.patch'));

/** What `git apply --check` complains about; empty if the patch applies. */
function complaints(patch: string, folderOfPatch: string): string {
  const check = ['apply', '--check', `--directory=${folderOfPatch}`, join(folder, patch)];
  const { stderr, status, error } = spawnSync('git', check, { cwd: root, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return status === 0 ? '' : stderr;
}

// CONTRIBUTING shows the changes as examples. One that no longer applies shows what is gone.
test.each(patches)('%s applies to what it changes', (patch) => {
  const changed = patch === 'node-thermal-printer.patch' ? 'node_modules/node-thermal-printer' : '';
  expect(complaints(patch, changed)).toBe('');
});

test('a patch of something else is refused', () => {
  expect(complaints('node-thermal-printer.patch', '')).toContain('No such file');
});
