import { type Condition, isStopped } from '../condition-bytes.ts';

/** What a Star printer's status tells beside its condition. */
export interface StarState {
  condition: Condition;
  hot: boolean;
  /** How many ETB it has met, of which five bits are told. */
  count: number;
}

/**
 * The status of nine bytes (Star, "STAR Line Mode Command Specifications", appendix 2, "Automatic status").
 *
 * @param framed true on a network: bit 7 of the second byte says that a length follows
 */
export function starStatus(state: StarState, framed: boolean): number[] {
  const { condition, hot, count } = state;
  return [
    0x23,
    0x06 | (framed ? 0x80 : 0),
    (condition.cover === 'open' ? 0x20 : 0) | (isStopped(condition) || hot ? 0x08 : 0),
    (condition.error ? 0x08 : 0) | (hot ? 0x40 : 0),
    0x00,
    (condition.paper ? 0 : 0x08) | (condition.paperLow ? 0x06 : 0),
    0x00,
    ((count & 0x18) << 2) | ((count & 0x07) << 1),
    0x00,
  ];
}

/** A status alone, as it goes over the cable. */
export function statusFrame(state: StarState, framed: boolean): Uint8Array {
  const status = starStatus(state, framed);
  return Uint8Array.from(framed ? [...status, 0x00, 0x00] : status);
}

/**
 * The answer to ESC GS ETX 1: the command's bytes, the counter and NUL; on a network behind a status, as
 * "23", ":", "B", length, answer, ";" (Star, "STAR Graphic Mode Command Specifications", appendix 2).
 */
export function endFrame(
  job: { n1: number; n2: number; counter: number },
  state: StarState,
  framed: boolean,
): Uint8Array {
  const echo = [0x1b, 0x1d, 0x03, 0x01, job.n1, job.n2, job.counter, 0x00];
  if (!framed) return Uint8Array.from(echo);
  const data = [...Buffer.from('23:B', 'latin1'), 0x00, echo.length, ...echo, 0x3b];
  return Uint8Array.from([...starStatus(state, true), 0x00, data.length, ...data]);
}
