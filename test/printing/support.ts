import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertBadge } from '../../db/badges/badges.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { findPrintJob, insertPrintJob, type PrintJobRow } from '../../db/printing/print-jobs.ts';
import { openStore } from '../../db/station/open.ts';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import type { Context } from '../../main/base/context.ts';
import type { Log } from '../../main/base/log.ts';
import { pictureBytes } from '../../main/printing/languages/thermal-encoder.ts';
import type { PrintQueueDeps } from '../../main/printing/queue.ts';
import { createPrintQueue, type PrintQueue } from '../../main/printing/queue.ts';
import { hashBitmap } from '../../main/printing/render/bitmap.ts';
import type { Renderer } from '../../main/printing/render/renderer.ts';
import type { TransportTimings } from '../../main/printing/transport/link.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import type { PrintedJob } from '../support/virtual-printer/tray.ts';
import { blankBadge } from './sample-badges.ts';

export const eventId = '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a01';

/** Short, so that faults show quickly, but long enough for a busy machine. */
export const quickTimings: TransportTimings = {
  connect: 1_000,
  answer: 800,
  stall: 800,
  confirm: 1_200,
  awaitingPoll: 40,
  watch: 160,
};

export interface TestStore {
  db: WritableDatabase;
  /** Reopens the same file, as after a crash. */
  reopen(): WritableDatabase;
  remove(): void;
}

