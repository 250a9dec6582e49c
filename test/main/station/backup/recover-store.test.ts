import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chainOf } from '../../../../db/ledger/attendance.ts';
import { findStation } from '../../../../db/ledger/station.ts';
import { printJobsInStates } from '../../../../db/printing/print-jobs.ts';
import type { StoreLocation } from '../../../../db/station/open.ts';
import { verifyChain } from '../../../../domain/ledger/chain.ts';
import { watchLedger } from '../../../../main/station/backup/ledger-watch.ts';
import { makeCopy } from '../../../../main/station/backup/make-copy.ts';
import {
  clearedPath,
  copiesFolder,
  journalFolder,
  suspectPath,
} from '../../../../main/station/backup/places.ts';
import { type OpenedStore, openRecovering } from '../../../../main/station/backup/recover-store.ts';
import { recoveryState } from '../../../../main/station/backup/recovery-record.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { createRandom } from '../../../sim/random.ts';
import { checkedIn } from '../../../support/badge-desk.ts';
import { makeDeskContext } from '../../../support/desk-context.ts';
import { numberedDelegate } from '../../../support/sample-event.ts';

const pageBytes = 4096;
/** A frame of the log: its header and the page. */
const frameBytes = 24 + pageBytes;

/**
 * A desk with so many delegates that keeps its mark as the app does, and can be cut off at any
 * moment.
 */
function markedDesk(delegates: number) {
  const desk = makeDeskContext();
  const { db } = desk.context;
  for (let number = 1; number <= delegates; number += 1) desk.addDelegate(number);
  const watch = watchLedger(db, desk.location, (error) => {
    throw error;
  });
  /** Ids of the admissions that were answered, in order. */
  const answered: string[] = [];
  let copies = 0;
  return {
    desk,
    answered,
    /** Checks the n-th delegate in and notes the mark. */
    admit: (number: number): void => {
      checkedIn(desk.context, desk.caller, numberedDelegate(number).id);
      watch.note();
      answered.push(numberedDelegate(number).id);
    },
    /** A copy of the store as the app makes them. */
    copy: (): void => {
      copies += 1;
      const { location } = desk;
      const folder = copiesFolder(location);
      const { stationNumber } = desk.context.self;
      const now = Date.parse('2018-10-02T07:00:00Z') + copies * 900_000;
      makeCopy({ location, stationNumber, folder, second: null, reserve: 0, now }, nodeCrypto);
      watch.copied();
    },
    /** The disk as a kill leaves it, copied to another folder; the desk continues. */
    cutOff: ({ journal } = { journal: true }): StoreLocation => {
      const folder = mkdtempSync(join(tmpdir(), 'lanyard-cut-'));
      const from = dirname(desk.location.path);
      for (const name of ['lanyard.db', 'lanyard.db-wal', 'ledger-head']) {
        if (existsSync(join(from, name))) copyFileSync(join(from, name), join(folder, name));
      }
      const location = { ...desk.location, path: join(folder, 'lanyard.db') };
      for (const place of journal ? [copiesFolder, journalFolder] : [copiesFolder]) {
        if (existsSync(place(desk.location))) {
          cpSync(place(desk.location), place(location), { recursive: true });
        }
      }
      return location;
    },
  };
}

function spoil(path: string, change: (bytes: Buffer) => Buffer | undefined): void {
  const bytes = readFileSync(path);
  writeFileSync(path, change(bytes) ?? bytes);
}

const now = new Date('2018-10-02T08:00:00Z');

/** Opens the store; it is closed at the end of the test. */
function reopen(location: StoreLocation): OpenedStore {
  const opened = openRecovering({ location, second: null, now, crypto: nodeCrypto });
  onTestFinished(() => void opened.db.close());
  return opened;
}

/** Ids of admissions that count. */
function admitted({ db }: OpenedStore): Set<unknown> {
  const ids = db.prepare('SELECT delegate_id FROM admission WHERE undone_by IS NULL').pluck();
  return new Set(ids.all());
}

function expectSound({ db }: OpenedStore): void {
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const station = findStation(db);
  if (station === null) throw new Error('no station');
  const chain = chainOf(db, station.station, station.incarnation);
  expect(verifyChain(chain, nodeCrypto)).toMatchObject({ whole: true, count: station.lastKseq });
  expect(chain.at(-1)?.hash ?? '0'.repeat(64)).toBe(station.chainHead);
}

/**
 * A desk with a copy after a few check-ins, and more check-ins since: some in the file, the last
 * ones in the log.
 */
function busyDesk() {
  const busy = markedDesk(40);
  for (let number = 1; number <= 8; number += 1) busy.admit(number);
  busy.copy();
  for (let number = 9; number <= 16; number += 1) busy.admit(number);
  busy.desk.context.db.pragma('wal_checkpoint(TRUNCATE)');
  for (let number = 17; number <= 24; number += 1) busy.admit(number);
  return busy;
}

