import { jsonOf } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';
import type { LocalDay } from '../event/event-file.ts';
import { authoredIncarnation, genesisHash } from '../ledger/chain.ts';
import { type DayClosedPayload, dayClosedOf } from './close-fact.ts';
import type { LifeEvidence } from './station-verdict.ts';

/** A link of a chain as held here; `body` is null where it is missing. */
export interface HeldLink {
  kseq: number;
  hash: string;
  body: string | null;
}

/** What is known of a life besides its links. */
export interface LifeSurroundings {
  /** The head as stored beside the links. */
  head: { lastKseq: number; hash: string };
  /** Facts that the station reported to hold; 0 where it did not report this life. */
  said: number;
  /** Number of links in quarantine after the head. */
  beyond: number;
}

/**
 * Reads one chain from its first link on and collects the evidence for a day's verdict.
 *
 * @param day `YYYY-MM-DD`
 * @param hash `hashBody` of domain/ledger/chain.ts, or a faster function with the same result
 */
export function createLifeReader(
  day: LocalDay,
  incarnation: number,
  hash: (previous: string, body: string) => string,
) {
  const authored = authoredIncarnation(incarnation);
  let count = 0;
  let head = genesisHash;
  let brokenAt: number | null = null;
  let close: LifeEvidence['close'] = null;
  let unclosed = 0;
  const notCounted: LifeEvidence['notCounted'] = [];
  return {
    /** Adds the next link. `counts`: the day's figures may include its fact. */
    add: ({ kseq, hash: said, body }: HeldLink, counts: boolean): void => {
      if (brokenAt !== null) return;
      if (kseq !== count + 1 || body === null || hash(head, body) !== said) {
        brokenAt = count + 1;
        return;
      }
      const closed = closeIn(body);
      const localDay = dayIn(body);
      if (closed !== null && closed.incarnation === authored && closed.day >= day) {
        const agrees = closed.count === count && closed.head === head;
        close = { kseq, count: closed.count, head: closed.head, agrees, wall: closed.wall };
        unclosed = 0;
      } else if (closed === null && localDay !== null && localDay <= day) unclosed += 1;
      if (!counts) addPlace(notCounted, kseq);
      count += 1;
      head = said;
    },
    evidence: (known: LifeSurroundings): LifeEvidence => {
      const isAtHead = count === known.head.lastKseq && head === known.head.hash;
      if (!isAtHead) brokenAt ??= count + 1;
      const { said, beyond } = known;
      return { incarnation, count, head, said, brokenAt, close, unclosed, beyond, notCounted };
    },
  };
}

function addPlace(ranges: LifeEvidence['notCounted'], kseq: number): void {
  const last = ranges.at(-1);
  if (last?.to === kseq - 1) last.to = kseq;
  else ranges.push({ from: kseq, to: kseq });
}

// Quotes in the payload are escaped in a fact's canonical text, so only its own fields match.
const closePattern = /"payload":"((?:[^"\\]|\\.)*)".*"type":"day-closed"/;
const wallPattern = /"wall":(\d+)/;
const dayPattern = /"localDay":"(\d{4}-\d{2}-\d{2})"/;

/** Reads the close in a link and its time, also from a fact whose form is unknown. */
function closeIn(body: string): (DayClosedPayload & { wall: number }) | null {
  if (!body.includes('"type":"day-closed"')) return null;
  const payload = closePattern.exec(body)?.[1];
  if (payload === undefined) return null;
  // The body may be any text. One that is not JSON closes nothing, and must not stop a day's
  // report.
  const text = jsonOf(`"${payload}"`);
  const closed = dayClosedOf({ type: 'day-closed', payload: String(text) });
  // A time beyond the range of a date would make the whole report unreadable, so it closes nothing.
  const wall = momentSchema.safeParse(Number(wallPattern.exec(body)?.[1] ?? 0)).data;
  return closed === null || wall === undefined ? null : { ...closed, wall };
}

function dayIn(body: string): LocalDay | null {
  return dayPattern.exec(body)?.[1] ?? null;
}
