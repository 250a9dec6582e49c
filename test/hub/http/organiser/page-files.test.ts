import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPageFiles } from '../../../../hub/http/organiser/page-files.ts';
import { answerTo } from '../bad-input-bench.ts';
import { cleanUp, sendRaw, startTestHub } from '../support.ts';

let outer: string;
let folder: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'lanyard-page-'));
  folder = join(outer, 'organiser');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  writeFileSync(join(folder, 'assets/index-Bx3_k9Qz.js'), 'export {};');
  writeFileSync(join(folder, 'ribbon.svg'), '<svg/>');
  writeFileSync(join(folder, '.built-from'), 'hidden');
  writeFileSync(join(outer, 'secret.txt'), 'outside');
});
afterEach(async () => {
  await cleanUp();
  rmSync(outer, { recursive: true, force: true });
});

describe('the page', () => {
  test('is HTML that nobody keeps, under a policy without anything inline', async () => {
    const hub = await startTestHub({}, undefined, folder);
    const page = await sendRaw(hub, { path: '/organiser/' });
    expect(page).toMatchObject({ status: 200, text: '<!doctype html><title>Page</title>' });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['cache-control']).toBe('no-store');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(await sendRaw(hub, { path: '/organiser' })).toMatchObject({
      status: 308,
      headers: { location: '/organiser/' },
    });
  });

  test('keeps what has a hash in its name for a year, and nothing else', async () => {
    const hub = await startTestHub({}, undefined, folder);
    const script = await sendRaw(hub, { path: '/organiser/assets/index-Bx3_k9Qz.js' });
    expect(script.status).toBe(200);
    expect(script.headers['content-type']).toContain('javascript');
    expect(script.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const picture = await sendRaw(hub, { path: '/organiser/ribbon.svg' });
    expect(picture).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  test.each([
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..%5csecret.txt',
    'assets/../../secret.txt',
    './index.html',
    '%00',
    'index.html%00.js',
    '//etc/passwd',
    '%2fetc%2fpasswd',
    '.built-from',
    'assets',
    'assets/',
    'link.txt',
    'nothing.js',
  ])('gives nothing for %s', async (path) => {
    symlinkSync(join(outer, 'secret.txt'), join(folder, 'link.txt'));
    const hub = await startTestHub({}, undefined, folder);
    const head = `GET /organiser/${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answer = await answerTo(hub, head);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.text).not.toMatch(/outside|hidden|root:/);
  });

  test('that was not built says so', async () => {
    for (const place of [null, join(outer, 'missing')]) {
      const app = fastify();
      await addPageFiles(app, place);
      const answer = await app.inject('/organiser/');
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('text/plain');
      expect(answer.body).toContain('npm run build');
      await app.close();
    }
  });
});
