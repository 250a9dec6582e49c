import type { StoreKind } from '../store-kind.ts';

/** Where connectors stand. */
export function connectors(_kind: StoreKind): string {
  return '';
}
