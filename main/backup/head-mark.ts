import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { StationRow } from '../../db/station.ts';

const markSchema = z.strictObject({
  kiosk: z.uuid(),
  kioskNumber: z.string().length(8),
  incarnation: z.int().positive(),
  lastKseq: z.int().nonnegative(),
  chainHead: z.string().length(64),
  lastBadgeCount: z.int().nonnegative(),
});
/** How far this station's ledger went when it last answered somebody, kept beside the store. */
export type HeadMark = z.infer<typeof markSchema>;

/** Writes the mark after each fact. */
export interface HeadMarker {
  /** Notes where the ledger stands, if it moved. Takes a few microseconds; never throws. */
  note(station: StationRow): void;
  close(): void;
}

/** Two places, written in turn: a write that is cut short leaves the other one whole. */
const slotBytes = 512;

/**
 * Opens the mark for writing. It is not flushed to the disk each time: it is there to tell a store that lost its end
 * from one that is whole, the ledger itself is what must not be lost. It holds ids and numbers only, and takes its
 * room on the disk at once, so that a full one does not stop it.
 *
 * @throws Error where the file cannot be made
 */
export function openHeadMark(path: string): HeadMarker {
  const before = readHeadMark(path);
  const file = openSync(path, 'a+', 0o600);
  closeSync(file);
  const slots = openSync(path, 'r+');
  ftruncateSync(slots, 2 * slotBytes);
  let slot = 0;
  let known = before === null ? '' : nameOf(before);
  return {
    note: (station) => {
      const name = nameOf(station);
      if (name === known) return;
      try {
        slot = 1 - slot;
        writeSync(slots, record(station), 0, slotBytes, slot * slotBytes);
        known = name;
      } catch {
        // Without the mark a recovery says that it cannot tell whether anything is missing.
      }
    },
    close: () => closeSync(slots),
  };
}

/** The newest mark, or null where there is none that can be read. */
export function readHeadMark(path: string): HeadMark | null {
  try {
    const bytes = readFileSync(path);
    const marks = [0, 1].flatMap((slot) => {
      const mark = markOf(bytes.subarray(slot * slotBytes, (slot + 1) * slotBytes));
      return mark === null ? [] : [mark];
    });
    return marks.sort(byAge).at(-1) ?? null;
  } catch {
    // No file yet, or none that can be read.
    return null;
  }
}

function byAge(a: HeadMark, b: HeadMark): number {
  return a.incarnation - b.incarnation || a.lastKseq - b.lastKseq;
}

function nameOf({ kiosk, incarnation, lastKseq, lastBadgeCount }: HeadMark): string {
  return `${kiosk} ${incarnation} ${lastKseq} ${lastBadgeCount}`;
}

function record(station: StationRow): Buffer {
  const mark: HeadMark = {
    kiosk: station.kiosk,
    kioskNumber: station.kioskNumber,
    incarnation: station.incarnation,
    lastKseq: station.lastKseq,
    chainHead: station.chainHead,
    lastBadgeCount: station.lastBadgeCount,
  };
  const text = JSON.stringify(mark);
  return Buffer.from(`${checkOf(text)} ${text}`.padEnd(slotBytes));
}

function markOf(bytes: Buffer): HeadMark | null {
  const text = bytes.toString('utf8').trimEnd();
  const json = text.slice(65);
  if (text.slice(0, 64) !== checkOf(json)) return null;
  const parsed = markSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

function checkOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
