/** The tables of connectors (form: `schema/connectors.ts`). Times are UTC milliseconds. */
export interface ConnectorTable {
  name: string;
  /** JSON text of its settings; no secrets. */
  settings: string;
  /** Of the outside system; null before the first reading. */
  roster_cursor: string | null;
  sent_seq: number;
  /** Not before. */
  pull_at: number;
  /** In a row. */
  pull_failures: number;
  pull_error: string | null;
  /** Last success. */
  pulled_at: number | null;
  push_at: number;
  push_failures: number;
  push_error: string | null;
  pushed_at: number | null;
  /** Milliseconds by which the other side's clock is ahead of ours. */
  clock_offset: number | null;
}

export interface ConnectorPersonTable {
  connector: string;
  outside_id: string;
  delegate_id: string;
  /** How its sink names the registration. */
  handle: string;
  /** JSON text: keyed digest of each field's value as the other side last said it. */
  said: string;
  /** No longer there. */
  gone: number;
}

export interface ConnectorParkedTable {
  connector: string;
  kind: 'person' | 'fact';
  /** An outside id or a line of a file; the id of a fact. */
  id: string;
  reason: string;
  parked_at: number;
}
