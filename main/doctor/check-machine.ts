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
import { scriptSamples } from '../../fonts/script-samples.ts';
import type { Found } from './finding.ts';
import type { DoctorParts } from './parts.ts';

/** A flush slower than this (milliseconds) is felt at each check-in. */
const slowFlush = 100;
const flushes = 5;

/** Room on the disk, and how long it takes until something is really on it. */
export async function checkDisk(parts: DoctorParts): Promise<Found> {
  const free = await parts.freeDisk();
  const state = parts.diskState(free);
  if (free === null) return { check: 'disk', state: 'open', code: 'disk-unknown' };
  const values = { free: (free / 1024 ** 3).toFixed(1), flush: '–' };
  if (state === 'critical') return { check: 'disk', state: 'error', code: 'disk-full', values };
  if (state === 'low') return { check: 'disk', state: 'warning', code: 'disk-low', values };
  const took = flushMilliseconds(parts.dataDir);
  // A folder that cannot be written is a matter of permissions.
  if (took === null) return { check: 'disk', state: 'ok', code: 'disk-well', values };
  const flush = took.toFixed(1);
  return took > slowFlush
    ? { check: 'disk', state: 'warning', code: 'disk-slow', values: { ...values, flush } }
    : { check: 'disk', state: 'ok', code: 'disk-well', values: { ...values, flush } };
}

/** The median of a few, each with a page of the store's size. */
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
    // Said by the check of permissions.
    return null;
  }
}

/** Whether the data folder is this account's alone, and whether printers' devices may be used. */
export function checkPermissions(parts: DoctorParts): Found {
  const values = { folder: parts.dataDir };
  if (!isAllowed(parts.dataDir)) {
    return { check: 'permissions', state: 'error', code: 'permissions-none', values };
  }
  const device = parts.devices().find((path) => !isAllowed(path));
  if (device !== undefined) {
    return { check: 'permissions', state: 'error', code: 'device-forbidden', values: { device } };
  }
  // Windows keeps a profile's folders to their owner by itself, and knows no such bits.
  if (process.platform !== 'win32' && (statSync(parts.dataDir).mode & 0o077) !== 0) {
    return { check: 'permissions', state: 'warning', code: 'permissions-open', values };
  }
  return { check: 'permissions', state: 'ok', code: 'permissions-right' };
}

/** A device that is not plugged in is its printer's matter. */
function isAllowed(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** Every script's fonts load and have the letters. */
export async function checkFonts(parts: DoctorParts): Promise<Found> {
  // Brings the whole of the drawing library into this process: not before somebody asks.
  const { openFontBook } = await import('../../fonts/font-book.ts');
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

/** Mains or battery. */
export function checkPower({ onBattery }: DoctorParts): Found {
  const battery = onBattery();
  if (battery === null) return { check: 'power', state: 'open', code: 'power-open' };
  return battery
    ? { check: 'power', state: 'warning', code: 'power-battery' }
    : { check: 'power', state: 'ok', code: 'power-mains' };
}

/** What runs here. */
export function checkVersion({ version }: DoctorParts): Found {
  const { app, electron, system } = version;
  return { check: 'version', state: 'ok', code: 'version-here', values: { app, electron, system } };
}
