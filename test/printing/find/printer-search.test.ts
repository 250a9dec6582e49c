import { describe, expect, test } from 'vitest';
import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type { Finding, OnFound, SearchLimits } from '../../../main/printing/find/find.ts';
import {
  createPrinterSearch,
  type PrinterSearchParts,
} from '../../../main/printing/find/printer-search.ts';
import type { PrinterSearchProgress } from '../../../preload/contract/printing.ts';

function tcp(host: string): PrinterConnection {
  return { kind: 'tcp', host, port: 9100 };
}

function finding(kind: Finding['kind'], connection: PrinterConnection, name: string): Finding {
  return { kind, connection, name, model: '', language: null };
}

/** Ways of searching with the given results, which record that they were used. */
function parts(change: {
  announced?: (onFound: OnFound, limits: SearchLimits) => Promise<void>;
  system?: () => Promise<void>;
  known?: PrinterConnection[];
}): { parts: PrinterSearchParts; gone: string[] } {
  const gone: string[] = [];
  return {
    gone,
    parts: {
      ways: {
        announced: async (onFound, limits) => {
          gone.push('announced');
          await change.announced?.(onFound, limits);
        },
        usb: async (onFound) => {
          gone.push('usb');
          onFound(finding('usb', { kind: 'device', path: '/dev/usb/lp0' }, 'EPSON TM-T88VI'));
        },
        system: async () => {
          gone.push('system');
          await change.system?.();
        },
      },
      probe: async (addresses, onFound, _limits, onTried) => {
        gone.push(`probe ${addresses.length}`);
        for (const address of addresses) {
          if (address === '192.168.10.20')
            onFound(finding('subnet', tcp(address), `${address}:9100`));
          onTried();
        }
      },
      known: () => change.known ?? [],
    },
  };
}

describe('a search for printers', () => {
  test('goes nowhere before it is asked to, and only the ways it is asked to', async () => {
    const { parts: given, gone } = parts({});
    const search = createPrinterSearch(given);
    search.cancel();
    expect(gone).toEqual([]);
    const result = await search.find({ ways: ['usb'], subnet: null }, () => {});
    expect(gone).toEqual(['usb', 'probe 0']);
    expect(result).toMatchObject({ found: [{ kind: 'usb' }], cancelled: false, failed: [] });
  });

  test('tells what is set up already, and a printer that is found twice once, by its better name', async () => {
    const { parts: given } = parts({
      announced: async (onFound) => {
        onFound(finding('announced', tcp('192.168.10.20'), 'Hall A'));
      },
      known: [{ kind: 'device', path: '/dev/usb/lp0' }],
    });
    const progress: PrinterSearchProgress[] = [];
    const result = await createPrinterSearch(given).find(
      { ways: ['announced', 'usb'], subnet: '192.168.10.0/24' },
      (each) => progress.push(each),
    );
    expect(result.found.map(({ name, alreadyAdded }) => ({ name, alreadyAdded }))).toEqual([
      { name: 'Hall A', alreadyAdded: false },
      { name: 'EPSON TM-T88VI', alreadyAdded: true },
    ]);
    expect(progress[0]).toEqual({ found: [], tried: 0, addresses: 254 });
    expect(progress.at(-1)).toMatchObject({ tried: 254, addresses: 254 });
  });

  test('goes on where one way cannot be gone, and says why', async () => {
    const { parts: given } = parts({
      system: () => Promise.reject(new Error('no print service')),
    });
    const result = await createPrinterSearch(given).find(
      { ways: ['system', 'usb'], subnet: null },
      () => {},
    );
    expect(result.failed).toEqual([{ kind: 'system', detail: 'Error: no print service' }]);
    expect(result.found).toHaveLength(1);
  });

  test('can be cancelled, and is ended by the next one; what was found stays', async () => {
    const untilCancelled = async (onFound: OnFound, { signal }: SearchLimits): Promise<void> => {
      onFound(finding('announced', tcp('10.0.0.5'), 'Hall B'));
      if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    };
    const { parts: given } = parts({ announced: untilCancelled });
    const search = createPrinterSearch(given);
    const first = search.find({ ways: ['announced'], subnet: null }, () => {});
    const second = search.find({ ways: ['announced'], subnet: null }, () => {});
    expect(await first).toMatchObject({ cancelled: true, found: [{ name: 'Hall B' }] });
    search.cancel();
    expect(await second).toMatchObject({ cancelled: true, found: [{ name: 'Hall B' }] });
  });

  test('with a range that is not local sends nothing and leaves the search that runs alone', async () => {
    const { parts: given, gone } = parts({});
    const search = createPrinterSearch(given);
    await expect(search.find({ ways: ['usb'], subnet: '8.8.8.0/24' }, () => {})).rejects.toThrow(
      'subnet-not-local',
    );
    expect(gone).toEqual([]);
  });
});
