import { copyFileSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError, type WritableDatabase } from '../../../db/base/types.ts';
import { findStation, type StationRow } from '../../../db/ledger/station.ts';
import { checkStore } from '../../../db/station/backup.ts';
import { openStore, openStoreForReading, type StoreLocation } from '../../../db/station/open.ts';
import { doubtTicketMails } from '../../../db/tickets.ts';
import type { Crypto } from '../../../domain/base/crypto.ts';
import { flushFile, flushFolder, moveFile } from '../../../platform/files/durable.ts';
import { listCopies, type StoreCopy } from './copies.ts';
import { type HeadMark, readHeadMark } from './head-mark.ts';
import { readJournals } from './journal.ts';
import { clearedPath, copiesFolder, headMarkPath, journalFolder, suspectPath } from './places.ts';
import { rebuildStore } from './rebuild.ts';
import { type Recovery, writeRecovery } from './recovery-record.ts';
import { applyRegained } from './regain-effects.ts';
import { regainLedger } from './regain-ledger.ts';
import { type Carved, carveLedger } from './salvage/carve.ts';
import { saltOf } from './salvage/pages.ts';

export interface OpenedStore {
  db: WritableDatabase;
  /** Path of the file that could not be read and was kept, or null. */
  putAside: string | null;
  /** What was restored at this start, or null. */
  recovery: Recovery | null;
}

export interface RecoveryParts {
  location: StoreLocation;
  /** A second folder of copies, or null. */
  second: string | null;
  /** The machine's clock. */
  now: Date;
  crypto: Crypto;
}

/**
 * Opens the station's store. A damaged one is renamed and kept (decision 018), and the good copy
 * that goes furthest replaces it. Then every fact that the damaged file and its log still hold is
 * added. The same happens where the store is whole but shorter than it was: SQLite drops the last
 * facts of a damaged log silently. A hub returns the remaining facts automatically.
 *
 * @throws StoreError `from-the-future`, `pre-release`, `disk-full`, `not-permitted`, `failed`
 */
