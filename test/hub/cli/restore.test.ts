import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttpHub, type HttpHub } from '../../../main/hub-client/http-hub.ts';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { openHubFile } from '../../support/open-hub-file.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import type { Program } from '../../support/program.ts';
import { entries } from '../http/people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  type TestStation,
} from '../http/support.ts';
import { type HubBench, hubBench } from './support.ts';

const delegate = '0192d3a0-0000-7000-8000-00000000000a';
let postgres: TestPostgres;
let bench: HubBench;

beforeAll(async () => {
  if (hasPostgres) postgres = await startPostgres({ fsync: false });
}, 120_000);
afterAll(() => postgres?.dispose());
beforeEach(() => {
  bench = hubBench();
});
afterEach(async () => {
  await cleanUp();
  await bench.cleanUp();
});

async function joinedDesk(): Promise<TestStation> {
  const admin = bench.admin();
  return enrolStation(
    { admin, url: admin.url, fingerprint: certificateFingerprint(admin.authority) },
    'desk',
  );
}

async function stop(hub: Program): Promise<void> {
  hub.kill('SIGTERM');
  expect(await hub.ended).toMatchObject({ code: 0 });
}

/** An HTTP client for the hub, whose port differs after each start. */
function wayTo({ enrolment, keys }: TestStation): HttpHub {
  const { authority, token } = enrolment;
  return createHttpHub({ url: bench.admin().url, authority, token, privateKey: keys.privateKey });
}

/** A desk pushes facts before the backup and after it. */
async function usedHub(desk: TestStation, backUp: () => Promise<void>): Promise<void> {
  await bench.admin().importRoster(entries(3), 'file');
  addFacts(desk, [delegate, delegate, delegate]);
  await desk.http.push(pushOf(desk, 1));
  await backUp();
  addFacts(desk, [delegate, delegate]);
  await desk.http.push(pushOf(desk, 2, 4));
}

/** After the restore the desk must find a new epoch and push again what the backup lacks. */
async function comesAnew(desk: TestStation): Promise<void> {
  const http = wayTo(desk);
  try {
    const answer = await http.handshake(handshakeOf(desk));
    expect(answer.epoch).not.toBe(desk.enrolment.epoch);
    expect(answer.heads).toMatchObject([{ lastKseq: 3, hash: desk.chain[2]?.hash }]);
    expect(answer.streams).toEqual({ roster: 3, events: 3, photos: 0 });
    await expect(http.push(pushOf(desk, 3, 4))).rejects.toMatchObject({ code: 'epoch-changed' });
    const place = { epoch: desk.enrolment.epoch, after: 3, limit: 100 };
    await expect(http.pullEvents(place)).rejects.toMatchObject({ code: 'epoch-changed' });
    const push = { ...pushOf(desk, 4, 4), epoch: answer.epoch };
    expect(await http.push(push)).toMatchObject({ stored: 2, head: { lastKseq: 5 } });
    expect(await bench.runHere('check')).toMatchObject({ code: 0 });
  } finally {
    await http.close();
  }
}

test('SQLite: a backup of the running hub, restored into it, begins a new epoch; the old store stays', async () => {
  const key = ['--key-file', join(bench.folder, 'store.key')];
  const hub = await bench.serveHere(key);
  const desk = await joinedDesk();
  const copy = join(bench.folder, 'backup.db');
  await usedHub(desk, async () => {
    expect(await bench.runHere('backup', 'backup.db')).toMatchObject({ code: 0 });
  });
  if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readFileSync(copy).includes('SQLite format 3')).toBe(false);
  const whileRunning = await bench.runHere('restore', copy, ...key);
  expect(whileRunning).toMatchObject({ code: 1, output: expect.stringContaining('Stop it first') });
  await stop(hub);
  const restored = await bench.runHere('restore', copy, ...key);
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('New epoch: ') });
  const aside = readdirSync(bench.dataDir).filter((name) => name.startsWith('hub-before-restore-'));
  expect(aside).toHaveLength(1);
  const again = await bench.serveHere(key);
  await comesAnew(desk);
  await stop(again);
  // The store that was moved away is whole: it can be restored in turn, in an epoch of its own.
  const back = await bench.runHere('restore', join(bench.dataDir, aside[0] ?? ''), ...key);
  expect(back.code).toBe(0);
  await bench.serveHere(key);
  const http = wayTo(desk);
  expect((await http.handshake(handshakeOf(desk))).heads).toMatchObject([{ lastKseq: 5 }]);
  await http.close();
}, 120_000);

