import { useEffect, useState } from 'react';

/** The value once it has not changed for this many milliseconds; `undefined` until then. */
export function useLater<T>(value: T, milliseconds: number): T | undefined {
  const [settled, setSettled] = useState<{ value: T } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ value }), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled?.value;
}
