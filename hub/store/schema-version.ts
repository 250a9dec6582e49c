import { schemaForm } from '../../domain/base/schema-form.ts';
import type { StoreKind } from './location.ts';

export interface HubMigration {
  name: string;
  sql: (kind: StoreKind) => string;
}

/** Identifies the schema that the first `applied` of these migrations make; see `schemaForm`. */
export function formOf(steps: readonly HubMigration[], applied: number, kind: StoreKind): number {
  return schemaForm(steps.slice(0, applied).map(({ sql }) => sql(kind)));
}
