/** Target time of a transaction in milliseconds: a check-in waits for the store's lock. */
const wanted = 8;
const smallest = 10;
const largest = 1_000;

/** Rows in one transaction: as many as this machine writes while a check-in may wait. */
export type ChunkSize = ReturnType<typeof createChunkSize>;

/** Begins small: the first rows of a store are the quickest. */
export function createChunkSize(first = 50) {
  let size = first;
  return {
    rows: (): number => size,
    took: (rows: number, milliseconds: number): void => {
      // A few rows prove little about many: at most doubles, but shrinks as fast as it must.
      if (milliseconds > wanted) size = (rows * wanted) / milliseconds;
      else if (rows >= size)
        size = Math.min(size * 2, (rows * wanted) / Math.max(milliseconds, 0.1));
      size = Math.round(Math.min(largest, Math.max(smallest, size)));
    },
  };
}
