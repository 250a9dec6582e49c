import type { StoreKind } from '../store-kind.ts';

/** What the two kinds of stores call the same thing. */
export interface ColumnTypes {
  int: string;
  text: string;
  /** A key that counts up and never comes twice. */
  counter: string;
  /** The end of a CREATE TABLE. */
  end: string;
}

/** The words of one kind. Facts are ordered by their texts in the order of code units, as `compareFacts` does. */
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
