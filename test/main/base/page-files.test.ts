import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { fileOfPath } from '../../../main/base/own-pages.ts';

const folders = { pages: '/app/out/renderer', fonts: '/app/out/fonts' };

it.each([
  ['/', '/app/out/renderer/index.html'],
  ['/assets/index.js', '/app/out/renderer/assets/index.js'],
  ['/fonts/Noto%20Sans.ttf', '/app/out/fonts/Noto Sans.ttf'],
  ['/../main/index.js', null],
  ['/%2e%2e/main/index.js', null],
  ['/fonts/../renderer/index.html', null],
  ['/fonts/..%2f..%2f..%2fetc/passwd', null],
  ['/..', null],
  ['/%ff', null],
  ['/a%00.html', null],
  // A separator on Windows, elsewhere a letter of a name.
  ['/..%5c..%5cmain', process.platform === 'win32' ? null : '/app/out/renderer/..\\..\\main'],
])('%s → %s', (path, file) => {
  expect(fileOfPath(folders, path)).toBe(file === null ? null : resolve(file));
});
