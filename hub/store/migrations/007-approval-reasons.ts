import type { StoreKind } from '../store-kind.ts';

/** Why an approval is asked for, and why the second person decided so. */
export function approvalReasons(kind: StoreKind): string {
  const text = kind === 'sqlite' ? 'TEXT' : 'TEXT COLLATE "C"';
  return `
ALTER TABLE approval ADD COLUMN reason ${text} NOT NULL DEFAULT '';
ALTER TABLE approval ADD COLUMN note ${text} NOT NULL DEFAULT '';
`;
}
