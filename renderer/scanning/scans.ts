import { createContext, use, useCallback, useMemo, useRef } from 'react';
import type { Scan } from './scan.ts';
import { type Scanning, type ScanningOptions, useScanning } from './use-scanning.ts';

/** Sees each scan ahead of the desk; true if the scan was meant for it. */
type ScanReader = (scan: Scan) => boolean;

interface Scans {
  scanning: Scanning;
  /** Lets `reader` see each scan first, ahead of readers before it; returns what ends that. */
  readFirst: (reader: ScanReader) => () => void;
}

export const ScansContext = createContext<Scans | null>(null);

/** Scanning for the whole page, as the value of `ScansContext`; `onScan` gets what no reader took. */
export function useScansOfPage(options: ScanningOptions): Scans {
  const readers = useRef<readonly ScanReader[]>([]);
  const { onScan } = options;
  const scanning = useScanning({
    ...options,
    onScan: useCallback(
      async (scan) =>
        readers.current.some((reader) => reader(scan)) ? 'next' : await onScan(scan),
      [onScan],
    ),
  });
  const readFirst = useCallback((reader: ScanReader) => {
    readers.current = [reader, ...readers.current];
    return () => {
      readers.current = readers.current.filter((one) => one !== reader);
    };
  }, []);
  return useMemo(() => ({ scanning, readFirst }), [scanning, readFirst]);
}

/** The page's scanning, and the way to read scans ahead of the desk. */
export function useScans(): Scans {
  const scans = use(ScansContext);
  if (scans === null) throw new Error('useScans needs a ScansContext around it');
  return scans;
}
