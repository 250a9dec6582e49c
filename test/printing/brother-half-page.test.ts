import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createBrotherTransport } from '../../main/printing/transport/brother-transport.ts';
import { defaultTimings, type LinkListener } from '../../main/printing/transport/link.ts';
import { roll62, statusBytes } from '../support/virtual-printer/brother/brother-status.ts';

const isRestart = (bytes: Uint8Array): boolean => bytes.at(-2) === 0x1b && bytes.at(-1) === 0x40;

/** A printer on a link and a clock that a test moves; it answers every question at once. */
function printerOf() {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const state = { isPrinting: true };
  const written: Uint8Array[] = [];
  let listener: LinkListener | null = null;
  const transport = createBrotherTransport(
    {
      where: 'usb',
      isOpen: () => listener !== null,
      open: async (opened) => {
        listener = opened;
      },
      write: async (bytes) => {
        written.push(bytes);
        if (bytes.at(-1) !== 0x53) return;
        const good = {
          paper: true,
          paperLow: false,
          cover: 'closed',
          error: false,
          roll: roll62,
        } as const;
        const other = { modelCode: 0x41, refusesRoll: false, notice: 0 };
        listener?.onBytes(statusBytes('reply', { ...good, ...other, ...state }));
      },
      close: async () => {
        listener = null;
      },
      abort: () => {
        listener = null;
      },
    },
    {
      ability: 'status',
      brother: { head: 720, modelCode: 0x41, roll: '62' },
      connection: { kind: 'device', path: '/dev/usb/lp0' },
    },
    defaultTimings,
    { onLateConfirmation: () => {} },
    null,
  );
  return {
    state,
    /** Asks at this moment; returns how often the printer's page was cancelled then. */
    askAt: async (at: number): Promise<number> => {
      now = at;
      written.length = 0;
      await transport.status();
      return written.filter(isRestart).length;
    },
  };
}

/**
 * Milliseconds for which a printer must report "printing" before its page is taken for half a page.
 */
const limit = 2 * defaultTimings.confirm;

describe('half a page in a printer', () => {
  test('is dropped after longer than any badge takes, and never sooner', async () => {
    const { askAt } = printerOf();
    expect(await askAt(1_000)).toBe(0);
    expect(await askAt(1_000 + defaultTimings.confirm)).toBe(0);
    expect(await askAt(1_000 + limit - 1)).toBe(0);
    expect(await askAt(1_000 + limit)).toBe(1);
    // And not again before the same time has passed.
    expect(await askAt(1_000 + limit + 1)).toBe(0);
    expect(await askAt(1_000 + 2 * limit)).toBe(0);
    expect(await askAt(1_001 + 2 * limit)).toBe(1);
  });

  test('is another program’s next badge where the printer was free in between', async () => {
    const { askAt, state } = printerOf();
    expect(await askAt(1_000)).toBe(0);
    state.isPrinting = false;
    expect(await askAt(1_000 + limit / 2)).toBe(0);
    state.isPrinting = true;
    expect(await askAt(1_000 + limit)).toBe(0);
    expect(await askAt(1_000 + 2 * limit - 1)).toBe(0);
    expect(await askAt(1_000 + 2 * limit)).toBe(1);
  });
});
