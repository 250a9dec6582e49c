import type { StoreKind } from '../store-kind.ts';

/** What is left of a purge. */
export function purge(_kind: StoreKind): string {
  return '';
}
