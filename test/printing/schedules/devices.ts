import fc from 'fast-check';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { createEscposTransport } from '../../../main/printing/transport/escpos-transport.ts';
import type { Link, TransportTimings } from '../../../main/printing/transport/link.ts';
import { createStarTransport } from '../../../main/printing/transport/star-transport.ts';
import type { Transport, TransportEvents } from '../../../main/printing/transport/transport.ts';
import { createZplTransport } from '../../../main/printing/transport/zpl-transport.ts';
import type { Behaviour } from '../../support/virtual-printer/behaviour.ts';
import type { PrinterBody } from '../../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../../support/virtual-printer/star/star-printer.ts';
import { VirtualPrinter } from '../../support/virtual-printer/virtual-printer.ts';
import { type ZplBehaviour, ZplPrinter } from '../../support/virtual-printer/zpl/zpl-printer.ts';

/** The languages that a schedule's printer can speak: all but the system's driver, which tells nothing. */
export const languages = ['escpos', 'star', 'zpl'] as const;

/** The printer of a schedule, as plain data: it stands in the message of a failure. */
export type Device = { ability: PrinterSettings['ability'] } & (
  | { language: 'escpos'; behaviour: Partial<Behaviour> }
  | {
      language: 'star';
      graphics: 'bit-image' | 'raster';
      behaviour: Partial<Behaviour> & { framed?: boolean };
    }
  | { language: 'zpl'; behaviour: Partial<ZplBehaviour> }
);

const confirming = {
  rowsPerMs: fc.constantFrom(Number.POSITIVE_INFINITY, 20, 4),
  bufferBytes: fc.constantFrom(256, 2_048, 65_536),
  answerDelay: fc.constantFrom(0, 0, 5),
  ignoresConfirm: fc.constantFrom(false, false, false, true),
  ignoresStatus: fc.constantFrom(false, false, false, false, false, false, false, true),
};
/**
 * Whoever confirms also tells changes by itself (Epson: GS ( H came later than GS a; Star: ESC GS ETX later than
 * ESC RS a). Without that, a fault that is over before the next question would go unseen.
 */
const notConfirming = { ...confirming, ignoresAutomatic: fc.boolean() };
const abilities = {
  confirming: fc.constant<'confirm'>('confirm'),
  notConfirming: fc.constantFrom<'status' | 'blind'>('status', 'blind'),
};
const zebra = {
  silentInFault: fc.constantFrom<ZplBehaviour['silentInFault'][]>(
    'never',
    'never',
    'host-status',
    'all',
  ),
  labelCounter: fc.constantFrom<ZplBehaviour['labelCounter'][]>(
    'kept',
    'kept',
    'kept',
    'unknown',
    'ignored',
  ),
  countsMoving: fc.boolean(),
  formatting: fc.constantFrom(0, 0, 10),
};

/** Three of so many that confirm, two of those that do not. */
function mixed<A, B>(confirms: fc.Arbitrary<A>, doesNot: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof({ weight: 3, arbitrary: confirms }, { weight: 2, arbitrary: doesNot });
}

const escpos = fc.constant<'escpos'>('escpos');
const star = fc.constant<'star'>('star');
const zpl = fc.constant<'zpl'>('zpl');

/** Random printers by language. */
export const devices: { [L in Device['language']]: fc.Arbitrary<Device & { language: L }> } = {
  escpos: mixed(
    fc.record({
      language: escpos,
      ability: abilities.confirming,
      behaviour: fc.record(confirming),
    }),
    fc.record({
      language: escpos,
      ability: abilities.notConfirming,
      behaviour: fc.record(notConfirming),
    }),
  ),
  star: mixed(
    fc.record({
      language: star,
      ability: abilities.confirming,
      graphics: fc.constant<'bit-image'>('bit-image'),
      behaviour: fc.record({ ...confirming, framed: fc.boolean() }),
    }),
    fc.record({
      language: star,
      ability: abilities.notConfirming,
      graphics: fc.constantFrom<('bit-image' | 'raster')[]>('bit-image', 'raster'),
      behaviour: fc.record({ ...notConfirming, framed: fc.boolean() }),
    }),
  ),
  zpl: mixed(
    fc.record({
      language: zpl,
      ability: abilities.confirming,
      behaviour: fc.record({ ...confirming, ...zebra }),
    }),
    fc.record({
      language: zpl,
      ability: abilities.notConfirming,
      behaviour: fc.record({ ...confirming, ...zebra }),
    }),
  ),
};

export function makePrinter(device: Device): PrinterBody {
  switch (device.language) {
    case 'escpos':
      return new VirtualPrinter(device.behaviour);
    case 'star':
      return new StarPrinter(device.behaviour);
    case 'zpl':
      return new ZplPrinter(device.behaviour);
  }
}

/** What the settings of such a printer say beside its address. */
export function settingsOf(device: Device): Partial<PrinterSettings> {
  const { language, ability: able } = device;
  return language === 'star'
    ? { language, ability: able, starGraphics: device.graphics }
    : { language, ability: able };
}

export function transportOf(
  language: PrinterSettings['language'],
  able: PrinterSettings['ability'],
  parts: { link: Link; timings: TransportTimings; events: TransportEvents },
): Transport {
  switch (language) {
    case 'escpos':
      return createEscposTransport(parts.link, able, parts.timings, parts.events);
    case 'star':
      return createStarTransport(parts.link, able, parts.timings, parts.events);
    case 'zpl':
      return createZplTransport(parts.link, able, parts.timings, parts.events);
    case 'driver':
      throw new RangeError('no schedules for the driver of the system');
  }
}
