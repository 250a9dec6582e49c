import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { findStation, type StationRow } from '../../../db/ledger/station.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import type { HubProblem } from '../../../domain/sync/problems.ts';
import type { Hub } from '../../../hub/app/hub.ts';
import { backUp, bumpEpoch } from '../../../hub/store/backup.ts';
import { type HubStore, openHubStore } from '../../../hub/store/open-store.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { createSyncEngine, type SyncEngine, type SyncOutcome } from '../../../main/sync/engine.ts';
import type { SyncChange, SyncParts } from '../../../main/sync/sync-parts.ts';
import {
  makeSigningKeys,
  readPrivateKey,
  type SigningKeys,
  signText,
} from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { CheckInAnswer } from '../../../preload/contract/check-in.ts';
import { entry } from '../../hub/http/people.ts';
import { serviceOn, testHubOn } from '../../hub/support/test-hub.ts';
import { enrol, keepLink } from '../../sim/joining.ts';
import { createPort, knock, type Letter, problemText, type Reply } from '../../sim/network.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const cleanUps: (() => Promise<void> | void)[] = [];

/** Ends everything that a test began; call in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const end of cleanUps.splice(0).reverse()) await end();
}

/** The real hub service on a real SQLite file. */
export interface HubRig {
  /** The present service; a restore replaces it. */
  hub: Hub;
  store: HubStore;
  /** UTC milliseconds of the hub's clock. */
  time: { now: number };
  /** Every request so far, in order. */
  heard: Letter[];
  /** Copies the store; the returned function puts the copy in its place. */
  backUp(): Promise<(change?: { keepEpoch?: boolean }) => Promise<void>>;
  /** Imports so many people of a roster file, with numbers from 1. */
  importPeople(count: number): Promise<void>;
}

