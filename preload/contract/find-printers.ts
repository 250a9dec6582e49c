import { z } from 'zod';
import { printerConnectionSchema, printerLanguageSchema } from '../../domain/printing/print-job.ts';
import { call } from './define.ts';

/** The methods of finding printers; a fourth one, the subnet, needs an address range. */
const searchWaySchema = z.enum([
  /** Printers that announce themselves on the local network (mDNS). */
  'announced',
  /** USB device files of this computer. */
  'usb',
  /** Printers that the operating system knows. */
  'system',
]);

export const foundPrinterSchema = z.strictObject({
  /** How it was found. */
  kind: searchWaySchema.or(z.literal('subnet')),
  /** How it would be set up. */
  connection: printerConnectionSchema,
  /** As the printer, the network or the system calls it; its address if it has no name. */
  name: z.string(),
  /** Manufacturer and model as reported, to be matched with the known models; else empty. */
  model: z.string(),
  /** What it seems to speak; null if that cannot be told without the risk of printing something. */
  language: printerLanguageSchema.nullable(),
  /** True if a printer of this station has this connection. */
  alreadyAdded: z.boolean(),
});
export type FoundPrinter = z.infer<typeof foundPrinterSchema>;

export const printerSearchProgressSchema = z.strictObject({
  /** Everything found so far, in the order of finding. */
  found: z.array(foundPrinterSchema),
  /** Addresses of the subnet that were tried, of how many; both 0 if no subnet was requested. */
  tried: z.int().nonnegative(),
  addresses: z.int().nonnegative(),
});
export type PrinterSearchProgress = z.infer<typeof printerSearchProgressSchema>;

const printerSearchResultSchema = z.strictObject({
  found: z.array(foundPrinterSchema),
  /** True if the search was cancelled; `found` has what was found until then. */
  cancelled: z.boolean(),
  /** Methods that failed, with the system's reason in English for support. */
  failed: z.array(
    z.strictObject({ kind: foundPrinterSchema.shape.kind, detail: z.string().max(500) }),
  ),
});
export type PrinterSearchResult = z.infer<typeof printerSearchResultSchema>;

export const findPrintersCalls = {
  /**
   * Searches for printers for a few seconds (a subnet of 1,024 addresses takes up to half a
   * minute). Nothing is sent into the network before this call. Sends `printerSearchProgress`. A
   * second search ends the first one. Fails with `subnet-unreadable`, `subnet-not-local` (only
   * private and link-local ranges), `subnet-too-large`.
   */
  findPrinters: call({
    input: z.strictObject({
      ways: z.array(searchWaySchema),
      /** A range such as 192.168.10.0/24, or one address; null to probe none. */
      subnet: z.string().trim().max(60).nullable(),
    }),
    output: printerSearchResultSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Ends the search; `findPrinters` then answers with what it has. Harmless if none runs. */
  cancelPrinterSearch: call({
    input: z.void(),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
