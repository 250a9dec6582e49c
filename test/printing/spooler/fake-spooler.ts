import {
  type Spooler,
  SpoolerError,
  type SpoolerJobState,
  type SpoolerPrinter,
} from '../../../main/printing/spooler/spooler.ts';

/** From winspool.h. */
export const jobBits = {
  paused: 0x1,
  error: 0x2,
  deleting: 0x4,
  printing: 0x10,
  offline: 0x20,
  paperOut: 0x40,
  printed: 0x80,
  complete: 0x1000,
} as const;
export const printerBits = { paused: 0x1, paperOut: 0x10, offline: 0x80, doorOpen: 0x40_0000 };
export const workOffline = 0x400;

export const well = { status: 0, attributes: 0 };

/** The result of a query of the job: its bits, `gone`, or `dead` (the spooler does not answer). */
export type Look = number | 'gone' | 'dead' | SpoolerJobState;

export interface FakeSpooler {
  printers?: SpoolerPrinter[] | Error;
  /** Results of successive queries of the job; the last one repeats. */
  looks?: readonly Look[];
  /** Maximum bytes that each write accepts, one after the other; an error fails it. */
  takes?: readonly (number | Error)[];
  /** Whether a cancelled job leaves the queue or stays there, or the call fails. */
  cancels?: 'leaves' | 'stays' | 'fails';
  begins?: Error;
}

/** A spooler in memory with one printer, with a record of what it got. */
export function fakeSpooler(does: FakeSpooler = {}) {
  const steps: string[] = [];
  const got: Uint8Array[] = [];
  let looked = 0;
  let isOut = false;
  let writes = 0;
  const spooler: Spooler = {
    printers: async () => {
      const printers = does.printers ?? [{ queue: 'Badges é', driver: 'ZDesigner ZD421', ...well }];
      if (printers instanceof Error) throw printers;
      return printers;
    },
    begin: async (queue, title) => {
      if (does.begins !== undefined) throw does.begins;
      steps.push(`begin ${queue} ${title}`);
      return {
        write: async (bytes) => {
          const most =
            does.takes?.[Math.min(writes, (does.takes?.length ?? 1) - 1)] ?? bytes.length;
          writes += 1;
          if (most instanceof Error) throw most;
          const taken = Math.min(most, bytes.length);
          got.push(Uint8Array.from(bytes.subarray(0, taken)));
          if (steps.at(-1) !== 'write') steps.push('write');
          return taken;
        },
        end: async () => void steps.push('end'),
        abort: async () => void steps.push('abort'),
        cancel: async () => {
          steps.push('cancel');
          if (does.cancels === 'fails') throw new SpoolerError('SetJobW', 5);
          isOut = does.cancels !== 'stays';
        },
        job: async () => {
          if (isOut) return null;
          const looks = does.looks ?? ['gone'];
          const look = looks[Math.min(looked, looks.length - 1)] ?? 'gone';
          looked += 1;
          if (look === 'dead') throw new SpoolerError('GetJobW', 1722);
          if (look === 'gone') return null;
          return typeof look === 'number' ? { status: look, printer: well } : look;
        },
        close: async () => void steps.push('close'),
      };
    },
  };
  return { spooler, steps, bytes: () => Buffer.concat(got) };
}
