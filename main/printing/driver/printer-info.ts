import { z } from 'zod';
import type { DriverSettings } from '../../../domain/printing/print-job.ts';
import type { SystemPrinter, SystemPrinterState } from '../transport/system-printing.ts';

/**
 * What `getPrintersAsync` of Electron returns for one printer. The options are the system's own:
 * CUPS gives its IPP attributes as text (RFC 8011), Windows nearly nothing.
 */
const printerInfoSchema = z.object({
  name: z.string(),
  displayName: z.string().catch(''),
  description: z.string().catch(''),
  options: z
    .object({
      'printer-info': z.string().optional(),
      'printer-make-and-model': z.string().optional(),
      'printer-state': z.string().optional(),
      'printer-state-reasons': z.string().optional(),
      'printer-is-accepting-jobs': z.string().optional(),
      'printer-type': z.string().optional(),
    })
    .catch({}),
});

/** IPP's `printer-state` (RFC 8011, 5.4.11). */
const activities: Readonly<Record<string, SystemPrinterState['activity']>> = {
  '3': 'idle',
  '4': 'printing',
  '5': 'stopped',
};

/** Reads one printer as Electron describes it. Throws ZodError if it does not fit. */
export function readPrinterInfo(info: unknown): SystemPrinter {
  const { name, displayName, description, options } = printerInfoSchema.parse(info);
  const given = [options['printer-info'], displayName, description];
  return {
    queue: name,
    name: given.find((text) => text !== undefined && text !== '') ?? name,
    model: options['printer-make-and-model'] ?? '',
    state: {
      activity: activities[options['printer-state'] ?? ''] ?? 'unknown',
      acceptsJobs: options['printer-is-accepting-jobs'] !== 'false',
      reasons: readReasons(options['printer-state-reasons'] ?? ''),
    },
    can: readAbilities(options['printer-type']),
  };
}

/** Bits of CUPS' `printer-type` (cups/cups.h, `CUPS_PRINTER_COLOR` and `CUPS_PRINTER_DUPLEX`). */
const printerColour = 0x0008;
const printerDuplex = 0x0010;

/** What the driver can do; null where the system does not say (Windows). */
function readAbilities(type: string | undefined): DriverSettings | null {
  if (type === undefined || !/^\d{1,10}$/.test(type)) return null;
  const bits = Number(type);
  return {
    colour: (bits & printerColour) !== 0,
    bothSides: (bits & printerDuplex) !== 0,
  };
}

/** `media-empty-error,offline-report` → media-empty, offline; `none` means none. */
function readReasons(text: string): string[] {
  return text
    .split(',')
    .map((reason) => reason.trim().replace(/-(error|warning|report)$/, ''))
    .filter((reason) => reason !== '' && reason !== 'none');
}
