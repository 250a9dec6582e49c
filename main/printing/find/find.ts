import { connect } from 'node:net';
import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import {
  languageOfDriver,
  type PrinterLanguage,
} from '../../../domain/printing/printer-languages.ts';
import type { FoundPrinter } from '../../../preload/contract/printing.ts';
import type { Spooler } from '../spooler/spooler.ts';
import { startTimeOut } from '../transport/exchange.ts';
import type { SystemPrinting } from '../transport/system-printing.ts';

/**
 * Two queries, neither of which contains a printable character: a raw printer prints any text.
 *
 * - `ESC ACK SOH` (1B 06 01) asks a Star printer for its status (Star Line Mode Command
 *   Specifications 3-70). ESC/POS has no such command and skips unknown control codes; ZPL ignores
 *   everything outside of `^` and `~`.
 * - `DLE EOT 1` (10 04 01) asks an ESC/POS printer (Epson's command reference, real-time status 1).
 *   Star answers the EOT in it with one status byte; ZPL skips it.
 *
 * Star is asked first: its answer to EOT (bit 4 set, bit 0 clear) can look like Epson's. ZPL's own
 * queries (`~HI`, `~HS`) are text, which the other two would print with the next badge. They are
 * not used here, so a Zebra that does not announce itself stays unknown.
 */
const questions = {
  star: Uint8Array.of(0x1b, 0x06, 0x01),
  escpos: Uint8Array.of(0x10, 0x04, 0x01),
} as const;

/** Milliseconds. */
export interface RecogniseTimings {
  connect: number;
  /** For one answer. */
  answer: number;
}

export type Recognised =
  /** The address accepts no connection. */
  { open: false } | { open: true; language: PrinterLanguage | null };

/** Connects, sends queries that print nothing, and disconnects. Never throws. */
export function recognise(
  address: { host: string; port: number },
  timings: RecogniseTimings,
  signal: AbortSignal,
): Promise<Recognised> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    let open = false;
    const end = (language: PrinterLanguage | null): void => {
      signal.removeEventListener('abort', giveUp);
      endTimeOut();
      socket.destroy();
      resolve(open ? { open, language } : { open });
    };
    const giveUp = (): void => end(null);
    let endTimeOut = startTimeOut(timings.connect, giveUp);
    let asked: keyof typeof questions = 'star';
    const ask = (question: keyof typeof questions, next: () => void): void => {
      asked = question;
      endTimeOut();
      endTimeOut = startTimeOut(timings.answer, next);
      socket.write(questions[question]);
    };
    signal.addEventListener('abort', giveUp);
    socket.on('connect', () => {
      open = true;
      ask('star', () => ask('escpos', giveUp));
    });
    socket.on('data', (bytes) => {
      const language = languageOfAnswer(bytes, asked);
      if (language !== null) end(language);
    });
    // `close` always follows an error.
    socket.on('error', () => {});
    socket.on('close', giveUp);
    if (signal.aborted) giveUp();
  });
}

/** The language that an answer indicates; null for an answer of neither language. */
export function languageOfAnswer(
  bytes: Uint8Array,
  asked: keyof typeof questions,
): PrinterLanguage | null {
  const [first] = bytes;
  if (first === undefined) return null;
  // Star's automatic status: header with bit 0 set, bits 4 and 7 clear; at least seven bytes.
  if ((first & 0x91) === 0x01 && bytes.length >= 7) return 'star';
  // Epson's status byte 1: bits 1 and 4 set, bits 0 and 7 clear.
  if (asked === 'escpos' && bytes.length === 1 && (first & 0x93) === 0x12) return 'escpos';
  return null;
}

/** Raw printing, as nearly all network printers offer it. */
export const rawPort = 9100;
/** Connections at once; more would look like an attack to a venue's switch, and fill its tables. */
const maxConcurrent = 64;

/** Milliseconds. A local network answers within a few; a sleeping printer needs a second. */
export const probeTimings: RecogniseTimings = { connect: 1_500, answer: 500 };

interface ProbeOptions extends SearchLimits {
  port: number;
  timings: RecogniseTimings;
  onTried: () => void;
}

/** Tries the raw port of each address. Never throws; ends early when the signal aborts. */
export async function probeAddresses(
  addresses: readonly string[],
  onFound: OnFound,
  options: ProbeOptions,
): Promise<void> {
  const { port, timings, signal, isKnown, onTried } = options;
  const waiting = addresses.values();
  const worker = async (): Promise<void> => {
    for (const host of waiting) {
      if (signal.aborted) return;
      const connection: PrinterConnection = { kind: 'tcp', host, port };
      const seen: Recognised = isKnown(connection)
        ? { open: true, language: null }
        : await recognise({ host, port }, timings, signal);
      if (signal.aborted) return;
      const name = `${host}:${port}`;
      if (seen.open)
        onFound({ kind: 'subnet', connection, name, model: '', language: seen.language });
      onTried();
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxConcurrent, addresses.length) }, worker));
}

/** What one search method finds; whether the printer is already set up is checked afterwards. */
export type Finding = Omit<FoundPrinter, 'alreadyAdded'>;

export type OnFound = (finding: Finding) => void;

export interface SearchLimits {
  signal: AbortSignal;
  /** Known printers are reported without a connection: a badge may be on its way there. */
  isKnown: (connection: PrinterConnection) => boolean;
}

/** Whether both reach the same printer by the same kind of connection. */
export function sameConnection(one: PrinterConnection, other: PrinterConnection): boolean {
  switch (one.kind) {
    case 'tcp':
      return other.kind === 'tcp' && other.host === one.host && other.port === one.port;
    case 'device':
      return other.kind === 'device' && other.path === one.path;
    case 'system':
      return other.kind === 'system' && other.queue === one.queue;
    case 'spooler':
      return other.kind === 'spooler' && other.queue === one.queue;
  }
}

/** Finds printers that the operating system knows, to be used through its own drivers. */
export async function findSystem(onFound: OnFound, system: SystemPrinting): Promise<void> {
  for (const printer of await system.printers()) {
    onFound({
      kind: 'system',
      connection: { kind: 'system', queue: printer.queue },
      name: printer.name,
      model: printer.model,
      language: 'driver',
      ...(printer.can === null ? {} : { can: printer.can }),
      papers: await system.papers(printer.queue),
    });
  }
}

/** A driver of Windows that turns nothing into dots: its printer is meant for raw bytes. */
const plainDriver = /^GENERIC \/ TEXT ONLY$/;

/**
 * Finds printers of Windows that accept bytes in their own language through its spooler. Printers
 * of other drivers (pages, PDF) print by the driver alone.
 */
export async function findSpooler(onFound: OnFound, spooler: Spooler): Promise<void> {
  for (const { queue, driver } of await spooler.printers()) {
    const language = languageOfDriver(driver);
    if (language === null && !plainDriver.test(driver.toUpperCase())) continue;
    onFound({
      kind: 'system',
      connection: { kind: 'spooler', queue },
      name: queue,
      model: driver,
      language,
    });
  }
}
