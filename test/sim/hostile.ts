import { toBase64 } from '../../domain/base/bytes.ts';
import { canonicalJson, type JsonValue } from '../../domain/base/json.ts';
import { pageRows, type StationMode } from '../../domain/base/protocol.ts';
import type { AttendanceEvent, AttendanceType } from '../../domain/ledger/attendance.ts';
import { bodyOf, commitment, factId, genesisHash, hashBody } from '../../domain/ledger/chain.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';
import { headText } from '../../domain/ledger/signed-head.ts';
import type { StreamedEvent, WireEvent } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HandshakeAnswer, HandshakeRequest, PushRequest } from '../../domain/sync/sync.ts';
import type { HubPort } from '../../main/hub-client/hub-port.ts';
import { readPrivateKey, type SigningKeys, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  extremeFact,
  extremeGreeting,
  extremePush,
  extremeQuestions,
  livesClaimed,
  type NumberDeed,
} from './hostile-numbers.ts';
import { createPort, SyncFailure, type Way } from './network.ts';
import { plainAdmission, registered, saidOperator, simEvent } from './people.ts';
import type { Random } from './random.ts';

/** What a thief does with a station, using its genuine token and key. */
export const hostileDeeds = [
  'says what its mode may say',
  'says what its mode may not say',
  'goes on with another’s chain, unsigned',
  'goes on with another’s chain, signed by itself',
  'goes on behind what another signed',
  'begins a new life of another',
  'presents itself as another',
  'takes the id of another’s fact',
  'brings another payload to another’s fact',
  'claims chains without end',
  'sends again what was sent',
  'sets its clock years ahead',
  'sends what is too large',
  'admits without a ticket',
  'undoes what another admitted',
  'copies another’s chain as a branch',
] as const;
export type HostileDeed = (typeof hostileDeeds)[number];

const forbidden: readonly AttendanceType[] = [
  'delegate-replaced',
  'walk-in-registered',
  'person-changed',
  'registration-changed',
  'facts-judged',
  'badge-handed-over',
  'duplicate-resolved',
  'finding-resolved',
];

/** A stolen kiosk or door. It reads all that its mode may read, and sends whatever it likes. */
export class HostileStation {
  readonly station: string;
  readonly mode: Exclude<StationMode, 'desk'>;
  readonly #keys: SigningKeys;
  /** Its own chain, as the hub has it. */
  #own: WireEvent[] = [];
  #last: PushRequest | null = null;

  constructor(station: string, mode: Exclude<StationMode, 'desk'>, keys: SigningKeys) {
    this.station = station;
    this.mode = mode;
    this.#keys = keys;
  }

  /** Does a deed and returns whether the hub took it. Refusals and missing answers are expected. */
  async act(
    deed: HostileDeed | NumberDeed,
    { token, way, random, wall }: { token: string; way: Way; random: Random; wall: number },
  ): Promise<boolean> {
    const port = createPort(() => token, way);
    try {
      const answer = await port.handshake(this.#greeting(deed, wall, random));
      if (deed === 'asks with an extreme number') {
        const { chain, page } = extremeQuestions(this.station, answer.epoch, random);
        await port.chain(chain);
        await port.pullEvents(page);
        return true;
      }
      const seen = await read(port, answer);
      const request = this.#requestOf(deed, { answer, seen, random, wall });
      if (request === null) return true;
      const { head } = await port.push(request);
      if (request.station === this.station && head.lastKseq > this.#own.length) {
        this.#own = [...this.#own, ...request.events];
      }
      this.#last = request;
      return true;
    } catch (error) {
      if (error instanceof HubProblem || error instanceof SyncFailure) return false;
      throw error;
    }
  }

  #greeting(deed: HostileDeed | NumberDeed, wall: number, random: Random): HandshakeRequest {
    const greeting = this.#plainGreeting(deed, wall, random);
    if (deed === 'greets with an extreme number') return extremeGreeting(greeting, random);
    return deed === 'claims lives of its own' ? livesClaimed(greeting, random) : greeting;
  }

