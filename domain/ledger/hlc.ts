// clock: the bound on what a remote clock may add to the hybrid logical clock.

/**
 * Hybrid logical clock (Kulkarni and others, "Logical Physical Clocks", 2014) as text that sorts by
 * time: 15 digits of UTC milliseconds, a hyphen, a counter of 5 digits. The caller breaks ties
 * between stations, by (clock, station, sequence number).
 */
export const firstHlc = '000000000000000-00000';

/**
 * A remote clock further ahead of ours than this (milliseconds) is not followed. One station with a
 * wrong date must not drag all others into its future.
 */
export const maxDrift = 60_000;

const lastCounter = 99_999;

interface Reading {
  milliseconds: number;
  counter: number;
}

/** Reads the text of a clock; null if it is not one. */
export function parseHlc(text: string): Reading | null {
  if (!/^\d{15}-\d{5}$/.test(text)) return null;
  return { milliseconds: Number(text.slice(0, 15)), counter: Number(text.slice(16)) };
}

/**
 * The clock of the next fact written here. It is later than `local` whatever the wall clock (UTC
 * milliseconds) does, and equals the wall clock where possible.
 *
 * @throws RangeError if `local` is not a clock
 */
export function nextHlc(local: string, wall: number): string {
  const last = parsed(local);
  const now = Math.floor(wall);
  return format(
    now > last.milliseconds
      ? { milliseconds: now, counter: 0 }
      : { milliseconds: last.milliseconds, counter: last.counter + 1 },
  );
}

/**
 * Our clock after a remote one was seen: not earlier than either, so that the next fact sorts after
 * those seen. A remote clock too far ahead of the wall clock is not followed. `drifting` then
 * reports it, for the screen and the report.
 *
 * @throws RangeError if one of them is not a clock
 */
export function mergeHlc(
  local: string,
  remote: string,
  wall: number,
): { hlc: string; drifting: boolean } {
  const drifting = parsed(remote).milliseconds - wall > maxDrift;
  parsed(local);
  return { hlc: drifting || remote < local ? local : remote, drifting };
}

/** A hub's bounds on the time at which a fact was written. */
export interface ClockBounds {
  /** The effective clock of the previous fact in its chain; null for the first. */
  previous: string | null;
  /**
   * UTC milliseconds at which the station joined the event: the fact is not earlier. Null where
   * unknown.
   */
  earliest: number | null;
  /** UTC milliseconds at which a hub first had the fact. */
  received: number;
}

/**
 * The clock that orders a fact: its author's clock, at most a minute after a hub had the fact, and
 * not before the clock of the previous fact. It depends only on what all machines hold alike, so
 * all of them fold alike.
 *
 * @throws RangeError if `hlc` is not a clock
 */
export function effectiveClock(hlc: string, { previous, earliest, received }: ClockBounds): string {
  parsed(hlc);
  const latest = clockAtTime(received + maxDrift);
  const soonest = earliest === null ? firstHlc : clockAtTime(earliest);
  let effective = hlc;
  if (effective < soonest) effective = soonest;
  if (effective > latest) effective = latest;
  return previous !== null && previous > effective ? previous : effective;
}

/**
 * The first clock of a moment.
 *
 * @param time UTC milliseconds
 */
export function clockAtTime(time: number): string {
  return format({ milliseconds: Math.max(0, Math.floor(time)), counter: 0 });
}

function parsed(text: string): Reading {
  const reading = parseHlc(text);
  if (reading === null) throw new RangeError('not a hybrid logical clock');
  return reading;
}

function format(reading: Reading): string {
  const full = reading.counter > lastCounter;
  const milliseconds = full ? reading.milliseconds + 1 : reading.milliseconds;
  const counter = full ? 0 : reading.counter;
  return `${String(milliseconds).padStart(15, '0')}-${String(counter).padStart(5, '0')}`;
}
