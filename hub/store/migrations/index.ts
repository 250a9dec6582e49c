import type { StoreKind } from '../store-kind.ts';
import { first } from './001-first.ts';

/** Every migration in order, as SQL of one of the two kinds. Landed ones are never edited. */
export const hubMigrations: readonly { name: string; sql: (kind: StoreKind) => string }[] = [
  { name: '001-first', sql: first },
];
