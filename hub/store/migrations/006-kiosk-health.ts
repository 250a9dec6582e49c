import type { StoreKind } from '../store-kind.ts';

/** What each kiosk last said of its own health. */
export function kioskHealth(kind: StoreKind): string {
  const sqlite = kind === 'sqlite';
  const int = sqlite ? 'INTEGER' : 'BIGINT';
  const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"';
  const end = sqlite ? ') STRICT' : ')';
  // Apart from the kiosk's row: that one is written whole when a kiosk enrols anew.
  return `
CREATE TABLE kiosk_health (
  kiosk ${text} PRIMARY KEY,
  health ${text} NOT NULL,
  heard ${int} NOT NULL
${end};
`;
}
