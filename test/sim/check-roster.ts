import { everyDelegate } from '../../db/roster.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { leastData } from '../../domain/wire/roster.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { stationOf } from './machine.ts';
import { simEvent } from './people.ts';
import type { World } from './world.ts';

const all = 10_000;

/** Every desk's roster against the hub's; what a mode must not see it has not. */
export async function checkRosters(world: World): Promise<void> {
  const roster = await world.hub.hub.listDelegates({ after: null, limit: all });
  for (const machine of world.machines) {
    if (world.hub.revoked.has(stationOf(machine).kiosk)) continue;
    const expected = textsOf(roster.map((delegate) => leastData(delegate, machine.mode)));
    const shown = textsOf([...everyDelegate(machine.disk.db, simEvent.file.id)]);
    for (const [id, text] of expected) {
      if (shown.get(id) === text) continue;
      const has = shown.get(id) ?? 'nobody';
      throw new BrokenInvariant('same-roster', `${machine.name} shows ${has}, the hub has ${text}`);
    }
    for (const [id, text] of shown) {
      if (!expected.has(id)) {
        throw new BrokenInvariant('same-roster', `${machine.name} shows ${text}, the hub nobody`);
      }
    }
  }
}

function textsOf(delegates: readonly Delegate[]): Map<string, string> {
  return new Map(delegates.map((delegate) => [delegate.id, canonicalJson({ ...delegate })]));
}
