import { z } from 'zod';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';

/** What to stop: a person, any ticket that leads to that person, or a single badge. */
export const stopEntrySchema = z.object({
  kind: z.enum(['delegate', 'badge']),
  /** Delegate id, or badge serial. */
  value: z.string().min(1).max(64),
});
export type StopEntry = z.infer<typeof stopEntrySchema>;

/** Max entries of a stop list, and max removals that it names. */
export const maxStops = 10_000;

/**
 * An entry as a hub made it. A person who is stopped again after a removal gets an entry with a new
 * id.
 */
const stopItemSchema = stopEntrySchema.extend({ id: z.uuid() });
export type StopItem = z.infer<typeof stopItemSchema>;

export const stopListSchema = z.object({
  formatVersion: z.literal(1),
  event: z.uuid(),
  hub: z.uuid(),
  /** UTC milliseconds, for display only: a later list does not take precedence. */
  issued: momentSchema,
  entries: z.array(stopItemSchema).max(maxStops),
  /** Ids of removed entries. They are kept, because a list that still has the entry may turn up. */
  removed: z.array(z.uuid()).max(maxStops),
});
export type StopList = z.infer<typeof stopListSchema>;

/** The content of a list, without when, where and by whom it was issued. */
export type Stops = Pick<StopList, 'entries' | 'removed'>;

/**
 * A stop list with the hub's Ed25519 signature of {@link stopListText}. A stick has the same form.
 */
export const signedStopListSchema = z.object({
  list: stopListSchema,
  signature: z.base64(),
});
export type SignedStopList = z.infer<typeof signedStopListSchema>;

/** A file of stop lists: the hub writes its only list, a desk all that are in force there. */
export const stopListFileSchema = z.union([
  signedStopListSchema.transform((one) => [one]),
  z.array(signedStopListSchema).min(1).max(100),
]);

/**
 * Unites stop lists. All of them count, decided by their content and never by a clock or a number.
 * An entry is in force until a list names its id as removed.
 *
 * A hub's next list holds everything of the previous one and so replaces it ({@link holdsAllOf}).
 * Lists that did not know of each other (a backup was restored, another hub took over) add up. The
 * order in which they arrive does not matter.
 */
export function uniteStops(lists: readonly Stops[]): Stops {
  const removed = new Set(lists.flatMap((list) => list.removed));
  const entries = new Map(
    lists.flatMap((list) => list.entries.map((item) => [item.id, item] as const)),
  );
  return {
    entries: [...entries.values()]
      .filter(({ id }) => !removed.has(id))
      .toSorted((a, b) => compareTexts(placeOf(a), placeOf(b))),
    removed: [...removed].sort(compareTexts),
  };
}

/** Whether a list contains every entry of another, in force or removed, and all its removals. */
export function holdsAllOf(list: Stops, other: Stops): boolean {
  const removed = new Set(list.removed);
  const known = new Set([...list.entries.map(({ id }) => id), ...list.removed]);
  return (
    other.entries.every(({ id }) => known.has(id)) && other.removed.every((id) => removed.has(id))
  );
}

/** The people and badges that the lists stop together, each once, badges first. */
export function stoppedBy(lists: readonly Stops[]): StopEntry[] {
  const entries = new Map(
    uniteStops(lists).entries.map(({ kind, value }) => [`${kind} ${value}`, { kind, value }]),
  );
  return [...entries.values()];
}

function placeOf({ kind, value, id }: StopItem): string {
  return `${kind} ${value} ${id}`;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The signed text: a line that names its kind, then the list in canonical JSON. */
export function stopListText(list: StopList): string {
  return `lanyard stop list 1\n${canonicalJson(listIn(list))}`;
}

/** A list as JSON, with nothing that the signature does not cover. */
export function signedStopListText({ list, signature }: SignedStopList): string {
  return JSON.stringify({ list: listIn(list), signature });
}

function listIn({ formatVersion, event, hub, issued, entries, removed }: StopList) {
  return {
    formatVersion,
    event,
    hub,
    issued,
    removed,
    entries: entries.map(({ kind, value, id }) => ({ kind, value, id })),
  };
}

export function isAuthenticStopList(
  signed: SignedStopList,
  hubKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(
    fromBase64(hubKey),
    utf8(stopListText(signed.list)),
    fromBase64(signed.signature),
  );
}
