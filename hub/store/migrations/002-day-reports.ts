import type { StoreKind } from '../store-kind.ts';

/** What the hub keeps of closed days. */
export function dayReports(_kind: StoreKind): string {
  return '';
}
