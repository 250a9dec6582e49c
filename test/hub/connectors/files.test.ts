import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { type FakeServer, startFake } from './fakes/fake-server.ts';
import { failureOf, openTest } from './support.ts';

const csv = (...rows: string[]): string => ['Code;Printed name;Delegation', ...rows].join('\n');
const names = (changes: { people: { values: { printedName?: string } }[] }) =>
  changes.people.map(({ values }) => values.printedName);

describe('a watched folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-drop-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const source = (settleSeconds = 10, encoding: string | null = null) =>
    openTest({ kind: 'file', name: 'drop', from: { folder, settleSeconds }, encoding }).source;

  /** Writes a file that is so many seconds old. */
  function write(name: string, content: string | Uint8Array, age = 60): void {
    const path = join(folder, name);
    writeFileSync(path, content);
    const time = Date.now() / 1_000 - age;
    utimesSync(path, time, time);
  }

  test('CSV and XLSX are read, the oldest first; again only what has changed', async () => {
    const rows = [
      ['Code', 'Printed name', 'Delegation'],
      ['B1', 'Later ONE', 'Japan'],
    ];
    const sheet = rows.map((row) => row.map((value) => ({ value, type: String })));
    write('b.xlsx', await writeExcelFile(sheet).toBuffer(), 60);
    write('a.csv', csv('A1;First ONE;BEL', 'A2;First TWO;Belgique'), 120);
    const first = await source().changes(null);
    expect(names(first)).toEqual(['First ONE', 'First TWO', 'Later ONE']);
    expect(await source().changes(first.next)).toMatchObject({ people: [], next: first.next });
    write('a.csv', csv('A2;First TWO;Belgique'), 30);
    const second = await source().changes(first.next);
    expect(names(second)).toEqual(['First TWO']);
    // A1 is no longer in the file, and that is no statement about A1.
    expect(second.tombstones).toEqual([]);
  });

  test('what is being written is not read until it is still', async () => {
    write('a.csv', csv('A1;Half'), 2);
    const first = await source().changes(null);
    expect(first.people).toEqual([]);
    write('a.csv', csv('A1;Whole NAME;BEL'), 11);
    expect(names(await source().changes(first.next))).toEqual(['Whole NAME']);
  });

  test('hidden and temporary files, links and folders are left alone', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'lanyard-outside-'));
    writeFileSync(join(outside, 'x.csv'), csv('A1;Not ME;BEL'));
    symlinkSync(join(outside, 'x.csv'), join(folder, 'link.csv'));
    mkdirSync(join(folder, 'folder.csv'));
    for (const name of ['.a.csv', '~$a.xlsx', 'a.csv.part', 'a.txt'])
      write(name, csv('A1;Not ME;BEL'));
    expect(await source(0).changes(null)).toMatchObject({ people: [], rejected: [] });
    rmSync(outside, { recursive: true });
  });

  test('rows that cannot be taken are told by line; a file that is no roster keeps no other from being read', async () => {
    write('bad.xlsx', Buffer.from('PK\u0003\u0004cut off'), 120);
    write('good.csv', csv('A1;Somebody GOOD;BEL', 'A2;Nobody;Atlantis'));
    const { people, rejected } = await source().changes(null);
    expect(people).toHaveLength(1);
    expect(rejected).toEqual([
      { id: 'bad.xlsx:', reason: 'not-a-roster' },
      { id: 'good.csv:3', reason: 'unknown-delegation' },
    ]);
  });

  test('a file of a doubtful character set waits for one to be named', async () => {
    write('a.csv', Buffer.from(csv('A1;Ren\xe9 ONE;BEL'), 'latin1'));
    const first = await source().changes(null);
    expect(first.rejected).toEqual([{ id: 'a.csv:', reason: 'encoding-doubtful' }]);
    expect(names(await source(10, 'windows-1252').changes(null))).toEqual(['René ONE']);
  });

  test('a folder that is not there', async () => {
    rmSync(folder, { recursive: true });
    expect(await failureOf(source().changes(null))).toMatchObject({ code: 'folder-unreadable' });
  });
});

describe('an HTTPS address', () => {
  let server: FakeServer;
  let content = '';
  let etag: string | null = '"1"';
  const modified = 'Tue, 02 Oct 2018 07:00:00 GMT';
  const conditions: (string | undefined)[] = [];

  beforeEach(async () => {
    etag = '"1"';
    conditions.length = 0;
    content = csv('A1;First ONE;BEL');
    server = await startFake((app) => {
      app.get('/people.csv', async (request, reply) => {
        conditions.push(request.headers['if-none-match'], request.headers['if-modified-since']);
        if (request.headers.authorization !== 'Basic cGVvcGxl') return reply.code(401).send();
        const isSame =
          etag === null
            ? request.headers['if-modified-since'] === modified
            : request.headers['if-none-match'] === etag;
        if (isSame) return reply.code(304).send();
        if (etag !== null) reply.header('etag', etag);
        return reply.header('last-modified', modified).type('text/csv').send(content);
      });
    });
  });
  afterEach(() => server.close());

  const open = (change: object = {}) =>
    openTest({
      kind: 'file',
      name: 'address',
      from: {
        url: `${server.url}/people.csv`,
        authority: server.authority,
        secret: { file: server.secretFile('basic.secret', 'Basic cGVvcGxl') },
        ...change,
      },
    });

  test('is fetched by ETag only when it has changed', async () => {
    const connector = open();
    const first = await connector.source.changes(null);
    expect(names(first)).toEqual(['First ONE']);
    expect((await connector.source.changes(first.next)).people).toEqual([]);
    expect(conditions.slice(2)).toEqual(['"1"', modified]);
    [etag, content] = ['"2"', csv('A2;Second TWO;BEL')];
    const second = await connector.source.changes(first.next);
    expect(names(second)).toEqual(['Second TWO']);
    expect(second.tombstones).toEqual([]);
    await connector.close();
  });

  test('or by the time of its last change, where there is no ETag', async () => {
    etag = null;
    const connector = open();
    const first = await connector.source.changes(null);
    expect((await connector.source.changes(first.next)).people).toEqual([]);
    expect(conditions.slice(2)).toEqual([undefined, modified]);
    await connector.close();
  });

  test('an answer that is cut off, another authority, a redirection and another page are refused', async () => {
    const connector = open();
    server.fail(
      '/people.csv',
      { kind: 'cut-midway', body: content, length: content.length + 1 },
      { kind: 'answer', status: 200, body: '<html>Sign in</html>', type: 'text/html' },
      { kind: 'answer', status: 302, body: '', type: 'text/html', headers: { location: '/x' } },
    );
    const codes = [];
    for (let i = 0; i < 3; i += 1) {
      codes.push((await failureOf(connector.source.changes(null))).code);
    }
    expect(codes).toEqual(['unreachable', 'not-a-roster', 'redirected']);
    await connector.close();
    const stranger = open({ authority: null });
    expect(await failureOf(stranger.source.changes(null))).toMatchObject({
      code: 'wrong-certificate',
    });
    await stranger.close();
  });

  test('plain HTTP and credentials in the address are no settings', () => {
    expect(() => open({ url: 'http://example.org/people.csv' })).toThrow();
    expect(() => open({ url: 'https://user:pass@example.org/people.csv' })).toThrow();
  });
});
