import { z } from 'zod';
import { hashSchema } from '../../domain/base/protocol.ts';
import { demoKeyMistakes, isForeignDemoSecret } from '../../domain/event/demo-event.ts';
import { eventVersionId, placeOf } from '../../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { makeSigningKeys, type SigningKeys } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { HubRandom } from '../base/context.ts';
import { storableText } from '../base/texts.ts';
import type { HubStore } from '../store/open-store.ts';
import { HubStoreError } from '../store/store-error.ts';

export interface NewHub {
  name: string;
  /**
   * The event's file (validated here), its version (1 if left out), the versions that it replaces,
   * and its secret (hex, 32 bytes). Also the private key of its tickets, if this hub made it.
   */
  event: {
    file: unknown;
    version?: number | undefined;
    replaces?: readonly string[] | undefined;
    secret: string;
    ticketKey?: string;
  };
  random: Pick<HubRandom, 'uuid'>;
  /** Keys that sign the stop lists; made here unless given (the simulation passes fixed ones). */
  keys?: SigningKeys;
}

const newEventSchema = z
  .object({ file: wholeEventFileSchema, secret: hashSchema })
  .refine(({ file, secret }) => !isForeignDemoSecret(file, secret), {
    path: ['secret'],
    error: demoKeyMistakes.secret.en,
  });

export async function isInitialised(store: HubStore): Promise<boolean> {
  return (await store.db.selectFrom('hub').select('single').executeTakeFirst()) !== undefined;
}

/**
 * Creates a hub in an empty store, with a new id, epoch and keys.
 *
 * @throws HubStoreError `initialised-already`; ZodError for an invalid event
 */
export async function initialiseHub(store: HubStore, hub: NewHub): Promise<void> {
  const { file, secret } = newEventSchema.parse(hub.event);
  const keys = hub.keys ?? makeSigningKeys();
  const { version = 1, replaces = [] } = hub.event;
  const edition = { version, file, replaces: [...replaces] };
  const written = await store.db
    .insertInto('hub')
    .values({
      single: 1,
      id: hub.random.uuid(),
      name: storableText(hub.name),
      epoch: hub.random.uuid(),
      public_key: keys.publicKey,
      private_key: keys.privateKey,
      event_id: file.id,
      event_file: JSON.stringify(hub.event.file),
      event_version: version,
      event_replaces: JSON.stringify(replaces),
      event_version_id: eventVersionId(placeOf(edition, nodeCrypto), nodeCrypto),
      event_secret: secret,
      ticket_key: hub.event.ticketKey ?? null,
      directory_version: 1,
      directory_mark: '',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (written.length !== 1) throw new HubStoreError('initialised-already');
}
