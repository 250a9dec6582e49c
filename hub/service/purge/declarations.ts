import { z } from 'zod';
import { type Declared, declaredSchema } from '../../../domain/purge/outcome.ts';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { PurgeTable } from '../../store/purge-tables.ts';
import type { HubContext } from '../context.ts';
import { issueCertificate } from './certificate.ts';

const placedSchema = declaredSchema.extend({
  /** The station whose copy it was; null for one of the hub's. */
  kiosk: z.uuid().nullable(),
});
/** A declaration that copies were destroyed, and whose they were. */
export type PlacedDeclaration = z.infer<typeof placedSchema>;

/** What an administrator declares; see {@link PlacedDeclaration}. */
export interface DestroyedPlace extends Pick<PlacedDeclaration, 'kiosk' | 'path' | 'reason'> {
  by: PurgePerson;
}

/** What people declared of the copies of one station, or of the hub (null), for one order. */
export function declaredFor(purge: PurgeTable, kiosk: string | null): Declared[] {
  return readDeclarations(purge)
    .filter((one) => one.kiosk === kiosk)
    .map(({ path, reason, by, at }) => ({ path, reason, by, at }));
}

/** See `HubPrivacy.declareDestroyed`. */
export async function declareDestroyed(
  context: HubContext,
  { kiosk, path, reason, by }: DestroyedPlace,
): Promise<void> {
  const { db } = context.store;
  let isLeft = false;
  for (const purge of await db.selectFrom('purge').selectAll().execute()) {
    const { certificate } = await issueCertificate(context, purge.id);
    const owner =
      kiosk === null
        ? certificate.issuer
        : certificate.stations.find((station) => station.kiosk === kiosk);
    if (owner?.outcome?.left.some((one) => one.path === path) !== true) continue;
    isLeft = true;
    const said: PlacedDeclaration = { kiosk, path, reason, by, at: context.clock() };
    const declared = JSON.stringify([...readDeclarations(purge), said]);
    await db.updateTable('purge').set({ declared }).where('id', '=', purge.id).execute();
  }
  if (!isLeft) throw new HubProblem('not-found', 'path');
  context.log.warn({ kiosk }, 'copies declared destroyed');
}

function readDeclarations({ declared }: PurgeTable): PlacedDeclaration[] {
  return z.array(placedSchema).parse(JSON.parse(declared));
}