describe('a store that is damaged while people are checked in', () => {
  it.each<[string, (path: string) => void]>([
    ['its header zeroed', (path) => spoil(path, (bytes) => void bytes.fill(0, 0, 100))],
    [
      'its first page overwritten',
      (path) => spoil(path, (bytes) => void bytes.fill(0xa5, 0, pageBytes)),
    ],
    [
      'its end cut off',
      (path) => spoil(path, (bytes) => bytes.subarray(0, bytes.length - 7 * pageBytes)),
    ],
    [
      'its log’s header zeroed',
      (path) => spoil(`${path}-wal`, (bytes) => void bytes.fill(0, 0, 32)),
    ],
    [
      'its log’s first frame spoilt',
      (path) => spoil(`${path}-wal`, (bytes) => void bytes.fill(0x11, 60, 90)),
    ],
    [
      'header and log spoilt at once',
      (path) => {
        spoil(path, (bytes) => void bytes.fill(0, 0, 100));
        spoil(`${path}-wal`, (bytes) => void bytes.fill(0, 0, 32));
      },
    ],
  ])('comes back whole with %s', (_what, damage) => {
    const busy = busyDesk();
    const location = busy.cutOff();
    damage(location.path);
    const opened = reopen(location);
    expect([...admitted(opened)].sort()).toEqual([...busy.answered].sort());
    expect(opened.recovery).toMatchObject({ isWhole: true });
    expectSound(opened);
    // The desk is asked about badges that may have come out: nobody gets two automatically.
    expect(printJobsInStates(opened.db, ['queued', 'sending'])).toEqual([]);
    expect(opened.recovery?.askingJobs).toBe(printJobsInStates(opened.db, ['unknown']).length);
    opened.db.close();
    // The next start finds nothing to do.
    const again = reopen(location);
    expect(again.recovery).toBeNull();
    expect(admitted(again).size).toBe(busy.answered.length);
    busy.desk.close();
  });

  it('is restored without any copy from what the file still gives', () => {
    const busy = markedDesk(30);
    for (let number = 1; number <= 12; number += 1) busy.admit(number);
    busy.desk.context.db.pragma('wal_checkpoint(TRUNCATE)');
    const location = busy.cutOff();
    spoil(location.path, (bytes) => void bytes.fill(0x77, bytes.length - pageBytes));
    const opened = reopen(location);
    expect(opened.recovery).toMatchObject({ source: 'file', copyMade: null });
    expect([...admitted(opened)].sort()).toEqual([...busy.answered].sort());
    expectSound(opened);
    busy.desk.close();
  });

  it('that is gone altogether, with its journal, comes back as of its copy, and the rest is named by number', () => {
    const busy = busyDesk();
    const location = busy.cutOff({ journal: false });
    rmSync(location.path);
    rmSync(`${location.path}-wal`);
    const opened = reopen(location);
    const { recovery } = opened;
    if (recovery === null) throw new Error('nothing was restored');
    expect(recovery).toMatchObject({ cause: 'missing', source: 'copy', isWhole: false, facts: 0 });
    expect(admitted(opened).size).toBe(8);
    expect(recoveryState(opened.db, recovery).missing).toBe(
      (busy.desk.context.db.prepare('SELECT last_kseq FROM station').pluck().get() as number) -
        recovery.base,
    );
    expectSound(opened);
    // Serials given out since are never given out again.
    expect(findStation(opened.db)?.incarnation).toBe(2);
    expect(findStation(opened.db)?.lastBadgeCount).toBeGreaterThan(24);
    busy.desk.close();
  });

  it.each<[string, (path: string) => void]>([
    ['a zeroed header', (path) => spoil(path, (bytes) => void bytes.fill(0, 0, 100))],
    ['a zeroed log header', (path) => spoil(`${path}-wal`, (bytes) => void bytes.fill(0, 0, 32))],
  ])('comes back whole by its pages alone, without the journal, with %s', (_what, damage) => {
    const busy = busyDesk();
    const location = busy.cutOff({ journal: false });
    damage(location.path);
    const opened = reopen(location);
    expect([...admitted(opened)].sort()).toEqual([...busy.answered].sort());
    expect(opened.recovery).toMatchObject({ isWhole: true });
    expectSound(opened);
    busy.desk.close();
  });

  it('that is gone altogether comes back whole by copy and journal', () => {
    const busy = busyDesk();
    const location = busy.cutOff();
    rmSync(location.path);
    rmSync(`${location.path}-wal`);
    const opened = reopen(location);
    expect(opened.recovery).toMatchObject({ cause: 'missing', isWhole: true, admissions: 16 });
    expect([...admitted(opened)].sort()).toEqual([...busy.answered].sort());
    expectSound(opened);
    busy.desk.close();
  });

  it('passes over a copy that is damaged itself', () => {
    const busy = busyDesk();
    busy.copy();
    const location = busy.cutOff();
    const folder = `${dirname(location.path)}/backups`;
    const newest = readdirSync(folder).sort().at(-1) ?? '';
    spoil(`${folder}/${newest}`, (bytes) => void bytes.fill(1, 5 * pageBytes, 6 * pageBytes));
    spoil(location.path, (bytes) => void bytes.fill(0, 0, 100));
    const opened = reopen(location);
    expect(opened.recovery?.copyMade).toBe(Date.parse('2018-10-02T07:15:00Z'));
    expect(admitted(opened).size).toBe(24);
    busy.desk.close();
  });

  it('and of whose journal a line is damaged lacks that one alone, and says so', () => {
    const busy = busyDesk();
    const location = busy.cutOff();
    rmSync(location.path);
    rmSync(`${location.path}-wal`);
    const folder = journalFolder(location);
    const newest = readdirSync(folder).sort().at(-1) ?? '';
    spoil(join(folder, newest), (bytes) => {
      const line = bytes.indexOf('\n', Math.floor(bytes.length / 2));
      return bytes.fill('x', line + 10, line + 20);
    });
    const opened = reopen(location);
    const { recovery } = opened;
    if (recovery === null) throw new Error('nothing was restored');
    expect(recovery.isWhole).toBe(false);
    expect(recoveryState(opened.db, recovery).missing).toBe(1);
    expect(admitted(opened).size).toBeGreaterThanOrEqual(busy.answered.length - 1);
    expectSound(opened);
    busy.desk.close();
  });

  it('that was only suspected and is whole stays, and is not suspected again the same day', () => {
    const busy = busyDesk();
    const location = busy.cutOff();
    writeFileSync(suspectPath(location), '');
    const opened = reopen(location);
    expect(opened.recovery).toBeNull();
    expect(existsSync(suspectPath(location))).toBe(false);
    expect(existsSync(clearedPath(location))).toBe(true);
    expect(admitted(opened).size).toBe(24);
    busy.desk.close();
  });

  it('keeps the damaged file whole', () => {
    const busy = busyDesk();
    const location = busy.cutOff();
    spoil(location.path, (bytes) => void bytes.fill(0, 0, 100));
    const opened = reopen(location);
    expect(existsSync(opened.putAside ?? '')).toBe(true);
    expect(existsSync(`${location.path}.before-start-wal`)).toBe(false);
    busy.desk.close();
  });
});

