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

/** A link in one line, for comparing and for messages. */
export function nameOf({ station, incarnation, kseq, hash }: Link): string {
  return `${station} ${incarnation} ${kseq} ${hash}`;
}

/** What was promised at a moment: answers to requests that arrive after it must not say less. */
export interface Promised {
  heads: ReadonlyMap<string, ChainHead>;
  requests: ReadonlyMap<string, number>;
  epoch: number;
}

interface Sender {
  station: string;
  /** It is one whose facts the hub must not take. */
  isRevoked: boolean;
  /** What held as its request arrived. */
  promised: Promised;
}

/**
 * Listens at the hub's door and remembers what the hub has promised in its present epoch: what it
 * confirmed must never be less again.
 */
export class HubRecord {
  /** What was confirmed with a 200, by place in its chain. */
  readonly confirmed = new Map<string, Link>();
  readonly #heads = new Map<string, ChainHead>();
  /** The highest number of a request that was taken, by station. */
  readonly #requests = new Map<string, number>();

  /** Counts the epochs. */
  #epoch = 0;
  /** Numbers of requests that were taken, with their station. */
  readonly #taken = new Set<string>();

  /** What holds as a request arrives; others may be under way. */
  promised(): Promised {
    return {
      heads: new Map(this.#heads),
      requests: new Map(this.#requests),
      epoch: this.#epoch,
    };
  }

  /** A new epoch: earlier promises cannot be kept by a hub that has forgotten them. */
  beginEpoch(): void {
    this.confirmed.clear();
    this.#heads.clear();
    this.#requests.clear();
    this.#taken.clear();
    this.#epoch += 1;
  }

  /** Takes down what passed the door. */
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