  #plainGreeting(deed: HostileDeed | NumberDeed, wall: number, random: Random): HandshakeRequest {
    const isClaim = deed === 'claims chains without end';
    const chain = (station: string, incarnation: number, lastKseq: number) => {
      return { station, incarnation, lastKseq, hash: 'ab'.repeat(32) };
    };
    return {
      event: simEvent.file.id,
      own: {
        ...chain(this.station, isClaim ? 4_095 : 1, isClaim ? 2 ** 53 - 1 : this.#own.length),
        hash: this.#own.at(-1)?.hash ?? genesisHash,
      },
      held: isClaim
        ? Array.from({ length: 50 }, (_, n) => chain(registered[n % 3]?.id ?? '', n + 1, 9_999))
        : [],
      name: isClaim ? 'Desk' : 'Left',
      mode: this.mode,
      version: '1',
      wall: wall + (isClaim ? random.below(10 ** 9) : 0),
      operators: isClaim ? [{ ...saidOperator, id: registered[0]?.id ?? '', name: 'Nobody' }] : [],
    };
  }

  #requestOf(
    deed: HostileDeed | NumberDeed,
    { answer, seen, random, wall }: Sight,
  ): PushRequest | null {
    const others = seen.filter(({ station }) => station !== this.station);
    const victim = others.length === 0 ? null : random.pick(others);
    const base = { epoch: answer.epoch, request: answer.lastRequest + 1, author: null };
    const hubHead = answer.heads.find(({ station }) => station === this.station);
    this.#own = this.#own.slice(0, hubHead?.lastKseq ?? 0);
    const own = (fact: Partial<AttendanceEvent>, personal?: JsonValue, id?: string) => {
      const chain = { station: this.station, incarnation: 1 };
      const before = this.#own.at(-1);
      const link = linkOf({ ...chain, ...fact }, before, { wall, random }, personal, id);
      const events = [this.#signed(chain, link)];
      return { ...base, ...chain, previous: before?.hash ?? genesisHash, events };
    };
    switch (deed) {
      case 'says what its mode may say': {
        const badgeSerial = `${this.station.slice(0, 8).toUpperCase()}-${String(1 + random.below(9)).padStart(6, '0')}`;
        const issue = { type: 'badge-issued' as const, badgeSerial, checkpoint: null };
        return random.chance(0.5) ? own({}) : own({ ...issue, payload: '{"reason":"first"}' });
      }
      case 'says what its mode may not say': {
        const delegateId = random.pick(registered).id;
        return own({ type: random.pick(forbidden), delegateId }, { note: 'by nobody' });
      }
      case 'sets its clock years ahead':
        return own({ type: 'help-called', hlc: nextHlc(firstHlc, wall + 40 * 365 * 86_400_000) });
      case 'admits without a ticket': {
        const payload = canonicalJson({ identity: null, source: 'camera', read: 'ticket' });
        return own({ type: 'admitted', delegateId: random.pick(registered).id, payload });
      }
      case 'undoes what another admitted':
        return victim === null
          ? null
          : own({
              type: 'admission-undone',
              targetId: idIn(victim),
              payload: '{"reason":"other"}',
            });
      case 'takes the id of another’s fact':
        return victim === null
          ? null
          : own(
              { type: 'admitted', delegateId: random.pick(registered).id },
              undefined,
              idIn(victim),
            );
      case 'sends what is too large':
        return own({ type: 'help-called', payload: 'x'.repeat(20_000) });
      case 'sends again what was sent':
        return this.#last === null ? null : { ...this.#last, request: base.request };
      case 'claims chains without end':
      case 'claims lives of its own':
      case 'greets with an extreme number':
      case 'asks with an extreme number':
        return null;
      case 'pushes an extreme number':
        return extremePush(own({}), random);
      case 'signs an extreme number':
      case 'closes a day with an extreme number':
      case 'names an operator':
        return own(extremeFact(deed, plainAdmission.localDay, random));
      default:
        return victim === null
          ? null
          : { ...base, ...this.#against(deed, victim, seen, wall, random) };
    }
  }

  /** Sends facts in the name of another author whose facts it has read. */
  #against(
    deed: HostileDeed,
    victim: StreamedEvent,
    seen: readonly StreamedEvent[],
    wall: number,
    random: Random,
  ): Omit<PushRequest, 'epoch' | 'request'> {
    const { station } = victim;
    const isNewLife = deed === 'begins a new life of another';
    const incarnation = isNewLife ? 4_095 : victim.incarnation;
    const chain = seen
      .filter((link) => link.station === station && link.incarnation === incarnation)
      .toSorted((a, b) => a.kseq - b.kseq);
    const before = chain.at(-1);
    const fact = { station, incarnation, type: 'admitted' as const };
    const link = linkOf(fact, before, { wall, random });
    const forged = { station, incarnation, previous: before?.hash ?? genesisHash };
    const myself = { mode: 'desk' as const, publicKey: this.#keys.publicKey };
    switch (deed) {
      case 'copies another’s chain as a branch': {
        // Up to the last link that its author signed, so that no new signature is needed.
        const upTo = chain.findLastIndex(({ signature }) => signature !== null) + 1;
        const [first, ...rest] = chain.slice(0, upTo).map(wireOf);
        const place = (incarnation % 4096) + 4096 * (1 + random.below(2 ** 20));
        const events = first === undefined ? [link] : [first, ...rest];
        return { station, incarnation: place, previous: genesisHash, events, author: null };
      }
      case 'goes on with another’s chain, unsigned':
        return { ...forged, events: [link], author: null };
      case 'goes on behind what another signed': {
        const [first = link, ...rest] = chain;
        const events = [...[first, ...rest].map(wireOf), link];
        return { station, incarnation, previous: genesisHash, events, author: null };
      }
      case 'brings another payload to another’s fact': {
        const personal = { salt: toBase64(new Uint8Array(32)), payload: '{"note":"forged"}' };
        const events = [{ ...wireOf(victim), personal }];
        const earlier = chain.find(({ kseq }) => kseq === victim.kseq - 1);
        return {
          station,
          incarnation,
          previous: earlier?.hash ?? genesisHash,
          events,
          author: null,
        };
      }
      case 'presents itself as another': {
        const certificate = toBase64(new Uint8Array(64));
        const events = [this.#signed(fact, link)];
        return { ...forged, events, author: { ...myself, certificate, joined: 0 } };
      }
      default:
        return { ...forged, events: [this.#signed(fact, link)], author: null };
    }
  }

  #signed({ station, incarnation }: { station: string; incarnation: number }, link: WireEvent) {
    const text = headText({ station, incarnation, kseq: link.kseq, hash: link.hash });
    return { ...link, signature: signText(readPrivateKey(this.#keys.privateKey), text) };
  }
}

interface Sight {
  answer: HandshakeAnswer;
  seen: readonly StreamedEvent[];
  random: Random;
  wall: number;
}

async function read(port: HubPort, { epoch }: HandshakeAnswer): Promise<StreamedEvent[]> {
  return (await port.pullEvents({ epoch, after: 0, limit: pageRows })).rows;
}

function wireOf({ kseq, hash, body, personal, signature, receipt }: WireEvent): WireEvent {
  return { kseq, hash, body, personal, signature, receipt };
}

/** The id in a fact's text; works for text that is not JSON, too. */
function idIn({ body }: WireEvent): string {
  return /"id":"([^"]*)"/.exec(body)?.[1] ?? '';
}

/** A well-formed link after another one; unsigned. */
function linkOf(
  fact: Partial<AttendanceEvent> & Pick<AttendanceEvent, 'station' | 'incarnation'>,
  before: Pick<WireEvent, 'kseq' | 'hash'> | undefined,
  { wall, random }: Pick<Sight, 'wall' | 'random'>,
  personal?: JsonValue,
  id?: string,
): WireEvent {
  const salt = new Uint8Array(32);
  random.fill(salt);
  const payload = personal === undefined ? null : canonicalJson(personal);
  const said = {
    ...plainAdmission,
    kseq: (before?.kseq ?? 0) + 1,
    delegateId: random.pick(registered).id,
    hlc: nextHlc(firstHlc, wall),
    wall,
    commitment: payload === null ? null : commitment(salt, payload, nodeCrypto),
    ...fact,
  } satisfies Omit<AttendanceEvent, 'id' | 'hash'>;
  const body = bodyOf({ ...said, id: id ?? factId(bodyOf({ ...said, id: '' }), nodeCrypto) });
  const hash = hashBody(before?.hash ?? genesisHash, body, nodeCrypto);
  const sealed = payload === null ? null : { salt: toBase64(salt), payload };
  return { kseq: said.kseq, hash, body, personal: sealed, signature: null, receipt: null };
}
