import type { ChainHead } from '../../domain/sync/events.ts';
import {
  handshakeAnswerSchema,
  pushAnswerSchema,
  pushRequestSchema,
} from '../../domain/sync/sync.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Letter, Reply } from './network.ts';

/** One link of a chain, as a hub confirmed it. */
export interface Link {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
}

/** A link in one line, for comparisons and messages. */
export function nameOf({ station, incarnation, kseq, hash }: Link): string {
  return `${station} ${incarnation} ${kseq} ${hash}`;
}

/** What the hub had promised at a moment: no answer to a later request may say less. */
export interface Promised {
  heads: ReadonlyMap<string, ChainHead>;
  requests: ReadonlyMap<string, number>;
  epoch: number;
}

interface Sender {
  station: string;
  /** Whether the hub must not take its facts. */
  isRevoked: boolean;
  /** What the hub had promised when its request arrived. */
  promised: Promised;
}

/**
 * Listens to the hub's answers and remembers what it promised in its present epoch. The hub may
 * never take back what it confirmed.
 */
export class HubRecord {
  /** What was confirmed with a 200, by place in its chain. */
  readonly confirmed = new Map<string, Link>();
  readonly #heads = new Map<string, ChainHead>();
  /** The highest number of an accepted request, by station. */
  readonly #requests = new Map<string, number>();

  #epoch = 0;
  /** Numbers of accepted requests, with their station. */
  readonly #taken = new Set<string>();

  /** What the hub has promised as a request arrives; other requests may be in progress. */
  promised(): Promised {
    return {
      heads: new Map(this.#heads),
      requests: new Map(this.#requests),
      epoch: this.#epoch,
    };
  }

  /** Begins a new epoch: a hub that has forgotten them cannot keep earlier promises. */
  beginEpoch(): void {
    this.confirmed.clear();
    this.#heads.clear();
    this.#requests.clear();
    this.#taken.clear();
    this.#epoch += 1;
  }

  note(letter: Letter, reply: Reply, sender: Sender): void {
    if (!reply.ok || sender.promised.epoch !== this.#epoch) return;
    if (letter.method === 'handshake') {
      const { heads } = handshakeAnswerSchema.parse(JSON.parse(reply.text));
      for (const head of heads) this.#raise(head, sender.promised);
    }
    if (letter.method === 'push') this.#notePush(letter, reply, sender);
  }

  #notePush(letter: Letter, reply: Reply, sender: Sender): void {
    const { isRevoked, promised } = sender;
    const request = pushRequestSchema.parse(JSON.parse(letter.text));
    const last = promised.requests.get(sender.station) ?? 0;
    const name = `${sender.station} ${request.request}`;
    if (request.request <= last || this.#taken.has(name)) {
      throw new BrokenInvariant('no-replay', `${name} is taken again, after ${last}`);
    }
    this.#taken.add(name);
    const highest = this.#requests.get(sender.station) ?? 0;
    this.#requests.set(sender.station, Math.max(highest, request.request));
    const { head } = pushAnswerSchema.parse(JSON.parse(reply.text));
    if (isRevoked) throw new BrokenInvariant('quarantine', `${name} of a revoked kiosk is taken`);
    this.#raise(head, promised);
    const { station, incarnation } = request;
    for (const { kseq, hash } of request.events) {
      if (kseq > head.lastKseq) break;
      this.confirmed.set(`${station} ${incarnation} ${kseq}`, { station, incarnation, kseq, hash });
    }
  }

  #raise(head: ChainHead, promised: Promised): void {
    const chain = `${head.station} ${head.incarnation}`;
    const before = promised.heads.get(chain);
    if (before !== undefined) {
      const same = before.lastKseq === head.lastKseq;
      if (before.lastKseq > head.lastKseq || (same && before.hash !== head.hash)) {
        throw new BrokenInvariant(
          'head-never-back',
          `${chain}: ${before.lastKseq} ${before.hash}, then ${head.lastKseq} ${head.hash}`,
        );
      }
    }
    const highest = this.#heads.get(chain)?.lastKseq ?? 0;
    if (head.lastKseq >= highest) this.#heads.set(chain, head);
  }
}
