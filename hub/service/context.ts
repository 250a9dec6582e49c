import type { Crypto } from '../../domain/crypto.ts';
import type { RefusedPush } from '../../domain/wire/organiser-stations.ts';
import type { HubStore } from '../store/open-store.ts';
import type { PurgeFiles } from '../store/purge-files.ts';
import type { ChainSaidTable } from '../store/tables.ts';
import { errorCodeOf, problemOf } from '../store/trouble.ts';
import type { HubChange, HubIdentity } from './hub.ts';

/** Random numbers of the hub; the simulation gives its own. */
export interface HubRandom {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

/** A log of the form of pino's. Never personal data: ids and counts only. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a hub runs on. */
export interface HubOptions {
  store: HubStore;
  /** UTC milliseconds. */
  clock: () => number;
  random: HubRandom;
  crypto: Pick<Crypto, 'sha256' | 'verify'>;
  log: HubLog;
  /** The files around the store; a hub without any (a test's) purges its store alone. */
  files?: PurgeFiles;
  /** Path of the program that makes reports on a thread; without one they are made on the hub's own. */
  reportWorker?: string;
}

/** Since when a station's own pushes have been refused, without one that was taken between. */
export interface Refusals {
  reason: RefusedPush;
  /** UTC milliseconds of the first, and how many there were. */
  since: number;
  times: number;
  /** Whether organisers see it. */
  isShown: boolean;
}

/** What the hub's calls share. */
export interface HubContext extends HubOptions {
  identity: HubIdentity;
  /** Signs a text with the hub's key: Ed25519 over its UTF-8, base64. */
  sign(text: string): string;
  /** Longer chains that this hub was told of and could not write down yet (told-chains.ts). */
  told: Map<string, ChainSaidTable>;
  /** Stations whose own pushes are refused (refused-pushes.ts). */
  refused: Map<string, Refusals>;
  /** Tells the listeners; call after the commit. */
  announce(change: HubChange): void;
  /** Tells the listener of every change that this hub announces, for as long as the hub lives. */
  hear(listener: (change: HubChange) => void): void;
}

/**
 * Waits for a call's work; errors of the store in which trying again helps become HubProblem `busy`,
 * defects pass as they are (the server says `internal`).
 */
export async function guarded<T>(log: HubLog, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    // The code alone: PostgreSQL's messages quote rows.
    const fields = { code: errorCodeOf(error), detail: problem.detail };
    log.warn(fields, 'the store cannot be used at the moment');
    throw problem;
  }
}
