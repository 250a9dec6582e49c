import { once } from 'node:events';
import type { PrinterConnection } from '../../../domain/print-job.ts';
import type { Finding, OnFound, SearchLimits } from '../../../main/printing/find/find.ts';
import {
  createPrinterSearch,
  type PrinterSearch,
} from '../../../main/printing/find/printer-search.ts';
import type { HistoryJob } from '../../../preload/contract/printer-history.ts';
import type { HarnessOptions } from './options.ts';
import { start, uuid } from './people.ts';

const port = 9100;
const announced: readonly Finding[] = [
  {
    ...{ kind: 'announced', connection: { kind: 'tcp', host: '192.168.10.41', port } },
    ...{ name: 'Left of desk 2', model: 'EPSON TM-L90', language: 'escpos' },
  },
  {
    ...{ kind: 'announced', connection: { kind: 'tcp', host: '192.168.10.52', port } },
    ...{ name: 'ZD421 reception', model: 'Zebra ZTC ZD421-203dpi ZPL', language: 'zpl' },
  },
];
const usb: Finding = {
  ...{ kind: 'usb', connection: { kind: 'device', path: '/dev/usb/lp1' } },
  ...{ name: 'TM-T20III', model: 'EPSON TM-T20III', language: 'escpos' },
};
const system: Finding = {
  ...{ kind: 'system', connection: { kind: 'system', queue: 'Office_2nd_floor' } },
  ...{ name: 'Office printer of the second floor', model: '', language: 'driver' },
};

/** The product's search, where printers are as the scene says: `search=nothing`, `failed` or `endless`. */
export function makePrinterSearch(
  { params }: HarnessOptions,
  known: () => PrinterConnection[],
): PrinterSearch {
  const search = params.get('search');
  const finds =
    (...findings: readonly Finding[]) =>
    async (onFound: OnFound, { signal }: SearchLimits): Promise<void> => {
      if (search === 'endless') await once(signal, 'abort');
      if (search !== 'nothing') findings.forEach(onFound);
    };
  return createPrinterSearch({
    known,
    ways: {
      announced: finds(...announced),
      system: finds(system),
      usb: (onFound, limits) => {
        if (search === 'failed') throw new Error('EACCES /dev/usb');
        return finds(usb)(onFound, limits);
      },
    },
    probe: (addresses, onFound, limits) =>
      addresses.length === 0 ? Promise.resolve() : finds()(onFound, limits),
  });
}

/** Ends of jobs of every kind, newest first. */
export function printerHistory(): HistoryJob[] {
  const ends: readonly [HistoryJob['state'], ...HistoryJob['attempts'][number]['outcome'][]][] = [
    ['sending', null],
    ['confirmed', 'confirmed'],
    ['confirmed', 'held', 'retryable', 'confirmed'],
    ['unknown', 'unknown'],
    ['came-out', 'failed-partial'],
    ['sent', 'sent'],
    ['spooled', 'spooled'],
    ['did-not-come-out', 'interrupted'],
    ['cancelled'],
    ['confirmed', 'confirmed'],
  ];
  return ends.map(([state, ...outcomes], index) => {
    const createdAt = start - index * 340_000;
    const isTest = index === ends.length - 1;
    return {
      ...{ jobId: uuid(6, index), kind: isTest ? 'test' : 'badge', state, reason: null, createdAt },
      serialText: isTest ? '' : `A7F30C12-${String(140 - index).padStart(6, '0')}`,
      attempts: outcomes.map((outcome, at) => ({
        ...{ id: index * 10 + at, startedAt: createdAt + at * 9_000, outcome },
        endedAt: outcome === null ? null : createdAt + at * 9_000 + 1_400,
        reason: outcome === 'held' || outcome === 'failed-partial' ? 'paper-out' : null,
        detail: outcome === 'retryable' ? 'ECONNREFUSED 192.168.10.41:9100' : '',
      })),
    };
  });
}
