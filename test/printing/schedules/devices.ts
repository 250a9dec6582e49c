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

const body = {
  rowsPerMs: fc.constantFrom(Number.POSITIVE_INFINITY, 20, 4),
  bufferBytes: fc.constantFrom(256, 2_048, 65_536),
  answerDelay: fc.constantFrom(0, 0, 5),
  ignoresConfirm: fc.constantFrom(false, false, false, true),
  ignoresStatus: fc.constantFrom(false, false, false, false, false, false, false, true),
  ignoresAutomatic: fc.constantFrom(false, false, false, true),
};
const ability = fc.constantFrom('confirm', 'confirm', 'confirm', 'status', 'blind');

/** Random printers by language. */
export const devices: { [L in Device['language']]: fc.Arbitrary<Device & { language: L }> } = {
  escpos: fc.record({
    language: fc.constant('escpos'),
    ability,
    behaviour: fc.record(body),
  }),
  star: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        language: fc.constant('star'),
        ability,
        graphics: fc.constant('bit-image'),
        behaviour: fc.record({ ...body, framed: fc.boolean() }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        language: fc.constant('star'),
        ability: fc.constantFrom('status', 'blind'),
        graphics: fc.constant('raster'),
        behaviour: fc.record({ ...body, framed: fc.boolean() }),
      }),
    },
  ),
  zpl: fc.record({
    language: fc.constant('zpl'),
    ability,
    behaviour: fc.record({
      ...body,
      silentInFault: fc.constantFrom('never', 'never', 'host-status', 'all'),
      labelCounter: fc.constantFrom('kept', 'kept', 'kept', 'unknown', 'ignored'),
      countsMoving: fc.boolean(),
      formatting: fc.constantFrom(0, 0, 10),
    }),
  }),
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