export function openRecovering(parts: RecoveryParts): OpenedStore {
  const { location } = parts;
  const mark = readHeadMark(headMarkPath(location));
  const log = keepLog(location);
  const wasThere = (statSync(location.path, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const db = openIfWhole(location);
  let opened: OpenedStore;
  if (db === null) {
    opened = restore(parts, mark, log, 'unreadable');
  } else if (!wasThere && findStation(db) === null && hasPast(parts, mark)) {
    db.close();
    opened = restore(parts, mark, log, 'missing');
  } else {
    opened = {
      db,
      putAside: null,
      recovery: isCutShort(db, mark) ? extend(parts, db, mark, log) : null,
    };
  }
  if (log !== null) rmSync(log, { force: true });
  settleSuspicion(location, opened.recovery !== null);
  return opened;
}

/**
 * Removes the previous run's report of damage. Remembers if the store was found whole despite it.
 */
function settleSuspicion(location: StoreLocation, wasRestored: boolean): void {
  if (wasRestored) rmSync(clearedPath(location), { force: true });
  else if (existsSync(suspectPath(location))) writeFileSync(clearedPath(location), '');
  rmSync(suspectPath(location), { force: true });
}

/** Keeps the log: opening a store applies what SQLite considers valid in it and drops the rest. */
function keepLog({ path }: StoreLocation): string | null {
  const log = `${path}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
  const kept = `${path}.before-start-wal`;
  try {
    copyFileSync(log, kept);
    return kept;
  } catch {
    // The disk has no room for it: the log in place is then the only one.
    rmSync(kept, { force: true });
    return null;
  }
}

function openIfWhole(location: StoreLocation): WritableDatabase | null {
  try {
    const db = openStore(location);
    if (!existsSync(suspectPath(location)) || isWhole(db)) return db;
    db.close();
    return null;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt-or-wrong-key') return null;
    throw error;
  }
}

function isWhole(db: WritableDatabase): boolean {
  try {
    return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } catch {
    // A page cannot be read.
    return false;
  }
}

function hasPast(parts: RecoveryParts, mark: HeadMark | null): boolean {
  return mark !== null || allCopies(parts).length > 0;
}

function allCopies({ location, second }: RecoveryParts): StoreCopy[] {
  const mine = readHeadMark(headMarkPath(location))?.stationNumber ?? null;
  const own = listCopies(copiesFolder(location), null);
  // Other stations may keep theirs in the second folder; only the mark says which are this
  // station's.
  const far = second === null || mine === null ? [] : listCopies(second, mine);
  return [...own, ...far];
}

/**
 * The copies in the order in which recovery tries them. The copy whose ledger goes furthest comes
 * first, by incarnation and number of its last fact; of equal ones the one that was made last. This
 * is read from the copy itself and never from a clock: a copy from a clock that was ahead would
 * otherwise hide every later one. Unreadable copies come last.
 */
function furthestFirst({ location }: RecoveryParts, copies: readonly StoreCopy[]): StoreCopy[] {
  return copies
    .map((copy) => ({ copy, ...reachOf({ ...location, path: copy.path }) }))
    .sort(
      (a, b) =>
        b.incarnation - a.incarnation || b.lastKseq - a.lastKseq || b.copy.number - a.copy.number,
    )
    .map(({ copy }) => copy);
}

function reachOf(location: StoreLocation): Pick<StationRow, 'incarnation' | 'lastKseq'> {
  const none = { incarnation: 0, lastKseq: 0 };
  try {
    const db = openStoreForReading(location);
    try {
      return findStation(db) ?? none;
    } finally {
      db.close();
    }
  } catch {
    // The copy is damaged, or another version's: the check that follows says which.
    return none;
  }
}

function isCutShort(db: WritableDatabase, mark: HeadMark | null): boolean {
  const station = findStation(db);
  if (station === null || mark?.station !== station.station) return false;
  if (mark.incarnation !== station.incarnation) return mark.incarnation > station.incarnation;
  return mark.lastKseq > station.lastKseq;
}

function extend(
  parts: RecoveryParts,
  db: WritableDatabase,
  mark: HeadMark | null,
  log: string | null,
): Recovery | null {
  const { path } = parts.location;
  const files = [path, ...(log === null ? [] : [log])];
  return regain(parts, db, {
    mark,
    files,
    cause: 'cut-short',
    source: 'store',
    copy: null,
    putAside: null,
  });
}

function restore(
  parts: RecoveryParts,
  mark: HeadMark | null,
  log: string | null,
  cause: Recovery['cause'],
): OpenedStore {
  const { location, now } = parts;
  const aside = `${location.path}.unreadable-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${location.path}${suffix}`)) {
      moveFile(`${location.path}${suffix}`, `${aside}${suffix}`);
    }
  }
  const putAside = cause === 'missing' ? null : aside;
  const files = [aside, `${aside}-wal`, ...(log === null ? [] : [log])];
  const copy = putCopyInPlace(parts);
  let db = openStore(location);
  const found = { mark, files, cause, copy, putAside };
  if (copy !== null) {
    return { db, putAside, recovery: regain(parts, db, { ...found, source: 'copy' }) };
  }
  if (!rebuildStore(db, { ...location, path: aside }, mark)) {
    return { db, putAside, recovery: null };
  }
  // Opening again makes the search index that was left out.
  db.close();
  db = openStore(location);
  return { db, putAside, recovery: regain(parts, db, { ...found, source: 'file' }) };
}

/** Puts the good copy that goes furthest in the store's place; null where there is none. */
function putCopyInPlace(parts: RecoveryParts): StoreCopy | null {
  const { location, crypto } = parts;
  for (const copy of furthestFirst(parts, allCopies(parts))) {
    try {
      checkStore({ ...location, path: copy.path }, crypto);
    } catch (error) {
      // Damaged like the store, or of a newer version: the copy before it may be good.
      if (error instanceof StoreError) continue;
      throw error;
    }
    const unfinished = `${location.path}.restoring`;
    copyFileSync(copy.path, unfinished);
    flushFile(unfinished);
    moveFile(unfinished, location.path);
    flushFolder(dirname(location.path));
    return copy;
  }
  return null;
}

interface Found {
  mark: HeadMark | null;
  files: string[];
  cause: Recovery['cause'];
  source: Recovery['source'];
  copy: StoreCopy | null;
  putAside: string | null;
}

function regain(parts: RecoveryParts, db: WritableDatabase, found: Found): Recovery | null {
  const { crypto, now } = parts;
  const self = findStation(db);
  if (self === null) return null;
  const { station } = self;
  const carved = gather(parts, found.files, station);
  return db
    .transaction(() => {
      // The event's clock may be set to another day than the machine's (demo, training).
      const newest = carved.facts.reduce((wall, { fact }) => Math.max(wall, fact.wall), 0);
      const wall = newest || now.getTime();
      const ledger = regainLedger(db, carved, found.mark, wall, crypto);
      const recovery: Recovery = {
        at: now.getTime(),
        cause: found.cause,
        source: found.source,
        copyMade: found.copy?.made ?? null,
        putAside: found.putAside,
        station,
        incarnation: ledger.incarnation,
        base: ledger.base,
        end: ledger.end,
        marked: ledger.marked,
        isWhole: ledger.isWhole,
        facts: ledger.facts.length,
        admissions: ledger.facts.filter(({ type }) => type === 'admitted').length,
        ...applyRegained(db, ledger.facts, wall),
        seen: false,
        settledBy: null,
      };
      writeRecovery(db, recovery);
      doubtTicketMails(db, now.getTime());
      return recovery;
    })
    .immediate();
}

/** What the journal and the pages of the damaged files hold. */
function gather(parts: RecoveryParts, files: readonly string[], station: string): Carved {
  const { key } = parts.location;
  const salts = allCopies(parts).flatMap(({ path }) => saltOf(path) ?? []);
  const carved = carveLedger({ files, key, salts, station, crypto: parts.crypto });
  const journal = readJournals(journalFolder(parts.location), key, station);
  return {
    facts: [...journal.facts, ...carved.facts],
    personal: new Map([...carved.personal, ...journal.personal]),
    pages: carved.pages,
    damagedPages: carved.damagedPages,
  };
}
