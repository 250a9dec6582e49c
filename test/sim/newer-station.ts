import { canonicalJson, type JsonValue } from '../../domain/base/json.ts';
import { factId, genesisHash, hashBody } from '../../domain/ledger/chain.ts';
import { nextHlc } from '../../domain/ledger/hlc.ts';
import { headText } from '../../domain/ledger/signed-head.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { createPort, SyncFailure, type Way } from './network.ts';
import { operators, plainAdmission, registered, simEvent } from './people.ts';
import { type Random, randomUuid } from './random.ts';

/** The kinds of facts that the newer version writes. */
export type NewerFact =
  /** Today's form with an extra field. */
  | 'more-fields'
  /** A type of fact that this version does not know. */
  | 'unknown-type'
  | 'ordinary'
  | 'not-json'
  /** Well formed, but its place differs from the one in its envelope. */
  | 'other-envelope'
  | 'not-a-fact';

/** Whether the hub streams such a fact; otherwise it keeps it in quarantine. */
export const isUnderstood: Record<NewerFact, boolean> = {
  'more-fields': true,
  'unknown-type': false,
  ordinary: true,
  'not-json': false,
  'other-envelope': false,
  'not-a-fact': false,
};

export interface WrittenFact {
  event: WireEvent;
  kind: NewerFact;
  id: string;
}

/**
 * A station of a later version, which writes facts in forms that this version does not know. Its
 * client is as simple as possible: it asks for the hub's head of its chain and pushes what follows.
 */
export class NewerStation {
  readonly station: string;
  readonly written: WrittenFact[] = [];
  token: string | null = null;
  #hlc = '000000000000000-00000';

  constructor(station: string) {
    this.station = station;
  }

  write(kind: NewerFact, random: Random, wall: number): WrittenFact {
    const kseq = this.written.length + 1;
    const previous = this.written.at(-1)?.event.hash ?? genesisHash;
    this.#hlc = nextHlc(this.#hlc, wall);
    const said = { kseq, hlc: this.#hlc, wall };
    const draft = this.#body(kind, { ...said, id: randomUuid(random) });
    const id = factId(draft, nodeCrypto);
    const body = this.#body(kind, { ...said, id });
    const hash = hashBody(previous, body, nodeCrypto);
    const event = { kseq, hash, body, personal: null, signature: null, receipt: null };
    const fact = { event, kind, id };
    this.written.push(fact);
    return fact;
  }

  #body(kind: NewerFact, said: { id: string; kseq: number; hlc: string; wall: number }): string {
    if (kind === 'not-json') return `{"id":"${said.id}",`;
    if (kind === 'not-a-fact') return canonicalJson({ id: said.id, note: 'no fact' });
    const fact: Record<string, JsonValue> = {
      ...plainAdmission,
      ...said,
      station: this.station,
      incarnation: 1,
      delegateId: registered[said.kseq % registered.length]?.id ?? null,
      operatorId: operators[0]?.id ?? null,
      version: kind === 'ordinary' ? 1 : 2,
    };
    if (kind === 'other-envelope') fact.kseq = said.kseq + 1;
    if (kind === 'unknown-type') fact.type = 'escorted';
    if (kind === 'more-fields') fact.escort = { since: said.wall, words: ['é', '名'] };
    return canonicalJson(fact);
  }

  /**
   * Pushes what the hub lacks and returns whether there was anything. A refusal or a missing answer
   * ends the sync; it tries again at its next one.
   */
  async sync(way: Way, wall: number, sign: (text: string) => string): Promise<boolean> {
    const { token } = this;
    if (token === null) return false;
    const port = createPort(() => token, way);
    try {
      const { station } = this;
      const last = this.written.at(-1)?.event;
      const { kseq: lastKseq, hash } = last ?? { kseq: 0, hash: genesisHash };
      const answer = await port.handshake({
        event: simEvent.file.id,
        own: { station, incarnation: 1, lastKseq, hash },
        held: [],
        name: 'Newer',
        mode: 'desk',
        version: '2',
        wall,
        operators: [],
      });
      const head = answer.heads.find((one) => one.station === station);
      const events = this.written.slice(head?.lastKseq ?? 0).map(({ event }) => event);
      const end = events.at(-1);
      if (end === undefined) return false;
      const text = headText({ station, incarnation: 1, kseq: end.kseq, hash: end.hash });
      events[events.length - 1] = { ...end, signature: sign(text) };
      await port.push({
        epoch: answer.epoch,
        request: answer.lastRequest + 1,
        station,
        incarnation: 1,
        previous: head?.hash ?? genesisHash,
        events,
        author: null,
      });
      return true;
    } catch (error) {
      if (!(error instanceof HubProblem) && !(error instanceof SyncFailure)) throw error;
      if (error.code === 'unauthorised') this.token = null;
      return true;
    }
  }
}
