import { z } from 'zod';
import type { Crypto } from '../../domain/base/crypto.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import type { RefusedPush } from '../../domain/organiser/stations.ts';
import type { HubStore } from '../store/open-store.ts';
import type { PurgeFiles } from '../store/purge-files.ts';
import { errorCodeOf, problemOf } from '../store/store-error.ts';
import type { ChainSaidTable } from '../store/tables.ts';
import type { Lifetimes } from './lifetimes.ts';

export interface HubIdentity {
  hub: string;
  hubName: string;
  epoch: string;
  /** Raw Ed25519 public key (base64) that signs stop lists. */
  hubKey: string;
  eventFileHash: string;
  /**
   * The event's present file with its version, and its first secret (hex); later secrets are in
   * `secret-renewed` facts.
   */
  event: {
    id: string;
    file: unknown;
    version: number;
    /** Ids of the versions that it replaces, and its own. */
    replaces: readonly string[];
    versionId: string;
    secret: string;
  };
}

/** Parses only this part: reading the whole event file takes longer than a page of the roster. */
const declaredSchema = z.object({ extraFields: eventFileSchema.shape.extraFields });

/** The fields that the event declares, each with the modes that receive it. */
export function extraFieldsOf({ event }: HubIdentity): ExtraField[] {
  return declaredSchema.parse(event.file).extraFields;
}

/** Announced after the commit. Numbers are the last sequence numbers of their streams. */
export interface HubChange {
  roster?: number;
  events?: number;
  photos?: number;
  directory?: true;
  /** A station reports a change of its printers, camera or disk; other stations need not know. */
  health?: true;
  /** Personal data was deleted: drop any copy in memory. */
  purged?: true;
}

/** A station whose own pushes one of the hub's processes refuses; `reason` null: no longer. */
export interface PeerRefusal {
  station: string;
  reason: RefusedPush | null;
  /** UTC milliseconds of the first refusal. */
  since: number;
}

/** News from one process of the hub to the others. */
export interface PeerNews extends HubChange {
  refused?: readonly PeerRefusal[];
}

/** The hub's source of random numbers; the simulation provides its own. */
export interface HubRandom {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

/** A log with pino's interface. Never personal data: ids and counts only. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface HubOptions {
  store: HubStore;
  /** UTC milliseconds. */
  clock: () => number;
  /** Monotonic milliseconds from any start; `performance.now()` if left out. Tests set it. */
  steady?: () => number;
  random: HubRandom;
  crypto: Pick<Crypto, 'sha256' | 'verify'>;
  log: HubLog;
  /** The files around the store; a hub without them (in a test) purges only its store. */
  files?: PurgeFiles;
  /** Path of the program that makes reports on a thread; else the hub's own thread makes them. */
  reportWorker?: string;
}

/** Consecutive refusals of a station's own pushes, without an accepted one in between. */
export interface Refusals {
  reason: RefusedPush;
  /** UTC milliseconds of the first refusal, and the number of refusals. */
  since: number;
  times: number;
  isShown: boolean;
}

export interface HubContext extends HubOptions {
  identity: HubIdentity;
  steady: () => number;
  lifetimes: Lifetimes;
  /** Signs a text with the hub's key: Ed25519 over its UTF-8, base64. */
  sign(text: string): string;
  /** Longer chains that were reported to this hub and could not be stored yet (told-chains.ts). */
  told: Map<string, ChainSaidTable>;
  /** Stations whose own pushes are refused (refused-pushes.ts). */
  refused: Map<string, Refusals>;
  /** Notifies the listeners, also in the hub's other processes; call it after the commit. */
  announce(change: HubChange): void;
  /** Calls the listener for every change that this hub announces, for as long as the hub runs. */
  hear(listener: (change: HubChange) => void): void;
  /** Sends the hub's other processes news that this process's listeners have already. */
  tellPeers(news: PeerNews): void;
  /**
   * Runs work that only one of the hub's processes may do at a time; waits for the others.
   *
   * @throws HubProblem `busy` after a minute
   */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** The same, but returns null instead of waiting. */
  aloneIfFree<T>(name: string, work: () => Promise<T>): Promise<{ done: T } | null>;
}

/**
 * Waits for a call's work. Store errors that a retry may solve become HubProblem `busy`; defects
 * pass unchanged (the server answers `internal`).
 */
export async function guarded<T>(log: HubLog, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    // Only the code: PostgreSQL's messages quote rows.
    const fields = { code: errorCodeOf(error), detail: problem.detail };
    log.warn(fields, 'the store cannot be used at the moment');
    throw problem;
  }
}
