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
    | 'trouble';
  detail: string;
}
