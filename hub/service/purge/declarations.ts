import { HubProblem } from '../../../domain/wire/problems.ts';
import type { HubContext } from '../context.ts';
import { issueCertificate } from './certificate.ts';
import { type PlacedDeclaration, readDeclarations } from './declared-rows.ts';
import type { DestroyedPlace } from './hub-privacy.ts';

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
