import { z } from 'zod';
import { hashSchema } from '../base/protocol.ts';
import { eventFileSchema } from './event-file.ts';

/** Payload of `event-changed`. The hash: `event-file-hash.ts`. */
export const eventChangedSchema = z.object({ version: z.int().positive(), hash: hashSchema });

/** Its personal payload: the name of who saved the version. */
export const eventChangedBySchema = z.object({ by: z.string() });

/** A version of the event, as the hub gives it to stations. */
export const eventVersionSchema = z.object({
  version: z.int().positive(),
  file: eventFileSchema,
  /** The hub's signature of {@link eventVersionText}: Ed25519, base64. */
  signature: z.base64().length(88),
});
export type EventVersion = z.infer<typeof eventVersionSchema>;

/** The text by which a hub says which file a version of its event is (Ed25519 over its UTF-8). */
export function eventVersionText(event: string, version: number, hash: string): string {
  return `lanyard event 1\n${event}\n${version}\n${hash}`;
}

/** "2 → 4": the versions of a day in their order; the first version where no other was saved. */
export function versionsText(versions: readonly { version: number }[]): string {
  const numbers = [...new Set(versions.map(({ version }) => version))];
  return numbers.length === 0 ? '1' : numbers.join(' → ');
}
