/** What a check of the whole store found wrong; never personal data. */
export interface Finding {
  what: 'sequence' | 'chain' | 'count' | 'roster' | 'personal';
  detail: string;
}
