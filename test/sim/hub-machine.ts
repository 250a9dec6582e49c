import BetterSqlite3 from 'better-sqlite3';
import type { StoredEvent } from '../../db/event/events.ts';
import {
  listKnownOperators,
  listKnownStations,
  listOwnHubKeys,
} from '../../db/ledger/known-stations.ts';
import { hubChangesIn } from '../../db/roster/hub-changes.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { heldStopLists } from '../../db/sync/stop-list.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { problemSchema } from '../../domain/sync/problems.ts';
import { createHub, type Hub } from '../../hub/app/hub.ts';
import { initialiseHub } from '../../hub/app/initialise-hub.ts';
import type { HubRandom } from '../../hub/base/context.ts';
import { bumpEpoch } from '../../hub/store/backup.ts';
import { type HubStore, hubStoreOf } from '../../hub/store/open-store.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Coverage } from './coverage.ts';
import { Disk } from './disk.ts';
import type { HubRecord } from './hub-record.ts';
import { type Machine, stationOf } from './machine.ts';
import { knock, type Letter, noAnswer, type Reply, type Way } from './network.ts';
import { heldEvent, simEvent } from './people.ts';
import { type Random, randomUuid } from './random.ts';

interface Surroundings {
  coverage: Coverage;
  record: HubRecord;
}

/**
 * A row of the roster as a desk gave it to a hub, with the ids of the hubs' changes that it
 * contains.
 */
export interface Seeded {
  person: Delegate;
  changes: ReadonlySet<string>;
}

interface Lasting extends Surroundings {
  restores: number;
  silentRestores: number;
  seeded: Map<string, Seeded>;
}

class HubClock {
  readonly #world: () => number;
  skew = 0;

  constructor(world: () => number) {
    this.#world = world;
  }

  now(): number {
    return this.#world() + this.skew;
  }
}

/** What is on the hub's disk, and what the simulation must know about it. */
export interface HubContent {
  image: Buffer;
  /** Bearer tokens by station id. If the hub forgot an enrolment, the station must join again. */
  tokens: ReadonlyMap<string, string>;
  revoked: ReadonlySet<string>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** Keys of the first hub, and of hubs that took over from another. */
const hubKeys = { first: makeSigningKeys(), odd: makeSigningKeys(), even: makeSigningKeys() };

let emptyImage: Buffer | null = null;

/** A disk with an empty store of the newest schema. */
function emptyContent(): HubContent {
  if (emptyImage === null) {
    const db = new BetterSqlite3(':memory:');
    db.pragma('page_size = 1024');
    db.exec('VACUUM');
    hubStoreOf(db);
    emptyImage = db.serialize();
    db.close();
  }
  return { image: emptyImage, tokens: new Map(), revoked: new Set() };
}

async function initialise(
  store: HubStore,
  random: Random,
  keys = hubKeys.first,
  { file, version = 1, replaces = [] }: StoredEvent = simEvent,
): Promise<void> {
  await initialiseHub(store, {
    name: 'Hub',
    event: { file, version, replaces, secret: Buffer.from(simEvent.secret).toString('hex') },
    random: hubRandom(random),
    keys,
  });
}

function hubRandom(random: Random): HubRandom {
  return {
    uuid: () => randomUuid(random),
    bytes: (count) => {
      const bytes = new Uint8Array(count);
      random.fill(bytes);
      return bytes;
    },
  };
}

export class HubMachine {
  disk: Disk;
  hub: Hub;
  tokens: Map<string, string>;
  revoked: Set<string>;
  /** At first a backup of the evening before; null after a take-over, which is another computer. */
  backup: HubContent | null;
  /** The first of its backups. */
  #oldest: HubContent | null;
  readonly #clock: HubClock;
  readonly #random: Random;
  #crashed = false;
  #takeOvers = 0;
  /** Counts its starts: a request to an earlier start gets no answer. */
  #life = 0;

  private constructor(content: HubContent, disk: Disk, hub: Hub, clock: HubClock, random: Random) {
    this.disk = disk;
    this.hub = hub;
    this.tokens = new Map(content.tokens);
    this.revoked = new Set(content.revoked);
    this.backup = content;
    this.#oldest = content;
    this.#clock = clock;
    this.#random = random;
  }

  /** Founds a new hub for the event, with an empty roster. */
  static async found(clock: () => number, random: Random): Promise<HubMachine> {
    const content = emptyContent();
    const disk = new Disk(content.image);
    await initialise(hubStoreOf(disk.db), random);
    return await HubMachine.#run(content, disk, clock, random);
  }

  static async start(
    content: HubContent,
    clock: () => number,
    random: Random,
  ): Promise<HubMachine> {
    return await HubMachine.#run(content, new Disk(content.image), clock, random);
  }

  static async #run(content: HubContent, disk: Disk, clock: () => number, random: Random) {
    const own = new HubClock(clock);
    return new HubMachine(content, disk, await runHub(disk, own, random), own, random);
  }

  /** UTC milliseconds by its own clock. */
  now(): number {
    return this.#clock.now();
  }

  /** Its clock minus the world's, in milliseconds. */
  get skew(): number {
    return this.#clock.skew;
  }

  set skew(skew: number) {
    this.#clock.skew = skew;
  }

