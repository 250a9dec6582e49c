import type { StoreKind } from '../store-kind.ts';

/** What each kiosk last said of its own health. */
export function kioskHealth(_kind: StoreKind): string {
  return '';
}