/** Starts a hub with an empty roster. */
export async function startRig(): Promise<HubRig> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-sync-'));
  const path = join(folder, 'hub.db');
  const open = (): Promise<HubStore> =>
    openHubStore({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  const store = await open();
  const { hub, time } = await testHubOn(store);
  const rig: HubRig = {
    hub,
    store,
    time,
    heard: [],
    backUp: async () => {
      const copy = join(folder, `${randomUUID()}.db`);
      await backUp(rig.store, copy);
      return async ({ keepEpoch = false } = {}) => {
        await rig.store.close();
        for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
        copyFileSync(copy, path);
        rig.store = await open();
        if (!keepEpoch) await bumpEpoch(rig.store);
        rig.hub = await serviceOn(rig.store, time);
      };
    },
    importPeople: async (count) => {
      const people = Array.from({ length: count }, (_, index) => entry(index + 1));
      await rig.hub.importRoster(people, 'people.csv');
    },
  };
  cleanUps.push(async () => {
    await rig.store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return rig;
}

/** The id of the n-th of `importPeople`. */
export function person(number: number): string {
  const { id } = entry(number);
  return id;
}

/** A hook between a desk and the hub: it may answer in the hub's place, or throw. */
export type Between = (letter: Letter, deliver: () => Promise<Reply>) => Promise<Reply>;

/** A real desk with the real engine, joined to the rig's hub. */
export interface SyncDesk extends DeskContext {
  token: string;
  keys: SigningKeys;
  named: { name: string; mode: StationMode };
  engine: SyncEngine;
  /** Changes that the engine reported. */
  changes: SyncChange[];
  /** Set it to disturb the connection to the hub. */
  between: Between;
  sync(): Promise<SyncOutcome>;
  station(): StationRow;
  /** Facts of this station's current incarnation. */
  chain(): AttendanceEvent[];
  admit(delegateId: string): CheckInAnswer;
}

export const undisturbed: Between = (_letter, deliver) => deliver();

/** Refuses every call of this method with the problem. */
export function refuse(method: Letter['method'], problem: HubProblem): Between {
  return async (letter, deliver): Promise<Reply> =>
    letter.method === method ? { ok: false, text: problemText(problem) } : await deliver();
}

export type DeskHub = Pick<HubRig, 'hub' | 'time' | 'heard'>;

/** Makes a desk and joins it. `folder`: on an existing disk. */
export async function makeDesk(
  rig: DeskHub,
  options: {
    name?: string;
    mode?: StationMode;
    folder?: string;
    /** Token and keys of the desk whose disk this one has. */
    like?: Pick<SyncDesk, 'token' | 'keys'>;
    parts?: Partial<SyncParts>;
  } = {},
): Promise<SyncDesk> {
  const { name = 'Desk', mode = 'desk' } = options;
  const context = makeDeskContext(options.folder === undefined ? {} : { folder: options.folder });
  cleanUps.push(() => {
    if (context.context.db.open) context.close();
  });
  // Both clocks are right unless a test sets one of them.
  context.setClock(new Date(rig.time.now).toISOString());
  const { db, event, clock } = context.context;
  const keys = options.like?.keys ?? makeSigningKeys();
  const token = options.like?.token ?? (await joined(rig, context, { name, mode, keys }));
  const changes: SyncChange[] = [];
  const desk: SyncDesk = {
    ...context,
    token,
    keys,
    named: { name, mode },
    changes,
    between: undisturbed,
    engine: createSyncEngine({
      db,
      hub: createPort(() => desk.token, {
        carry: (letter) => {
          rig.heard.push(letter);
          return desk.between(letter, () => knock(rig.hub, letter));
        },
      }),
      event: {
        id: event.file.id,
        fileHash: eventFileHash(event.file, nodeCrypto),
      },
      clock,
      monotonic: () => performance.now(),
      mode,
      describe: () => ({ name, version: '1.0.0', operators: [] }),
      crypto: nodeCrypto,
      sign: (text) => signText(readPrivateKey(keys.privateKey), text),
      onChange: (what) => void changes.push(what),
      onProgress: () => {},
      breathe: async () => {},
      ...options.parts,
    }),
    sync: () => desk.engine.syncOnce(),
    station: () => {
      const row = findStation(db);
      if (row === null) throw new Error('no station');
      return row;
    },
    chain: () => {
      const { station, incarnation } = desk.station();
      return chainOf(db, station, incarnation);
    },
    admit: (delegateId) =>
      checkIn(desk.context, desk.caller, {
        key: randomUUID(),
        target: { kind: 'delegate', delegateId },
        identity: null,
      }),
  };
  return desk;
}

export async function rigWithDesk(people = 6): Promise<{ rig: HubRig; a: SyncDesk }> {
  const rig = await startRig();
  await rig.importPeople(people);
  const a = await makeDesk(rig, { name: 'A' });
  await a.sync();
  return { rig, a };
}

/** Enrols the desk at the present hub and writes the link; returns the token. */
export async function joined(
  rig: Pick<HubRig, 'hub'>,
  { context }: DeskContext,
  who: { name: string; mode: StationMode; keys: SigningKeys; takeover?: boolean },
): Promise<string> {
  const answer = await enrol(rig.hub, { ...who, station: context.self.station });
  keepLink(context.db, answer, context.clock());
  return answer.token;
}

/** Copies the disk of a desk to another folder: every page of the store as of now. */
export function cloneDisk(desk: DeskContext): string {
  desk.context.db.pragma('wal_checkpoint(TRUNCATE)');
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-clone-'));
  copyFileSync(desk.location.path, join(folder, 'lanyard.db'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ids of all facts of the hub's stream, in order. */
export async function hubFacts(rig: HubRig): Promise<string[]> {
  const rows = await rig.store.db
    .selectFrom('attendance_event')
    .where('seq', 'is not', null)
    .orderBy('seq')
    .select('id')
    .execute();
  return rows.map(({ id }) => id ?? '');
}

/** Ids of all facts of a desk's store, in order. */
export function deskFacts(desk: DeskContext): string[] {
  const ids = desk.context.db.prepare('SELECT id FROM attendance_event ORDER BY id').pluck();
  return ids.all().map(String);
}

/** Registers a person at a desk who is in no list. */
export function walkIn({ context, caller }: SyncDesk): string {
  const names = { title: '', givenName: '', familyName: '', nativeName: '', jobTitle: '' };
  const where = { delegation: 'BEL', administration: '', category: 'delegate' };
  const input = {
    person: { printedName: 'Walk IN', ...names, ...where },
    approver: 'Chief',
    reference: 'R1',
    identity: 'passport' as const,
  };
  return registerWalkIn(context, caller, input).delegateId;
}
