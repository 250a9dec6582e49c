/** Lets one task through at a time; returns null while another is in progress. */
type Gate = <T>(work: () => Promise<T>) => Promise<T> | null;

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
