import { z } from 'zod';
import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { hashSchema } from '../base/protocol.ts';
import { type EventFile, eventFileHash, eventFileSchema } from './event-file.ts';

/**
 * The event's versions, and the rule of which one is newer: decided by content alone. A version
 * names those that it replaces, so its id stands for its file and its whole past, like a commit's.
 * A number is for people to read. A claimed number or time decides nothing anywhere: a version
 * counts only with its file, signed by this hub or one before it (`hub/sync/returned-versions.ts`).
 */

/** The highest number of a version. From there on it stays: a number decides nothing. */
export const maxEventVersion = 1_000_000;

/** A version's number: one more than every version that its hub had heard of. */
export const eventVersionNumberSchema = z.int().positive().max(maxEventVersion);

/** Versions that one may name as replaced: far more than people save; 335 kB on the wire. */
export const maxReplaced = 5_000;

/** Ids of all versions that a version replaces, directly or not; first the one it was made from. */
export const replacedVersionsSchema = z.array(hashSchema).max(maxReplaced);

/** A version of the event, as the hub gives it to stations and takes it back from them. */
export const eventVersionSchema = z.object({
  version: eventVersionNumberSchema,
  file: eventFileSchema,
  replaces: replacedVersionsSchema,
  /** A hub's signature of {@link eventVersionText}: Ed25519, base64. */
  signature: z.base64().length(88),
});
export type EventVersion = z.infer<typeof eventVersionSchema>;

/** What a version is known by: its file, its number, and the versions that it replaces. */
export interface EventEdition {
  version: number;
  file: EventFile;
  replaces: readonly string[];
}

/** What an id is made from. `hash`: `eventFileHash` of the version's file. */
export interface EditionPlace {
  event: string;
  version: number;
  hash: string;
  replaces: readonly string[];
}

/** Where a version stands, from its whole file. */
export function placeOf(
  { version, file, replaces }: EventEdition,
  crypto: Pick<Crypto, 'sha256'>,
): EditionPlace {
  return { event: file.id, version, hash: eventFileHash(file, crypto), replaces };
}

/**
 * SHA-256 (hex) over event, number, file and all that the version replaces: two versions of one
 * number are two ids, and the first version of an event is the same at every station.
 */
export function eventVersionId(
  { event, version, hash, replaces }: EditionPlace,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  const lines = [event, version, hash, ...replaces];
  return toHex(crypto.sha256(utf8(`lanyard event version 1\n${lines.join('\n')}`)));
}

/** The text by which a hub vouches for a version of its event (Ed25519 over its UTF-8). */
export function eventVersionText(event: string, id: string): string {
  return `lanyard event 2\n${event}\n${id}`;
}

/** A version with its id. */
export interface KnownEdition {
  id: string;
  replaces: readonly string[];
}

/** Whether `one` is `other`, or was made knowing it. */
export function includesVersion(one: KnownEdition, other: string): boolean {
  return one.id === other || one.replaces.includes(other);
}

/** Those of `versions` that none of the others replaces, in their order. */
export function latestVersions<T extends KnownEdition>(versions: readonly T[]): T[] {
  const replaced = new Set(versions.flatMap(({ replaces }) => replaces));
  return versions.filter(({ id }) => !replaced.has(id));
}

/** "2 → 4": the versions of a day in their order; the first version where no other was saved. */
export function versionsText(versions: readonly { version: number }[]): string {
  const numbers = [...new Set(versions.map(({ version }) => version))];
  return numbers.length === 0 ? '1' : numbers.join(' → ');
}