export function makeStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-printing-'));
  const open = (): WritableDatabase =>
    openStore({
      path: join(folder, 'store.db'),
      key: new Uint8Array(32).fill(7),
      nativeBinding: undefined,
    });
  const store: TestStore = {
    db: open(),
    reopen: () => {
      if (store.db.open) store.db.close();
      store.db = open();
      return store.db;
    },
    remove: () => {
      if (store.db.open) store.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return store;
}

/**
 * Inserts a badge with its job, as a check-in writes them; `number` from 0. Returns the job's id.
 */
export function insertBadgeJob(db: WritableDatabase, number: number, wall: number): string {
  const id = (kind: string): string =>
    `${kind}000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const serial = `TEST-${number}`;
  db.transaction(() => {
    db.prepare(
      `INSERT INTO attendance_event (id, event_id, station, incarnation, kseq, type, local_day, hlc, wall, version,
         payload, hash, effective) VALUES (?, ?, 'k', 1, ?, 'badge-issued', '2018-10-02', '', ?, 1, '{}', ?, '')`,
    ).run(id('ae'), eventId, number + 1, wall, '0'.repeat(64));
    insertBadge(db, {
      serial,
      eventId,
      delegateId: id('de'),
      code: `code-${number}`,
      issuedBy: id('ae'),
      reason: 'first',
      replaces: null,
      state: 'issued',
      wall,
    });
    insertPrintJob(db, {
      id: id('b0'),
      eventId,
      kind: 'badge',
      badgeSerial: serial,
      delegateId: id('de'),
      priority: 0,
      wall,
    });
  }).immediate();
  return id('b0');
}

export function jobOf(db: WritableDatabase, id: string): PrintJobRow {
  const job = findPrintJob(db, id);
  if (job === null) throw new Error(`no job ${id}`);
  return job;
}

/** Content that only identifies the job and the attempt. */
export function plainContent(job: PrintJobRow): BadgeContent {
  const serialText = job.badgeSerial?.slice('TEST-'.length) ?? '255';
  return { ...blankBadge, serialText, attemptMark: String(job.attempt) };
}

/**
 * Rows of the plain badge: more than one band, so that a job can break between and inside bands.
 */
export const plainRows = 200;
const rowBytes = 16;
/** Number of a test print, where a badge has its own number. */
const testPrintNumber = 254;

/**
 * Questions that printers execute (`DLE EOT 1`, Star's `ESC ACK SOH`), and cuts that they must not
 * (`GS V 0`, Star's `ESC d 2`).
 */
const commandsInPicture = [0x10, 0x04, 0x01, 0x1d, 0x56, 0x00, 0x1b, 0x06, 0x01, 0x1b, 0x64, 0x02];

/**
 * Draws a picture that names job, attempt and row in each row, instead of a badge, so that a test
 * can identify what the printer printed. Each row also contains commands.
 */
export const plainRenderer: Renderer = {
  render: async (content) => {
    const [number, attempt] =
      'kind' in content
        ? [testPrintNumber, 1]
        : [Number(content.serialText), Number(content.attemptMark)];
    const bits = new Uint8Array(rowBytes * plainRows);
    for (let row = 0; row < plainRows; row += 1) {
      bits.set([number, attempt, row, ...commandsInPicture], row * rowBytes);
    }
    const bitmap = { width: rowBytes * 8, height: plainRows, bits };
    return { bitmap, sha256: hashBitmap(bitmap), missingGlyphs: [], findings: [] };
  },
  toCommands: async (language, part) => pictureBytes(language, part),
  toPng: async () => new Uint8Array(),
  close: async () => {},
};

/**
 * The number of the job and the attempt of a badge that is whole in the printer's tray, or null.
 */
export function wholeBadge(printed: PrintedJob): { job: number; attempt: number } | null {
  if (!printed.cut || printed.broken || printed.rows.length < plainRows) return null;
  const [job = -1, attempt = -1] = printed.rows[0] ?? [];
  // Star's strips are padded with white.
  const whole = printed.rows.every((row, i) =>
    i < plainRows
      ? row[0] === job && row[1] === attempt && row[2] === i
      : row.every((byte) => byte === 0),
  );
  return whole ? { job, attempt } : null;
}

/** A QL-820NWB with 62 mm tape. */
const brother = { head: 720, modelCode: 0x41, roll: '62' } as const;

export function tcpPrinter(
  { host, port }: { host: string; port: number },
  changes: Partial<PrinterSettings> = {},
): PrinterSettings {
  return {
    id: 'front',
    name: 'Front desk',
    model: '',
    language: 'escpos',
    connection: { kind: 'tcp', host, port },
    ability: 'confirm',
    dotsPerMm: 8,
    widthDots: 576,
    cut: true,
    neighbour: null,
    stock: { name: '', categories: null, template: rollTemplate().id },
    ...(changes.language === 'brother' ? { brother } : {}),
    ...changes,
  };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** UTC milliseconds at which the tests of printing begin. */
export const firstWall = 1_538_460_000_000;

/** The print queue of a store, with fakes for everything that `deps` does not name. */
export function makeQueue(deps: Partial<PrintQueueDeps> & Pick<PrintQueueDeps, 'db'>): PrintQueue {
  return createPrintQueue({
    clock: () => firstWall,
    renderer: plainRenderer,
    openTransport: (settings, events) => openTransport(settings, events, quickTimings),
    templateOf: () => rollTemplate(),
    contentOf: plainContent,
    asksAfterMinutes: () => 5,
    onJobChanged: () => {},
    onPrinterChanged: () => {},
    log: silentLog,
    pollMs: 40,
    ...deps,
  });
}

/** The print queue of a desk without a printer: jobs wait, are held or cancelled. */
export function queueWithoutPrinter({ db, clock }: Context): PrintQueue {
  const openTransport = (): never => {
    throw new Error('no printer is set up');
  };
  return makeQueue({ db, clock, openTransport });
}

/** Timeout of a wait for something that will happen; only a failing test takes so long. */
const timeout = 45_000;

/**
 * Waits until the condition holds, checking every few milliseconds.
 *
 * @param what name of the condition; a function is called after the timeout
 */
export async function until(
  what: string | (() => string),
  condition: () => boolean,
): Promise<void> {
  const end = performance.now() + timeout;
  while (!condition()) {
    if (performance.now() > end) {
      throw new Error(`waited in vain: ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
