import type { WireEvent } from '../../domain/sync/events.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';
import { linkHash } from '../../platform/crypto/node-crypto.ts';

/** Why a push's events are not all links of one run. */
export type RunDefect = 'out-of-order' | 'chain-differs';

/** The events of a push, as far as they form one run of a chain. */
export interface Run {
  /** From the first on: consecutive numbers, and each hash made from its predecessor and body. */
  links: WireEvent[];
  /** Null if every event is a link. */
  defect: RunDefect | null;
}

/** Checks a push by itself, before the store is queried. */
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