test('SQLite: a bad file is refused before anything is replaced', async () => {
  const hub = await bench.serveHere();
  const desk = await joinedDesk();
  await usedHub(desk, async () => {
    await bench.runHere('backup', 'good.db');
  });
  await stop(hub);
  const store = join(bench.dataDir, 'hub.db');
  // A closed store is one file; the first attempt writes the log into it.
  expect((await bench.runHere('restore', 'none.db')).code).toBe(1);
  const before = readFileSync(store);
  for (const [name, spoil] of Object.entries(spoilt)) {
    const file = join(bench.folder, `${name}.db`);
    copyFileSync(join(bench.folder, 'good.db'), file);
    spoil(file);
    const { code, output } = await bench.runHere('restore', file);
    expect(`${name} ${code}`).toBe(`${name} 1`);
    expect(output).toMatch(/damaged|newer version|no hub/);
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(readdirSync(bench.dataDir).filter((entry) => /restor/.test(entry))).toEqual([]);
  }
  expect((await bench.runHere('restore')).code).toBe(2);
  const noKey = await bench.runHere('restore', 'good.db', '--key-file', 'none.key');
  expect(noKey.code).toBe(2);
  expect((await bench.runHere('restore', 'good.db')).code).toBe(0);
}, 120_000);

/** Ways in which a backup may be bad. */
const spoilt: Readonly<Record<string, (file: string) => void>> = {
  'no database': (file) => writeFileSync(file, 'a letter to the organiser '.repeat(1_000)),
  empty: (file) => truncateSync(file, 0),
  'cut off': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  'overwritten pages': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 8_192, 40_960);
    writeFileSync(file, bytes);
  },
  'of a newer version': (file) => within(file, 'PRAGMA user_version = 99'),
  'without a hub': (file) => within(file, 'DELETE FROM hub'),
  'a fact changed': (file) =>
    within(
      file,
      `UPDATE attendance_event SET body = replace(body, 'camera', 'search') WHERE kseq = 2`,
    ),
  'a fact missing': (file) => within(file, 'DELETE FROM attendance_event WHERE kseq = 2'),
};

function within(file: string, statement: string): void {
  const database = openHubFile(file, bench.dataDir);
  database.exec(statement);
  database.close();
}

test('SQLite: a store that cannot be read any more is put aside, and a machine without one gets the backup', async () => {
  const hub = await bench.serveHere();
  const desk = await joinedDesk();
  await usedHub(desk, async () => {
    await bench.runHere('backup', 'good.db');
  });
  await stop(hub);
  const store = join(bench.dataDir, 'hub.db');
  writeFileSync(store, 'nothing of a database is left here '.repeat(500));
  expect(await bench.runHere('restore', 'good.db')).toMatchObject({ code: 0 });
  const [aside = ''] = readdirSync(bench.dataDir).filter((name) => name.startsWith('hub-before-'));
  expect(readFileSync(join(bench.dataDir, aside), 'utf8')).toContain('nothing of a database');
  await bench.serveHere();
  await comesAnew(desk);
  const other = hubBench();
  try {
    const key = ['--key-file', join(bench.dataDir, 'hub.key')];
    const result = await other.runHere('restore', join(bench.folder, 'good.db'), ...key);
    expect(result).toMatchObject({ code: 0 });
    expect(result.output).not.toContain('before it lies');
    expect(readdirSync(other.dataDir)).toContain('hub.db');
  } finally {
    await other.cleanUp();
  }
}, 120_000);

test.runIf(hasPostgres)(
  'PostgreSQL: the command says the lines of pg_dump and pg_restore, and they work; then the epoch is new',
  async () => {
    const url = await postgres.createDatabase();
    const database = ['--database-url', url];
    const hub = await bench.serveHere(database);
    const desk = await joinedDesk();
    let lines: string[] = [];
    await usedHub(desk, async () => {
      const said = await bench.runHere('backup', 'hub.dump', ...database);
      expect(said.code).toBe(1);
      expect(said.output).not.toContain(postgres.password);
      lines = said.output
        .split('\n')
        .flatMap((line) => (line.startsWith('  ') ? [line.trim()] : []));
      expect(lines).toHaveLength(3);
      inShell(lines[0] ?? '');
    });
    const finish = ['restore', '--after-pg-restore', ...database];
    const stopFirst = { code: 1, output: expect.stringContaining('Stop it first') };
    expect(await bench.runHere(...finish)).toMatchObject(stopFirst);
    const elsewhere = hubBench();
    try {
      // Another machine notices the running hub by its connection.
      expect(await elsewhere.runHere(...finish)).toMatchObject(stopFirst);
    } finally {
      await elsewhere.cleanUp();
    }
    await stop(hub);
    const typed = await bench.runHere('restore', 'hub.dump', ...database);
    expect(typed).toMatchObject({ code: 2, output: expect.stringContaining(lines[1] ?? '?') });
    inShell(lines[1] ?? '');
    expect(lines[2]).toMatch(/^npm run hub -- restore --after-pg-restore --database-url '/);
    expect(await bench.runHere(...finish)).toMatchObject({
      code: 0,
      output: expect.stringContaining('New epoch: '),
    });
    await bench.serveHere(database);
    await comesAnew(desk);
  },
  120_000,
);

/** As a person types it who has PostgreSQL's programs and the password. */
function inShell(line: string): void {
  execFileSync('sh', ['-c', line], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PATH: `${postgres.binaries}:${process.env.PATH}`,
      PGPASSWORD: postgres.password,
    },
  });
}