describe('random damage', () => {
  const length = Number(process.env.DAMAGE_SEEDS ?? 16);
  const seeds = Array.from({ length }, (_, index) => index + 1);
  const busy = busyDesk();

  it.each(seeds)('seed %i: every answered admission is back, or counted as missing', (seed) => {
    const random = createRandom(seed).next;
    const hasJournal = random() < 0.5;
    const location = busy.cutOff({ journal: hasJournal });
    // Runs after the store is closed: on Windows an open file cannot be deleted.
    onTestFinished(() => rmSync(dirname(location.path), { recursive: true, force: true }));
    for (const [path, unit] of [
      [location.path, pageBytes],
      [`${location.path}-wal`, frameBytes],
    ] as const) {
      if (random() < 0.3) continue;
      spoil(path, (bytes) => damageOf(bytes, unit, random));
    }
    const opened = reopen(location);
    const back = admitted(opened);
    const lost = busy.answered.filter((id) => !back.has(id)).length;
    const { recovery } = opened;
    if (recovery === null || hasJournal) {
      expect(lost).toBe(0);
    } else {
      const { missing } = recoveryState(opened.db, recovery);
      expect(missing === null ? lost : Math.max(0, lost - missing)).toBe(0);
      if (lost > 0) expect(missing).toBeGreaterThanOrEqual(lost);
    }
    expectSound(opened);
  });
});

/** Pages overwritten, a stretch zeroed, single bits flipped, or the end cut off. */
function damageOf(bytes: Buffer, unit: number, random: () => number): Buffer {
  const kind = Math.floor(random() * 4);
  const place = (): number => Math.floor(random() * bytes.length);
  if (kind === 0) {
    const count = 1 + Math.floor(random() * 12);
    for (let page = 0; page < count; page += 1) {
      const start = Math.floor(place() / unit) * unit;
      for (let at = start; at < Math.min(start + unit, bytes.length); at += 1)
        bytes[at] = Math.floor(random() * 256);
    }
    return bytes;
  }
  if (kind === 1) {
    const start = place();
    return bytes.fill(0, start, Math.min(bytes.length, start + Math.floor(random() * 20 * unit)));
  }
  if (kind === 2) {
    for (let bit = 0; bit < 5; bit += 1) {
      const at = place();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return bytes;
  }
  return bytes.subarray(0, place());
}
