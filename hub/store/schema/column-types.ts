import type { StoreKind } from '../location.ts';

/** SQL that differs between the two kinds of stores. */
export interface ColumnTypes {
  int: string;
  text: string;
  /** A key that counts up and is never reused. */
  counter: string;
  /** The end of a CREATE TABLE. */
  end: string;
}

/** The SQL of one kind. Texts sort by code units, as in `compareFacts`: that orders the facts. */
export function columnTypes(kind: StoreKind): ColumnTypes {
  return kind === 'sqlite'
    ? {
        int: 'INTEGER',
        text: 'TEXT',
        counter: 'INTEGER PRIMARY KEY AUTOINCREMENT',
        end: ') STRICT',
      }
    : {
        int: 'BIGINT',
        text: 'TEXT COLLATE "C"',
        counter: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
        end: ')',
      };
}
