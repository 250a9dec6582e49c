import type { ChainHead } from '../../domain/wire/events.ts';
import {
  handshakeAnswerSchema,
  pushAnswerSchema,
  pushRequestSchema,
} from '../../domain/wire/sync.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Letter, Reply } from './network.ts';

/** One link of a chain, as a hub confirmed it. */
export interface Link {
  kiosk: string;
  incarnation: number;
  kseq: number;
  hash: string;
}

/**
 * Listens at the hub's door and remembers what the hub has promised in its present epoch: what it
 * confirmed must never be less again.
 */
export class HubRecord {
  /** What was confirmed with a 200, by place in its chain. */
  readonly confirmed = new Map<string, Link>();
  /** What a revoked kiosk pushed and the hub confirmed: it must lie in quarantine. */
  readonly refused = new Map<string, Link>();
  readonly #heads = new Map<string, ChainHead>();
  /** The highest number of a request that was taken, by kiosk. */
  readonly #requests = new Map<string, number>();

  /** A new epoch: earlier promises cannot be kept by a hub that has forgotten them. */
  beginEpoch(): void {
    this.confirmed.clear();
    this.refused.clear();
    this.#heads.clear();
    this.#requests.clear();
  }

  /** Takes down what passed the door. `isRevoked`: the sender is one whose facts the hub must not take. */
  note(letter: Letter, reply: Reply, sender: { kiosk: string; isRevoked: boolean }): void {
    if (!reply.ok) return;
    if (letter.method === 'handshake') {
      const { heads } = handshakeAnswerSchema.parse(JSON.parse(reply.text));
      for (const head of heads) this.#raise(head);
    }
    if (letter.method === 'push') this.#notePush(letter, reply, sender);
  }

  #notePush(letter: Letter, reply: Reply, sender: { kiosk: string; isRevoked: boolean }): void {
    const { isRevoked } = sender;
    const request = pushRequestSchema.parse(JSON.parse(letter.text));
    const last = this.#requests.get(sender.kiosk) ?? 0;
    if (request.request <= last) {
      throw new BrokenInvariant('no-replay', `${sender.kiosk}: ${request.request} after ${last}`);
    }
    this.#requests.set(sender.kiosk, request.request);
    const { head } = pushAnswerSchema.parse(JSON.parse(reply.text));
    if (!isRevoked) this.#raise(head);
    const { kiosk, incarnation } = request;
    for (const { kseq, hash } of request.events) {
      if (kseq > head.lastKseq) break;
      const book = isRevoked ? this.refused : this.confirmed;
      book.set(`${kiosk} ${incarnation} ${kseq}`, { kiosk, incarnation, kseq, hash });
    }
  }

  #raise(head: ChainHead): void {
    const chain = `${head.kiosk} ${head.incarnation}`;
    const before = this.#heads.get(chain);
    if (before !== undefined) {
      const same = before.lastKseq === head.lastKseq;
      if (before.lastKseq > head.lastKseq || (same && before.hash !== head.hash)) {
        throw new BrokenInvariant(
          'head-never-back',
          `${chain}: ${before.lastKseq} ${before.hash}, then ${head.lastKseq} ${head.hash}`,
        );
      }
    }
    this.#heads.set(chain, head);
  }
}
