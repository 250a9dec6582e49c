import { CallFailure } from '../../../main/call-failure.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { FoundPrinter } from '../../../preload/contract/find-printers.ts';
import type { HistoryJob } from '../../../preload/contract/printer-history.ts';
import type { HarnessDesk } from './desk.ts';
import { start, uuid } from './people.ts';

const network: readonly FoundPrinter[] = [
  found('announced', 'tcp', '192.168.10.41', 'Left of desk 2', 'EPSON TM-L90', 'escpos', true),
  found(
    'announced',
    'tcp',
    '192.168.10.52',
    'ZD421 reception',
    'Zebra ZTC ZD421-203dpi ZPL',
    'zpl',
  ),
  {
    ...found('usb', 'tcp', '', 'TM-T20III', 'EPSON TM-T20III', 'escpos'),
    connection: { kind: 'device', path: '/dev/usb/lp1' },
  },
  {
    ...found('system', 'tcp', '', 'Office printer of the second floor', '', null),
    connection: { kind: 'system', queue: 'Office_2nd_floor' },
    language: 'driver',
  },
];
const probed = found('subnet', 'tcp', '192.168.10.77', '192.168.10.77', '', null);

function found(
  kind: FoundPrinter['kind'],
  connection: 'tcp',
  host: string,
  name: string,
  model: string,
  language: FoundPrinter['language'],
  alreadyAdded = false,
): FoundPrinter {
  return {
    kind,
    connection: { kind: connection, host, port: 9100 },
    name,
    model,
    language,
    alreadyAdded,
  };
}

/** Ends of jobs of every kind, newest first. */
function history(): HistoryJob[] {
  const job = (
    index: number,
    state: HistoryJob['state'],
    outcomes: readonly HistoryJob['attempts'][number]['outcome'][],
    rest: Partial<HistoryJob> = {},
  ): HistoryJob => ({
    jobId: uuid(6, index),
    kind: 'badge',
    state,
    reason: null,
    serialText: `A7F30C12-${String(140 - index).padStart(6, '0')}`,
    createdAt: start - index * 340_000,
    attempts: outcomes.map((outcome, at) => ({
      id: index * 10 + at,
      startedAt: start - index * 340_000 + at * 9_000,
      endedAt: outcome === null ? null : start - index * 340_000 + at * 9_000 + 1_400,
      outcome,
      reason: outcome === 'held' || outcome === 'failed-partial' ? 'paper-out' : null,
      detail: outcome === 'retryable' ? 'ECONNREFUSED 192.168.10.41:9100' : '',
    })),
    ...rest,
  });
  return [
    job(0, 'sending', [null]),
    job(1, 'confirmed', ['confirmed']),
    job(2, 'confirmed', ['held', 'retryable', 'confirmed']),
    job(3, 'unknown', ['unknown']),
    job(4, 'came-out', ['failed-partial']),
    job(5, 'sent', ['sent']),
    job(6, 'spooled', ['spooled']),
    job(7, 'did-not-come-out', ['interrupted']),
    job(8, 'cancelled', []),
    job(9, 'confirmed', ['confirmed'], { kind: 'test', serialText: '' }),
  ];
}

/** Setting up printers, and what they did. */
export function printerAnswers({ notify, options }: HarnessDesk): Partial<Handlers> {
  let cancelled = false;
  const { params } = options;
  const search = params.get('search');
  const tick = Number(params.get('tick') ?? '30');
  return {
    findPrinters: async ({ subnet }: { subnet: string | null }) => {
      cancelled = false;
      if (subnet !== null && !/^[\d.]+(\/\d+)?$/.test(subnet))
        throw new CallFailure('subnet-unreadable');
      const all = search === 'nothing' ? [] : subnet === null ? network : [probed];
      const seen: FoundPrinter[] = [];
      const steps = 8;
      for (let step = 1; step <= steps && !cancelled; step += 1) {
        await new Promise((resolve) => setTimeout(resolve, tick));
        seen.push(...all.slice(seen.length, Math.ceil((step * all.length) / steps)));
        const addresses = subnet === null ? 0 : 254;
        notify('printerSearchProgress', {
          found: [...seen],
          tried: Math.round((step * addresses) / steps),
          addresses,
        });
      }
      const failed =
        search === 'failed' ? [{ kind: 'usb' as const, detail: 'EACCES /dev/usb' }] : [];
      return { found: seen, cancelled, failed };
    },
    cancelPrinterSearch: () => {
      cancelled = true;
    },
    ...(params.has('history') ? { getPrinterHistory: history } : {}),
    ...(params.has('history') ? { saveJobBytes: () => true } : {}),
  };
}
