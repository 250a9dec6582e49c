import { connect } from 'node:net';
import type { PrinterLanguage } from '../../../domain/printing/printer-languages.ts';
import { startTimeOut } from '../transport/exchange.ts';

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
  /** One answer. */
  answer: number;
}

/** What answers at an address. */
export type Recognised =
  /** No connection is accepted there. */
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

/** The language that an answer indicates; null for one that is neither's. */
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
