// The tables of retention and purge (form: `schema/purge.ts`). Times are UTC milliseconds.

export interface RetentionTable {
  single: number;
  /** JSON of the rule. */
  rule: string;
  set_by: string | null;
  set_at: number | null;
  warned_at: number | null;
}

export interface PersonRequestTable {
  id: string;
  /** `tickets`: a new event secret, so new tickets for all; `records`: an order on records. */
  kind: 'purge' | 'tickets' | 'records';
  /** JSON of the order, if the kind alone does not define it. */
  said: string | null;
  /** JSON of the person. */
  requested_by: string;
  requested_at: number;
  state: 'open' | 'approved' | 'withdrawn';
}

export interface PurgeTable {
  id: string;
  /** JSON of the signed order. */
  signed: string;
  ordered: number;
  /** JSON: the number of deleted rows by part. */
  counts: string;
  /** JSON of the files that were left. */
  files_left: string;
  /** JSON of {@link PlacedDeclaration}s. */
  declared: string;
  emptied: number;
  done: number | null;
}

export interface PurgeConfirmationTable {
  purge_id: string;
  station: string;
  /** JSON of the signed confirmation. */
  signed: string;
  received: number;
}

export interface WrittenFileTable {
  path: string;
  sha256: string;
  written: number;
}

export interface StationPullTable {
  station: string;
  roster_seq: number;
  pulled: number;
}
