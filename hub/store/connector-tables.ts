// The tables of connectors (form: `schema/connectors.ts`). Times are UTC milliseconds.

export interface ConnectorTable {
  name: string;
  /** JSON text of its settings; no secrets. */
  settings: string;
  /** The outside system's cursor; null before the first reading. */
  roster_cursor: string | null;
  sent_seq: number;
  /** The earliest time of the next reading. */
  pull_at: number;
  /** Failures in a row. */
  pull_failures: number;
  pull_error: string | null;
  /** Time of the last success. */
  pulled_at: number | null;
  push_at: number;
  push_failures: number;
  push_error: string | null;
  pushed_at: number | null;
  /** Other side's clock minus the hub's, milliseconds. */
  clock_offset: number | null;
}

export interface ConnectorPersonTable {
  connector: string;
  outside_id: string;
  delegate_id: string;
  /** The sink's id of the registration. */
  handle: string;
  /** JSON text: keyed digest of each field's value as last read from the other side. */
  said: string;
  /** 1: the other side no longer has it. */
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
