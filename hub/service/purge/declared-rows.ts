import { z } from 'zod';
import { type Declared, declaredSchema } from '../../../domain/purge/outcome.ts';
import type { PurgeTable } from '../../store/purge-tables.ts';

const placedSchema = declaredSchema.extend({
  /** The station whose copy it was; null for one of the hub's. */
  kiosk: z.uuid().nullable(),
});
/** A declaration that copies were destroyed, and whose they were. */
export type PlacedDeclaration = z.infer<typeof placedSchema>;

/** Every declaration about an order. */
export function readDeclarations({ declared }: Pick<PurgeTable, 'declared'>): PlacedDeclaration[] {
  return z.array(placedSchema).parse(JSON.parse(declared));
}

/** What people declared of the copies of one station, or of the hub (null), for one order. */
export function declaredFor(purge: PurgeTable, kiosk: string | null): Declared[] {
  return readDeclarations(purge)
    .filter((one) => one.kiosk === kiosk)
    .map(({ path, reason, by, at }) => ({ path, reason, by, at }));
}
