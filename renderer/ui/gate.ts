/** Lets one task through at a time; answers null while another is in progress. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T> | null;

/** A gate that is open. */
export function createGate(): Gate {
  let isUnderWay = false;
  return (work) => {
    if (isUnderWay) return null;
    isUnderWay = true;
    return work().finally(() => {
      isUnderWay = false;
    });
  };
}
