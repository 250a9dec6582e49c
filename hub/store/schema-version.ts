import { schemaForm } from '../../domain/base/schema-form.ts';
import type { StoreKind } from './location.ts';

/** A step of the hub's schema. */
export interface HubMigration {
  name: string;
  sql: (kind: StoreKind) => string;
}

/** The form of a store after the first `applied` of these migrations. */
export function formOf(steps: readonly HubMigration[], applied: number, kind: StoreKind): number {
  return schemaForm(steps.slice(0, applied).map(({ sql }) => sql(kind)));
}
