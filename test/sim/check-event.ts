import { findEvent } from '../../db/event/events.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { EndState } from './hub-facts.ts';
import { simEvent } from './people.ts';
import type { World } from './world.ts';

/**
 * Every station has the hub's version of the event, and no record refers to an entry that the event
 * lacks.
 */
export async function checkEvents({ hub: { hub } }: World, end: EndState): Promise<void> {
  const { version, file } = await hub.eventVersions();
  const hash = eventFileHash(file, nodeCrypto);
  for (const { name, db, isRevoked } of end.stations) {
    const held = findEvent(db, simEvent.file.id);
    if (isRevoked || held === null) continue;
    if (held.version !== version || eventFileHash(held.file, nodeCrypto) !== hash) {
      throw new BrokenInvariant('event', `${name} has version ${held.version}, the hub ${version}`);
    }
  }
  const places = new Set(file.checkpoints.map(({ id }) => id));
  const unknown = end.hub.stream.find(
    ({ event: { checkpoint } }) => checkpoint !== null && !places.has(checkpoint),
  );
  if (unknown !== undefined) throw new BrokenInvariant('event', `unknown: ${unknown.body}`);
  const categories = new Set(file.categories.map(({ id }) => id));
  const person = end.roster.find(({ category }) => !categories.has(category));
  if (person !== undefined) throw new BrokenInvariant('event', `no category ${person.category}`);
}
