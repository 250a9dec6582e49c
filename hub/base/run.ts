import { hash } from 'node:crypto';
import { maxEventBody } from '../../domain/base/protocol.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';

/** Why the events of a push end before their last. */
export type RunDefect = 'out-of-order' | 'chain-differs';

/** The events of a push, as far as they form one run of a chain. */
export interface Run {
  /** From the first on: consecutive numbers, and each hash made from its predecessor and body. */
  links: WireEvent[];
  /** Null if every event is a link. */
  defect: RunDefect | null;
}

/** For one link after the other: three bytes of UTF-8 are the most that a letter of a body takes. */
const scratch = Buffer.alloc(32 + 3 * maxEventBody);

/** The same as `hashBody` of domain/ledger/chain.ts, by one call of OpenSSL on bytes that are there. */
export function linkHash(previous: string, body: string): string {
  const bytes = body.length > maxEventBody ? Buffer.alloc(32 + 3 * body.length) : scratch;
  const start = bytes.write(previous, 0, 'hex');
  const end = start + bytes.write(body, start, 'utf8');
  return hash('sha256', bytes.subarray(0, end), 'hex');
}

/** Checks a push on its own, before the store is queried. */
export function readRun(request: Pick<PushRequest, 'previous' | 'events'>): Run {
  let previous = request.previous;
  let expected = request.events[0]?.kseq ?? 1;
  for (const [index, event] of request.events.entries()) {
    const defect =
      event.kseq !== expected
        ? 'out-of-order'
        : linkHash(previous, event.body) !== event.hash
          ? 'chain-differs'
          : null;
    if (defect !== null) return { links: request.events.slice(0, index), defect };
    previous = event.hash;
    expected += 1;
  }
  return { links: request.events, defect: null };
}
