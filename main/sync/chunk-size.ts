/** A transaction should hold the store's lock for about so long, in milliseconds: a check-in waits behind it. */
const wanted = 8;
const smallest = 10;
const largest = 1_000;

/** How many rows go into one transaction: as many as this machine writes in the time that a check-in may wait. */
export interface ChunkSize {
  rows(): number;
  /** What the last transaction took. */
  took(rows: number, milliseconds: number): void;
}

/** Begins carefully: the first rows of a store are the quickest. */
export function createChunkSize(first = 50): ChunkSize {
  let size = first;
  return {
    rows: () => size,
    took: (rows, milliseconds) => {
      // A few rows say little about many: the size doubles at most, and shrinks as quickly as it must.
      if (milliseconds > wanted) size = (rows * wanted) / milliseconds;
      else if (rows >= size)
        size = Math.min(size * 2, (rows * wanted) / Math.max(milliseconds, 0.1));
      size = Math.round(Math.min(largest, Math.max(smallest, size)));
    },
  };
}
