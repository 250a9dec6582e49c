import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { Scan } from './scan.ts';
import { type Scanning, type ScanningOptions, useScanning } from './use-scanning.ts';

/** Sees each scan before the desk does; true if it has handled the scan. */
type ScanReader = (scan: Scan) => boolean;

interface Scans {
  scanning: Scanning;
  /** Gives `reader` each scan first, before earlier readers; returns a function that ends this. */
  readFirst: (reader: ScanReader) => () => void;
  /**
   * Gives `reader` every scan from now on, even while an answer is due. Waiting scans are
   * discarded, because they were meant for something else. Returns a function that ends this.
   */
  takeAll: (reader: (scan: Scan) => void) => () => void;
}

export const ScansContext = createContext<Scans | null>(null);

/**
 * Scanning for the whole page: the value of `ScansContext`. `onScan` gets the scans no reader took.
 */
export function useScansOfPage(options: ScanningOptions): Scans {
  const readers = useRef<readonly ScanReader[]>([]);
  const { onScan, held = false } = options;
  const [takers, setTakers] = useState(0);
  const scanning = useScanning({
    ...options,
    held: held && takers === 0,
    onScan: async (scan) =>
      readers.current.some((reader) => reader(scan)) ? 'next' : await onScan(scan),
  });
  const readFirst = useCallback((reader: ScanReader) => {
    readers.current = [reader, ...readers.current];
    return () => {
      readers.current = readers.current.filter((one) => one !== reader);
    };
  }, []);
  const { clearWaiting, resume } = scanning;
  const takeAll = useCallback(
    (reader: (scan: Scan) => void) => {
      clearWaiting();
      const end = readFirst((scan) => {
        reader(scan);
        return true;
      });
      setTakers((count) => count + 1);
      // An answer that is due stays due: `held` says so once the reader has ended.
      resume();
      return () => {
        end();
        setTakers((count) => count - 1);
      };
    },
    [clearWaiting, readFirst, resume],
  );
  return useMemo(() => ({ scanning, readFirst, takeAll }), [scanning, readFirst, takeAll]);
}

/** @throws Error outside of a `ScansContext` */
export function useScans(): Scans {
  const scans = use(ScansContext);
  if (scans === null) throw new Error('useScans needs a ScansContext around it');
  return scans;
}
