/** The two kinds of store that a hub's SQL is written for. */
export type StoreKind = 'sqlite' | 'postgres';
