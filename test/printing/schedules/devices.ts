import fc from 'fast-check';
import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { BrotherPrinter } from '../../support/virtual-printer/brother/brother-printer.ts';
import type { BrotherBehaviour } from '../../support/virtual-printer/brother/brother-status.ts';
import type { Behaviour, PrinterBody } from '../../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../../support/virtual-printer/star/star-printer.ts';
import { VirtualPrinter } from '../../support/virtual-printer/virtual-printer.ts';
import { type ZplBehaviour, ZplPrinter } from '../../support/virtual-printer/zpl/zpl-printer.ts';

/** The languages of a schedule's printer: all but the system's driver, which reports nothing. */
export const languages = ['escpos', 'star', 'zpl', 'brother'] as const;

/** The printer of a schedule, as plain data for the message of a failure. */
export interface Device {
  language: (typeof languages)[number];
  ability: PrinterSettings['ability'];
  starGraphics: 'bit-image' | 'raster';
  behaviour: Partial<ZplBehaviour & BrotherBehaviour> & { framed?: boolean };
}

const common = {
  rowsPerMs: fc.constantFrom(Number.POSITIVE_INFINITY, 20, 4),
  bufferBytes: fc.constantFrom(256, 2_048, 65_536),
  answerDelay: fc.constantFrom(0, 0, 5),
  ignoresConfirm: fc.constantFrom(false, false, false, true),
  ignoresStatus: fc.constantFrom(false, false, false, false, false, false, false, true),
} satisfies Partial<Record<keyof Behaviour, unknown>>;

/** Behaviour that only printers of one language have. */
const special = {
  escpos: {},
  star: { framed: fc.boolean() },
  zpl: {
    silentInFault: fc.constantFrom('never' as const, 'never', 'host-status', 'all'),
    labelCounter: fc.constantFrom('kept' as const, 'kept', 'kept', 'unknown', 'ignored'),
    countsMoving: fc.boolean(),
    formatting: fc.constantFrom(0, 0, 10),
  },
  brother: {
    startsEarly: fc.boolean(),
    completesEarly: fc.boolean(),
    recovers: fc.constantFrom(false, false, true),
    losesEvery: fc.constantFrom(0, 0, 0, 0, 5, 9),
  },
};

/** Random printers of a language: three that confirm for every two that do not. */
export function deviceOf(language: Device['language']): fc.Arbitrary<Device> {
  const behaviour = { ...common, ...special[language] };
  const confirms = fc.record({
    language: fc.constant(language),
    ability: fc.constant('confirm' as const),
    starGraphics: fc.constant('bit-image' as const),
    behaviour: fc.record(behaviour),
  });
  const doesNot = fc.record({
    language: fc.constant(language),
    ability: fc.constantFrom('status' as const, 'blind'),
    starGraphics: fc.constantFrom('bit-image' as const, 'raster'),
    // A printer that confirms also reports changes (Epson: GS ( H came later than GS a; Star: ESC
    // GS ETX later than ESC RS a). Otherwise a fault that ends before the next question would go
    // unseen.
    behaviour: fc.record({
      ...behaviour,
      ignoresAutomatic: fc.boolean(),
      // Brother's network interfaces answer only by SNMP, and so never confirm.
      ...(language === 'brother' ? { network: fc.boolean() } : {}),
    }),
  });
  return fc.oneof({ weight: 3, arbitrary: confirms }, { weight: 2, arbitrary: doesNot });
}

export function makePrinter({ language, behaviour }: Device): PrinterBody {
  switch (language) {
    case 'escpos':
      return new VirtualPrinter(behaviour);
    case 'star':
      return new StarPrinter(behaviour);
    case 'zpl':
      return new ZplPrinter(behaviour);
    case 'brother':
      return new BrotherPrinter(behaviour);
  }
}
