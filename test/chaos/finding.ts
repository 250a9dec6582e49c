/** Something that must never be. */
export interface Finding {
  what:
    | 'lost'
    | 'duplicated'
    | 'phantom'
    | 'sequence'
    | 'chain'
    | 'head'
    | 'acknowledged'
    | 'fold'
    | 'roster'
    | 'personal'
    | 'quarantine'
    | 'journal'
    | 'trouble'
    /** The hub's own check of its store found something. */
    | 'hub';
  detail: string;
}
