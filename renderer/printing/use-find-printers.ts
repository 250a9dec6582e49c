import { useCallback, useEffect, useState } from 'react';
import type {
  FoundPrinter,
  PrinterSearchProgress,
  PrinterSearchResult,
} from '../../preload/contract/printing.ts';
import { ask, onNotice } from '../kit/client/ask.ts';
import { type Action, useAction } from '../kit/client/use-action.ts';

interface Search {
  /** Searches with all methods but the subnet, or through the subnet alone. */
  action: Action<[subnet: string | null]>;
  cancel: () => void;
  found: readonly FoundPrinter[];
  progress: PrinterSearchProgress | null;
  /** The result of the last search; null before the first one ended. */
  result: PrinterSearchResult | null;
}

const keyOf = ({ connection }: FoundPrinter): string => JSON.stringify(connection);

/** Both lists, each printer once. */
function merged(before: readonly FoundPrinter[], more: readonly FoundPrinter[]): FoundPrinter[] {
  const all = new Map([...before, ...more].map((one) => [keyOf(one), one]));
  return [...all.values()];
}

/** Finds printers; results of earlier searches stay in the list. Ends with its dialog. */
export function useFindPrinters(): Search {
  const [found, setFound] = useState<readonly FoundPrinter[]>([]);
  const [progress, setProgress] = useState<PrinterSearchProgress | null>(null);
  const [result, setResult] = useState<PrinterSearchResult | null>(null);
  useEffect(
    () =>
      onNotice('printerSearchProgress', (next) => {
        setProgress(next);
        setFound((before) => merged(before, next.found));
      }),
    [],
  );
  const verb = useCallback(async (subnet: string | null): Promise<void> => {
    setProgress(null);
    setResult(null);
    const answer = await ask('findPrinters', {
      ways: subnet === null ? ['announced', 'usb', 'system'] : [],
      subnet,
    });
    setFound((before) => merged(before, answer.found));
    setResult(answer);
  }, []);
  const action = useAction(verb);
  const { busy } = action;
  const cancel = useCallback(() => {
    // Harmless if none runs; the search itself reports how it ended.
    ask('cancelPrinterSearch').catch(() => undefined);
  }, []);
  useEffect(() => {
    if (!busy) return;
    return cancel;
  }, [busy, cancel]);
  return { action, cancel, found, progress: busy ? progress : null, result };
}
