import { z } from 'zod';
import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { hashSchema } from '../base/protocol.ts';
import { type EventFile, eventFileHash, eventFileSchema } from './event-file.ts';

/**
 * The event's versions, and the rule of which is newer, decided by content alone. A version lists
 * those that it replaces, so its id covers its file and its whole history, like a commit's. The
 * number is for people to read. No claimed number or time decides anything: a version counts only
 * with its file, signed by this hub or an earlier one (`hub/sync/returned-versions.ts`).
 */

/** The highest version number. Later versions keep it, as numbers decide nothing. */
export const maxEventVersion = 1_000_000;

/** A version's number: one more than every version that its hub knew. */
export const eventVersionNumberSchema = z.int().positive().max(maxEventVersion);

/**
 * Max versions that one version may list as replaced: far more than people save; 335 kB on the
 * wire.
 */
export const maxReplaced = 5_000;

/**
 * Ids of all versions that a version replaces, directly or not. The first is the one it was made
 * from.
 */
export const replacedVersionsSchema = z.array(hashSchema).max(maxReplaced);

/** A version of the event, as hub and stations exchange it. */
export const eventVersionSchema = z.object({
  version: eventVersionNumberSchema,
  file: eventFileSchema,
  replaces: replacedVersionsSchema,
  /** A hub's signature of {@link eventVersionText}: Ed25519, base64. */
  signature: z.base64().length(88),
});
export type EventVersion = z.infer<typeof eventVersionSchema>;

/** What identifies a version: its file, its number, and the versions that it replaces. */
export interface EventEdition {
  version: number;
  file: EventFile;
  replaces: readonly string[];
}

/** The input of a version's id. `hash` is the `eventFileHash` of its file. */
export interface EditionPlace {
  event: string;
  version: number;
  hash: string;
  replaces: readonly string[];
}

/** The {@link EditionPlace} of a version, whose hash comes from its whole file. */
export function placeOf(
  { version, file, replaces }: EventEdition,
  crypto: Pick<Crypto, 'sha256'>,
): EditionPlace {
  return { event: file.id, version, hash: eventFileHash(file, crypto), replaces };
}

/**
 * SHA-256 (hex) over event, number, file and all versions that it replaces. Two versions with one
 * number have different ids, and the first version of an event has the same id at every station.
 */
export function eventVersionId(
  { event, version, hash, replaces }: EditionPlace,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  const lines = [event, version, hash, ...replaces];
  return toHex(crypto.sha256(utf8(`lanyard event version 1\n${lines.join('\n')}`)));
}

/** The text that a hub signs to vouch for a version of its event (Ed25519 over UTF-8). */
export function eventVersionText(event: string, id: string): string {
  return `lanyard event 2\n${event}\n${id}`;
}

export interface KnownEdition {
  id: string;
  replaces: readonly string[];
}

/** Whether `one` is `other`, or replaces it. */
export function includesVersion(one: KnownEdition, other: string): boolean {
  return one.id === other || one.replaces.includes(other);
}

/** Those of `versions` that no other replaces, in their order. */
export function latestVersions<T extends KnownEdition>(versions: readonly T[]): T[] {
  const replaced = new Set(versions.flatMap(({ replaces }) => replaces));
  return versions.filter(({ id }) => !replaced.has(id));
}

/** "2 → 4": the versions of a day in order; the first version if no other was saved. */
export function versionsText(versions: readonly { version: number }[]): string {
  const numbers = [...new Set(versions.map(({ version }) => version))];
  return numbers.length === 0 ? '1' : numbers.join(' → ');
}