  /**
   * Hands a request to the hub. If the hub loses power meanwhile, it restarts and nobody answers.
   */
  async deliver(world: Surroundings, letter: Letter): Promise<Reply> {
    const life = this.#life;
    const promised = world.record.promised();
    const station = this.#stationOf(letter.token);
    const isRevoked = this.revoked.has(station);
    let reply: Reply;
    try {
      reply = await knock(this.hub, letter);
    } catch (error) {
      if ((await this.#restarted()) || life !== this.#life) throw noAnswer();
      throw new BrokenInvariant('sync-works', `hub, ${letter.method}: ${String(error)}`, error);
    }
    if (life !== this.#life) throw noAnswer();
    // An answer sent before the disk has the data is a promise: it goes out even though the power
    // failed.
    await this.#restarted();
    if (!reply.ok) world.coverage.add(`answer: ${codeOf(reply)}`, true);
    world.record.note(letter, reply, { station, isRevoked, promised });
    return reply;
  }

  /** Carries requests over a network without faults. */
  way(world: Surroundings): Way {
    return { carry: (letter) => this.deliver(world, letter) };
  }

  /** Copies everything, as `VACUUM INTO` does. */
  makeBackup(world: Surroundings): void {
    this.backup = this.content();
    this.#oldest ??= this.backup;
    world.coverage.add('backup', true);
  }

  /**
   * The hub goes back to its backup: in a new epoch, or silently if the file was copied back by
   * hand. `onGone` is called before the present state is lost.
   */
  async restore(
    world: Lasting,
    { isSilent, to }: { isSilent: boolean; to: 'newest' | 'oldest' },
    onGone: () => void,
  ): Promise<void> {
    const backup = to === 'newest' ? this.backup : this.#oldest;
    if (backup === null) return;
    const before = world.record.confirmed.size;
    onGone();
    await this.#become(world, backup, async (store) => {
      if (!isSilent) await bumpEpoch(store, randomUuid(this.#random));
    });
    world.restores += 1;
    if (isSilent) {
      world.silentRestores += 1;
      world.coverage.add('restore without a new epoch', before > 0);
    }
    world.coverage.add(to === 'newest' ? 'restore' : 'restore-old', before > 0);
  }

  /**
   * The hub is lost; a desk founds another one from its replica and joins it. The desk's facts come
   * with its first sync.
   */
  async takeOver(world: Lasting, machine: Machine, onGone: () => void): Promise<void> {
    if (machine.mode !== 'desk' || this.revoked.has(stationOf(machine).station)) return;
    const { db } = machine.disk;
    const before = world.record.confirmed.size;
    const { revoked } = this;
    onGone();
    this.#takeOvers += 1;
    const keys = this.#takeOvers % 2 === 1 ? hubKeys.odd : hubKeys.even;
    await this.#become(world, emptyContent(), (store) =>
      initialise(store, this.#random, keys, heldEvent(db)),
    );
    const people = [...everyDelegate(db, simEvent.file.id)];
    const ids = people.map(({ id }) => id);
    const contains = hubChangesIn(db, simEvent.file.id, ids);
    await this.hub.seedRoster(people, contains);
    const changes = new Set(contains);
    world.seeded = new Map(people.map((person) => [person.id, { person, changes }]));
    await this.hub.seedStations(listKnownStations(db), listKnownOperators(db), listOwnHubKeys(db));
    for (const { id, state } of await this.hub.listStations()) {
      // A station known only from others' facts is listed as replaced, too.
      if (state === 'revoked' || (state === 'replaced' && revoked.has(id))) this.revoked.add(id);
    }
    for (const list of heldStopLists(db)) await this.hub.seedStopList(list);
    this.backup = null;
    this.#oldest = null;
    world.coverage.add('take-over', before > 0);
  }

  /** Ends a planned power cut; returns whether it happened. */
  endCrash(): boolean {
    this.disk.planCrash(null);
    const crashed = this.#crashed;
    this.#crashed = false;
    return crashed;
  }

  content(): HubContent {
    return {
      image: this.disk.image(),
      tokens: new Map(this.tokens),
      revoked: new Set(this.revoked),
    };
  }

  close(): void {
    this.disk.close();
  }

  /**
   * Replaces the content, which is prepared while no hub runs on it. Earlier promises of the hub no
   * longer count.
   */
  async #become(
    world: Surroundings,
    content: HubContent,
    prepare: (store: HubStore) => Promise<unknown>,
  ): Promise<void> {
    this.disk.close();
    this.disk = new Disk(content.image);
    this.tokens = new Map(content.tokens);
    this.revoked = new Set(content.revoked);
    await prepare(hubStoreOf(this.disk.db));
    this.hub = await runHub(this.disk, this.#clock, this.#random);
    world.record.beginEpoch();
  }

  async #restarted(): Promise<boolean> {
    if (this.disk.isOn) return false;
    this.#crashed = true;
    this.#life += 1;
    this.disk.start();
    this.hub = await runHub(this.disk, this.#clock, this.#random);
    return true;
  }

  #stationOf(token: string): string {
    for (const [station, known] of this.tokens) if (known === token) return station;
    return '';
  }
}

function codeOf({ text }: Reply): string {
  return problemSchema.parse(JSON.parse(text)).code;
}

async function runHub(disk: Disk, clock: HubClock, random: Random): Promise<Hub> {
  return await createHub({
    store: hubStoreOf(disk.db),
    clock: () => clock.now(),
    random: hubRandom(random),
    crypto: nodeCrypto,
    log: quiet,
  });
}
