import type { StoreKind } from '../store-kind.ts';

/** Accounts of the organiser's page, their sessions and what they did. */
export function accounts(_kind: StoreKind): string {
  return '';
}
