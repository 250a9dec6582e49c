import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { StationRow } from '../../../db/ledger/station.ts';

const markSchema = z.strictObject({
  station: z.uuid(),
  stationNumber: z.string().length(8),
  incarnation: z.int().positive(),
  lastKseq: z.int().nonnegative(),
  chainHead: z.string().length(64),
  lastBadgeCount: z.int().nonnegative(),
});
/** How far this station's ledger had gone at its last answer, kept beside the store. */
export type HeadMark = z.infer<typeof markSchema>;

/** Two slots, written in turn: a write that is cut short leaves the other one whole. */
const slotBytes = 512;

/**
 * Opens the mark for writing. A write is not flushed: the mark only serves to recognise a store
 * that lost its end, and the ledger itself is what must not be lost. The mark holds ids and numbers
 * only. It takes its space on the disk at once, so that a full disk does not stop it.
 *
 * @throws Error where the file cannot be made
 */
export function openHeadMark(path: string) {
  const before = readHeadMark(path);
  const file = openSync(path, 'a+', 0o600);
  closeSync(file);
  const slots = openSync(path, 'r+');
  ftruncateSync(slots, 2 * slotBytes);
  let slot = 0;
  let known = before === null ? '' : nameOf(before);
  return {
    /** Notes the ledger's head if it moved. Takes a few microseconds; never throws. */
    note: (station: StationRow): void => {
      const name = nameOf(station);
      if (name === known) return;
      try {
        slot = 1 - slot;
        writeSync(slots, record(station), 0, slotBytes, slot * slotBytes);
        known = name;
      } catch {
        // Without the mark a recovery reports that it cannot tell whether anything is missing.
      }
    },
    close: (): void => closeSync(slots),
  };
}

export function readHeadMark(path: string): HeadMark | null {
  try {
    const bytes = readFileSync(path);
    const marks = [0, 1].flatMap((slot) => {
      const mark = markOf(bytes.subarray(slot * slotBytes, (slot + 1) * slotBytes));
      return mark === null ? [] : [mark];
    });
    return marks.sort(byAge).at(-1) ?? null;
  } catch {
    // There is no file yet, or it is unreadable.
    return null;
  }
}

function byAge(a: HeadMark, b: HeadMark): number {
  return a.incarnation - b.incarnation || a.lastKseq - b.lastKseq;
}

function nameOf({ station, incarnation, lastKseq, lastBadgeCount }: HeadMark): string {
  return `${station} ${incarnation} ${lastKseq} ${lastBadgeCount}`;
}

function record(station: StationRow): Buffer {
  const mark: HeadMark = {
    station: station.station,
    stationNumber: station.stationNumber,
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
