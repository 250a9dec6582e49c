import { once } from 'node:events';
import type { PrinterConnection, PrinterSettings } from '../../../domain/printing/print-job.ts';
import type { Finding, OnFound, SearchLimits } from '../../../main/printing/find/find.ts';
import {
  createPrinterSearch,
  type PrinterSearch,
} from '../../../main/printing/find/printer-search.ts';
import type { PrinterCondition, Transport } from '../../../main/printing/transport/transport.ts';
import type { HistoryJob } from '../../../preload/contract/printing.ts';
import type { HarnessOptions } from './options.ts';
import { start, uuid } from './people.ts';

const port = 9100;
const announced: readonly Finding[] = [
  {
    kind: 'announced',
    connection: { kind: 'tcp', host: '192.168.10.41', port },
    name: 'Left of desk 2',
    model: 'EPSON TM-L90',
    language: 'escpos',
  },
  {
    kind: 'announced',
    connection: { kind: 'tcp', host: '192.168.10.52', port },
    name: 'ZD421 reception',
    model: 'Zebra ZTC ZD421-203dpi ZPL',
    language: 'zpl',
  },
];
const foundUsb: Finding = {
  kind: 'usb',
  connection: { kind: 'device', path: '/dev/usb/lp1' },
  name: 'TM-T20III',
  model: 'EPSON TM-T20III',
  language: 'escpos',
};
const system: Finding = {
  kind: 'system',
  connection: { kind: 'system', queue: 'Office_2nd_floor' },
  name: 'Office printer of the second floor',
  model: '',
  language: 'driver',
  can: { colour: true, bothSides: false },
  papers: [
    { width: 53.98, height: 85.6 },
    { width: 105, height: 148 },
  ],
};

/**
 * The product's search, with the printers of the scene: `search=nothing`, `failed` or `endless`.
 */
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
      usb: async (onFound, limits) => {
        if (search === 'failed') throw new Error('EACCES /dev/usb');
        return finds(foundUsb)(onFound, limits);
      },
    },
    probe: (addresses, onFound, limits) =>
      addresses.length === 0 ? Promise.resolve() : finds()(onFound, limits),
  });
}

/** Finished jobs of every outcome, newest first. */
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
      jobId: uuid(6, index),
      kind: isTest ? 'test' : 'badge',
      state,
      reason: null,
      createdAt,
      serialText: isTest ? '' : `A7F30C12-${String(140 - index).padStart(6, '0')}`,
      attempts: outcomes.map((outcome, at) => ({
        id: index * 10 + at,
        startedAt: createdAt + at * 9_000,
        outcome,
        endedAt: outcome === null ? null : createdAt + at * 9_000 + 1_400,
        reason: outcome === 'held' || outcome === 'failed-partial' ? 'paper-out' : null,
        detail: outcome === 'retryable' ? 'ECONNREFUSED 192.168.10.41:9100' : '',
      })),
    };
  });
}

type PrinterHabit = HarnessOptions['printer'];

/** Replaces the connections to a scene's printers: each acts at once as the scene says. */
export interface DeskPrinters {
  settings: readonly PrinterSettings[];
  openTransport: (settings: PrinterSettings) => Transport;
  become(habit: PrinterHabit): void;
  /** Ends the jobs that a slow printer would keep for ever. */
  letGo(): void;
}

export function makeDeskPrinters(options: HarnessOptions): DeskPrinters {
  let habit = options.printer;
  let isOver = false;
  const kept: (() => void)[] = [];
  const conditionIn = (id: string): PrinterCondition['condition'] => {
    const isMoved = options.badge.startsWith('moved');
    if (options.beside && id === right.id) return 'ready';
    if (habit === 'paper-out' || (isMoved && id === left.id)) return 'paper-out';
    return (options.fleet && !isMoved ? conditions[id] : undefined) ?? 'ready';
  };
  return {
    settings: settingsOf(options),
    become: (next) => {
      habit = next;
    },
    letGo: () => {
      isOver = true;
      for (const end of kept.splice(0)) end();
    },
    openTransport: (settings) => ({
      status: async () => ({ condition: conditionIn(settings.id), detail: '' }),
      send: async (_job, { beforeFirstByte, onFirstRasterByte, onAwaiting }) => {
        const condition = conditionIn(settings.id);
        if (condition === 'paper-out') return { kind: 'held', reason: condition, detail: '' };
        beforeFirstByte();
        onFirstRasterByte();
        if (habit === 'slow' && !isOver) await new Promise<void>((resolve) => kept.push(resolve));
        if (settings.ability !== 'confirm') return { kind: 'sent' };
        onAwaiting();
        return habit === 'unknown' || habit === 'slow'
          ? { kind: 'unknown', detail: 'no confirmation' }
          : { kind: 'confirmed' };
      },
      close: async () => undefined,
    }),
  };
}

function settingsOf(options: HarnessOptions): PrinterSettings[] {
  if (options.printer === 'none') return [];
  const isMoved = options.badge.startsWith('moved');
  // What the first cannot print moves to its neighbour, which has the same badges loaded.
  const { place, ...unplaced } = right;
  const isPlaced = options.badge !== 'moved-unplaced';
  const second =
    isMoved || options.beside
      ? { ...unplaced, ...(isPlaced ? { place } : {}), stock: anyBadge }
      : right;
  if (options.fleet) return [left, second, usb, office];
  const ability = options.printer === 'blind' ? 'blind' : 'confirm';
  const neighbour = isMoved ? right.id : null;
  const own = { ...left, model: '', ability, neighbour, stock: anyBadge } as const;
  return isMoved || options.beside ? [own, second] : [own];
}

const anyBadge = { name: '', categories: null, template: 'roll-80' };

// Printers of every kind in every condition, as on a bad day at a big desk.
const left: PrinterSettings = {
  id: 'left',
  name: 'Left of desk 2',
  model: 'epson-tm-l90',
  language: 'escpos',
  connection: { kind: 'tcp', host: '192.168.10.41', port },
  ability: 'confirm',
  dotsPerMm: 8,
  widthDots: 576,
  cut: true,
  neighbour: 'right',
  stock: { name: 'White 80 mm roll', categories: null, template: 'roll-80' },
};
const right: PrinterSettings = {
  ...left,
  id: 'right',
  model: 'zebra-zd421-203',
  language: 'zpl',
  name: 'Right of desk 2, behind the Secretariat’s banner at the door',
  connection: { kind: 'tcp', host: 'fe80::26f5:a2ff:fe1c:9b01%eth0', port },
  widthDots: 832,
  cut: false,
  neighbour: 'left',
  place: { counter: '4', direction: 'right' },
  stock: { ...left.stock, name: 'Red press cards', categories: ['observer', 'interpreter'] },
};
const usb: PrinterSettings = {
  ...left,
  id: 'usb',
  name: 'USB',
  model: 'star-tsp143iv',
  language: 'star',
  connection: { kind: 'device', path: '/dev/usb/lp0' },
  ability: 'status',
  neighbour: null,
  stock: anyBadge,
};
const office: PrinterSettings = {
  ...left,
  id: 'office',
  name: 'Office',
  model: '',
  language: 'driver',
  connection: { kind: 'system', queue: 'Brother_QL_820NWB' },
  ability: 'blind',
  dotsPerMm: 12,
  widthDots: 696,
  neighbour: null,
};

const conditions: Readonly<Record<string, PrinterCondition['condition']>> = {
  right: 'paper-out',
  usb: 'paused',
  office: 'unknown',
};
