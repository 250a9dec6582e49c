import {
  accessSync,
  closeSync,
  constants,
  fdatasyncSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { offsetAt } from '../../../domain/event/local-day.ts';
import { clockWarningFrom } from '../../../domain/sync/sync-status.ts';
import { scriptSamples } from '../../../platform/fonts/scripts.ts';
import {
  type CheckName,
  checkNameSchema,
  type StationCheck,
} from '../../../preload/contract/station/care.ts';
import { readRecovery, recoveryState } from '../backup/recovery-record.ts';
import { type Found, findingOf } from './finding.ts';
import type { DoctorParts } from './parts.ts';

export type Doctor = ReturnType<typeof createDoctor>;

/** The doctor remembers since when each finding holds. */
export function createDoctor(parts: DoctorParts) {
  const known = new Map<string, { code: string; since: number }>();
  const sinceOf = ({ check, code }: Found): number => {
    const before = known.get(check);
    if (before?.code === code) return before.since;
    const since = parts.now();
    known.set(check, { code, since });
    return since;
  };
  return {
    /**
     * Makes these checks, or all in the order of the contract's list. Never throws for what it
     * finds.
     */
    look: async (
      language: ScreenLanguage,
      only: readonly CheckName[] = checkNameSchema.options,
    ): Promise<StationCheck> => {
      const found: Found[] = [];
      for (const check of only) found.push(await checks[check](parts));
      return {
        at: parts.now(),
        findings: found.map((one) => findingOf(one, language, sinceOf(one))),
      };
    },
  };
}

const checks: Readonly<Record<CheckName, (parts: DoctorParts) => Found | Promise<Found>>> = {
  store: checkStoreWhole,
  copies: checkCopies,
  disk: checkDisk,
  key: checkKey,
  permissions: checkPermissions,
  clock: checkClock,
  hub: checkHub,
  printers: checkPrinters,
  camera: checkCamera,
  scanner: checkScanner,
  fonts: checkFonts,
  power: checkPower,
  version: checkVersion,
};

/** Every page and index of the store, and this station's chain. */
async function checkStoreWhole(parts: DoctorParts): Promise<Found> {
  const verdict = await parts.checkStore();
  if (!verdict.ok) {
    return verdict.code === 'corrupt-or-wrong-key'
      ? { check: 'store', state: 'error', code: 'store-damaged' }
      : { check: 'store', state: 'open', code: 'store-unchecked' };
  }
  const { db } = parts.context;
  const recovery = readRecovery(db);
  const missing = recovery === null ? 0 : recoveryState(db, recovery).missing;
  if (recovery !== null && recovery.settledBy === null && missing !== 0) {
    const at = { at: recovery.at, zone: parts.context.event.file.timeZone };
    const values = { at, missing: missing ?? '?' };
    return { check: 'store', state: 'warning', code: 'store-restored', values };
  }
  const { facts, delegates } = verdict;
  return { check: 'store', state: 'ok', code: 'store-whole', values: { facts, delegates } };
}

/**
 * Reports how old the newest copy is. Age is no fault: a store that does not change needs no newer
 * copy.
 */
function checkCopies(parts: DoctorParts): Found {
  const { newest, copies, second, problem, folder } = parts.backups();
  if (problem !== null) {
    const code = problem.code === 'disk-full' ? 'copies-no-room' : 'copies-failing';
    return { check: 'copies', state: 'warning', code, values: { folder } };
  }
  if (newest === null) return { check: 'copies', state: 'warning', code: 'copies-none' };
  if (second === false) return { check: 'copies', state: 'warning', code: 'copies-no-second' };
  const age = Math.max(0, parts.now() - newest);
  const values = { copies, minutes: Math.floor(age / 60_000) };
  return { check: 'copies', state: 'ok', code: 'copies-fresh', values };
}

/** Whether the keychain or a passphrase guards the store's key, or it is in a readable file. */
function checkKey({ isKeyGuarded }: DoctorParts): Found {
  return isKeyGuarded
    ? { check: 'key', state: 'ok', code: 'key-guarded' }
    : { check: 'key', state: 'warning', code: 'key-in-file' };
}

/** Milliseconds. A larger difference means that the clock was set on purpose. */
const setOnPurpose = 1_000;
/** Milliseconds without contact after which the hub counts as away. */
const awayAfter = 120_000;

/** Compares the clock with the hub's, and the time zone with the event's. */
function checkClock(parts: DoctorParts): Found {
  const { context, zone } = parts;
  if (Math.abs(context.clock() - parts.now()) > setOnPurpose) {
    return { check: 'clock', state: 'open', code: 'clock-set' };
  }
  const offset = parts.hub()?.state.clockOffset ?? null;
  if (offset !== null && Math.abs(offset) > clockWarningFrom) {
    const values = { seconds: Math.round(Math.abs(offset) / 1000) };
    return { check: 'clock', state: 'error', code: 'clock-off', values };
  }
  const { timeZone } = context.event.file;
  const now = parts.now();
  if (offsetAt(now, zone) !== offsetAt(now, timeZone)) {
    const values = { zone, event: timeZone };
    return { check: 'clock', state: 'warning', code: 'clock-other-zone', values };
  }
  return offset === null
    ? {
        check: 'clock',
        state: 'open',
        code: 'clock-alone',
        values: { now: { at: now, zone }, zone },
      }
    : { check: 'clock', state: 'ok', code: 'clock-right', values: { zone } };
}

/** Contact with the hub, and what waits to be sent. */
function checkHub(parts: DoctorParts): Found {
  const hub = parts.hub();
  if (hub === null) return { check: 'hub', state: 'ok', code: 'hub-none' };
  const { name, state } = hub;
  const { waiting, trouble, lastContact } = state;
  if (trouble !== null && trouble !== 'unreachable') {
    return { check: 'hub', state: 'error', code: 'hub-trouble', values: { name } };
  }
  const silent =
    lastContact === null ? Number.POSITIVE_INFINITY : parts.context.clock() - lastContact;
  if (state.online || silent < awayAfter) {
    return { check: 'hub', state: 'ok', code: 'hub-well', values: { name, waiting } };
  }
  const minutes = Number.isFinite(silent) ? Math.round(silent / 60_000) : '?';
  return { check: 'hub', state: 'warning', code: 'hub-away', values: { name, minutes, waiting } };
}

/** The state that each printer reports; the worst counts. */
function checkPrinters(parts: DoctorParts): Found {
  const printers = parts.printers();
  if (printers.length === 0) return { check: 'printers', state: 'open', code: 'printers-none' };
  const named = (conditions: readonly string[]) =>
    printers.filter(({ condition }) => conditions.includes(condition));
  const well = named(['ready', 'printing']);
  const low = named(['paper-low']);
  const silent = named(['unknown']);
  const stopped = printers.filter((one) => ![...well, ...low, ...silent].includes(one));
  const names = (list: readonly { name: string }[]): string =>
    list.map(({ name }) => name).join(', ');
  if (stopped.length > 0) {
    const values = { names: names(stopped) };
    return { check: 'printers', state: 'error', code: 'printers-stopped', values };
  }
  if (low.length > 0) {
    return {
      check: 'printers',
      state: 'warning',
      code: 'printers-low',
      values: { names: names(low) },
    };
  }
  if (silent.length > 0) {
    return {
      check: 'printers',
      state: 'open',
      code: 'printers-unknown',
      values: { names: names(silent) },
    };
  }
  return { check: 'printers', state: 'ok', code: 'printers-well', values: { count: well.length } };
}

function checkCamera(parts: DoctorParts): Found {
  switch (parts.camera()) {
    case null:
      return { check: 'camera', state: 'open', code: 'camera-open' };
    case 'ready':
      return { check: 'camera', state: 'ok', code: 'camera-ready' };
    case 'off':
      return { check: 'camera', state: 'ok', code: 'camera-off' };
    case 'none':
      return { check: 'camera', state: 'warning', code: 'camera-none' };
    case 'failed':
      return { check: 'camera', state: 'error', code: 'camera-failed' };
  }
}

/** The system sees a hand scanner as a keyboard: only a code read with it proves that it works. */
function checkScanner(parts: DoctorParts): Found {
  const last = parts.lastScan();
  if (last === null) return { check: 'scanner', state: 'open', code: 'scanner-open' };
  const minutes = Math.max(0, Math.floor((parts.now() - last) / 60_000));
  return { check: 'scanner', state: 'ok', code: 'scanner-seen', values: { minutes } };
}

/** Milliseconds: a slower flush is felt at each check-in. */
const slowFlush = 100;
const flushes = 5;

/** Free disk space, and how long a write takes to reach the disk. */
async function checkDisk(parts: DoctorParts): Promise<Found> {
  const free = await parts.freeDisk();
  const state = parts.diskState(free);
  if (free === null) return { check: 'disk', state: 'open', code: 'disk-unknown' };
  const values = { free: free / 1024 ** 3, flush: '–' };
  if (state === 'critical') return { check: 'disk', state: 'error', code: 'disk-full', values };
  if (state === 'low') return { check: 'disk', state: 'warning', code: 'disk-low', values };
  const took = flushMilliseconds(parts.dataDir);
  // The permissions check reports a folder that cannot be written.
  if (took === null) return { check: 'disk', state: 'ok', code: 'disk-well', values };
  return took > slowFlush
    ? { check: 'disk', state: 'warning', code: 'disk-slow', values: { ...values, flush: took } }
    : { check: 'disk', state: 'ok', code: 'disk-well', values: { ...values, flush: took } };
}

/**
 * The median of a few writes, each with a page of the store's size. Null where none was possible.
 */
function flushMilliseconds(folder: string): number | null {
  const path = join(folder, 'flush-test');
  try {
    const file = openSync(path, 'w', 0o600);
    try {
      const times = Array.from({ length: flushes }, () => {
        const started = performance.now();
        writeSync(file, Buffer.alloc(4096, 1));
        fdatasyncSync(file);
        return performance.now() - started;
      });
      return times.sort((a, b) => a - b)[Math.floor(flushes / 2)] ?? null;
    } finally {
      closeSync(file);
      rmSync(path, { force: true });
    }
  } catch {
    // The permissions check reports it.
    return null;
  }
}

/** Whether only this account can read the data folder, and whether devices may be used. */
function checkPermissions(parts: DoctorParts): Found {
  const values = { folder: parts.dataDir };
  if (!isAllowed(parts.dataDir)) {
    return { check: 'permissions', state: 'error', code: 'permissions-none', values };
  }
  const device = parts.devices().find((path) => !isAllowed(path));
  if (device !== undefined) {
    return { check: 'permissions', state: 'error', code: 'device-forbidden', values: { device } };
  }
  // Windows keeps a profile's folders private to their owner, and has no such bits.
  if (process.platform !== 'win32' && (statSync(parts.dataDir).mode & 0o077) !== 0) {
    return { check: 'permissions', state: 'warning', code: 'permissions-open', values };
  }
  return { check: 'permissions', state: 'ok', code: 'permissions-right' };
}

/** A device that is not plugged in counts as allowed: its printer's check reports it. */
function isAllowed(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** Whether every script's fonts load and have their letters. */
async function checkFonts(parts: DoctorParts): Promise<Found> {
  // Loads the whole drawing library into this process, so only for a check.
  const { openFontBook } = await import('../../../platform/fonts/font-book.ts');
  const book = openFontBook(parts.fonts);
  const lacking = scriptSamples.filter(({ name }) => {
    try {
      return book.drawable(name, 'bold', 'BEL').missing.length > 0;
    } catch {
      // The file is gone or damaged: none of its letters is there.
      return true;
    }
  });
  if (lacking.length === 0) {
    return {
      check: 'fonts',
      state: 'ok',
      code: 'fonts-whole',
      values: { scripts: scriptSamples.length },
    };
  }
  const scripts = lacking.map(({ script }) => script).join(', ');
  return { check: 'fonts', state: 'error', code: 'fonts-missing', values: { scripts } };
}

function checkPower({ onBattery }: DoctorParts): Found {
  const battery = onBattery();
  if (battery === null) return { check: 'power', state: 'open', code: 'power-open' };
  return battery
    ? { check: 'power', state: 'warning', code: 'power-battery' }
    : { check: 'power', state: 'ok', code: 'power-mains' };
}

function checkVersion({ version }: DoctorParts): Found {
  const { app, electron, system } = version;
  return { check: 'version', state: 'ok', code: 'version-here', values: { app, electron, system } };
}
