import type { WritableDatabase } from '../../db/base/types.ts';
import { saveHubLink } from '../../db/ledger/hub-link.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { type EnrolAnswer, enrolProofText } from '../../domain/sync/enrolment.ts';
import type { Hub } from '../../hub/app/hub.ts';
import { readPrivateKey, type SigningKeys, signText } from '../../platform/crypto/ed25519.ts';
import { type Machine, stationOf } from './machine.ts';
import type { World } from './world.ts';

const url = 'https://hub.test:7443';

export interface Enrolling {
  station: string;
  name: string;
  mode: StationMode;
  keys: SigningKeys;
  /** The hub knows the station from the directory of the hub before it. */
  takeover?: boolean;
  replaces?: string | null;
}

export async function enrol(hub: Hub, who: Enrolling): Promise<EnrolAnswer> {
  const { station, name, mode, keys, takeover = false, replaces = null } = who;
  const invited = takeover ? null : mode;
  const { code } = await hub.createInvite({ mode: invited, name: '', replaces, takeover });
  return await enrolBy(hub, code, { station, name, mode, keys });
}

/** Enrols a station by this code. Throws what `Hub.enrol` throws. */
export function enrolBy(
  hub: Hub,
  code: string,
  { station, name, mode, keys }: Pick<Enrolling, 'station' | 'name' | 'mode' | 'keys'>,
): Promise<EnrolAnswer> {
  const proof = signText(readPrivateKey(keys.privateKey), enrolProofText(code, station));
  const { publicKey } = keys;
  return hub.enrol({ code, station, name, mode, publicKey, proof, version: '1.0.0' });
}

export function keepLink(
  db: WritableDatabase,
  answer: Pick<EnrolAnswer, 'hub' | 'hubName' | 'hubKey'>,
  now: number,
): void {
  const { hub, hubName, hubKey } = answer;
  saveHubLink(db, { hub, hubName, url, authority: 'none', hubKey, wall: now });
}

/**
 * Joins the hub if the machine is not enrolled there: after a take-over, a wipe, or a restore from
 * a backup that is older than its enrolment. Machines with the same station id share its token.
 */
export async function joinHub(world: World, machine: Machine): Promise<void> {
  const { hub } = world.hub;
  const station = stationOf(machine).station;
  const known = world.hub.tokens.get(station);
  if (known !== undefined && machine.token === known) return;
  if (known === undefined) {
    const answer = await enrolStation(world, station, machine);
    machine.token = answer.token;
    keepLink(machine.disk.db, answer, world.now);
    return;
  }
  // Another machine with the same disk has joined before: its token and link are on this disk too.
  machine.token = known;
  keepLink(machine.disk.db, hub.identity(), world.now);
}

async function enrolStation(
  world: World,
  station: string,
  { name, mode, replaces }: Pick<Machine, 'name' | 'mode' | 'replaces'>,
): Promise<EnrolAnswer> {
  const { hub, tokens, revoked } = world.hub;
  const keys = world.keys.get(station);
  if (keys === undefined) throw new Error('a kiosk without keys');
  const listed = await hub.listStations();
  const known = new Set(listed.map(({ id }) => id));
  // For a station known only from others’ facts, lost and revoked make no difference: a person
  // invites it.
  const isOnlyHeardOf = listed.some(
    ({ id, state }) => id === station && state === 'replaced' && !revoked.has(id),
  );
  const takeover = known.has(station) && !isOnlyHeardOf;
  const replaced = !takeover && replaces !== null && known.has(replaces) ? replaces : null;
  const answer = await enrol(hub, { station, name, mode, keys, takeover, replaces: replaced });
  tokens.set(station, answer.token);
  if (replaced !== null) {
    // A station that still runs a copy of the old disk is treated as stolen.
    revoked.add(replaced);
    world.coverage.add('rule: kiosk replaced after a wipe', true);
  }
  return answer;
}

export function signAs({ keys }: Pick<World, 'keys'>, station: string, text: string): string {
  const own = keys.get(station);
  if (own === undefined) throw new Error('a kiosk without keys');
  return signText(readPrivateKey(own.privateKey), text);
}

const newerStation = { name: 'Newer', mode: 'desk', replaces: null } as const;

/** The token of a station without a machine; it joins first if the hub does not know it. */
export async function tokenOf(
  world: World,
  station: string,
  who: Pick<Machine, 'name' | 'mode' | 'replaces'>,
): Promise<string> {
  return world.hub.tokens.get(station) ?? (await enrolStation(world, station, who)).token;
}

/**
 * Syncs the newer station, which joins first if the hub does not know it. Returns whether it pushed
 * anything.
 */
export async function syncNewer(world: World): Promise<boolean> {
  const { newer } = world;
  newer.token = await tokenOf(world, newer.station, newerStation);
  const sign = (text: string): string => signAs(world, newer.station, text);
  return await newer.sync(world.hub.way(world), world.now, sign);
}
