import { expect, test } from 'vitest';
import { createEscposTransport } from '../../main/printing/transport/escpos-transport.ts';
import { LinkError, type LinkListener } from '../../main/printing/transport/link.ts';
import type { EncodedJob, SendOptions } from '../../main/printing/transport/transport.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { benchOf, printerIs, stateIs } from './fault-bench.ts';
import { plainRenderer, quickTimings } from './support.ts';

/** Answers to DLE EOT of a ready printer, and what it reports when its cover opens. */
const ready = Uint8Array.of(0x12);
const coverOpens = Uint8Array.of(0x38, 0x00, 0x00, 0x0f);
const job: EncodedJob = {
  chunks: [{ bytes: Uint8Array.of(0x41), raster: true }],
  bitmap: { width: 8, height: 1, bits: Uint8Array.of(0x41) },
};
const options: SendOptions = {
  confirmId: 'AAAA',
  beforeFirstByte: () => {},
  onFirstRasterByte: () => {},
  onAwaiting: () => {},
};

/** A printer that answers each question at once, and its transport. */
function printer() {
  const state = { listener: null as LinkListener | null, questions: 0 };
  const link = {
    where: 'printer',
    isOpen: () => state.listener !== null,
    open: async (listener: LinkListener) => {
      state.listener = listener;
    },
    write: async ([first, ...rest]: Uint8Array) => {
      if (first !== 0x10 || rest.length !== 2) return;
      state.questions += 1;
      state.listener?.onBytes(ready);
    },
    close: async () => {},
    abort: () => {
      state.listener = null;
    },
  };
  const events = { onLateConfirmation: () => {} };
  return { state, link, transport: createEscposTransport(link, 'status', quickTimings, events) };
}

/** A round of DLE EOT 1 and 4. */
const round = 2;

/**
 * Sends a job; returns how many questions were asked until its first byte, or null if none was
 * sent.
 */
async function questionsUntilSent({ state, transport }: ReturnType<typeof printer>) {
  let asked: number | null = null;
  const beforeFirstByte = (): void => {
    asked = state.questions;
  };
  await transport.send(job, { ...options, beforeFirstByte });
  return asked;
}

test('a badge is sent on the answer that was asked for while it was drawn, once', async () => {
  const one = printer();
  one.transport.askAhead?.();
  expect(await questionsUntilSent(one)).toBe(round);
  const { questions } = one.state;
  expect(await questionsUntilSent(one)).toBe(questions + round);
});

test('a printer that told of its cover since is asked again', async () => {
  const one = printer();
  one.transport.askAhead?.();
  await one.transport.status();
  one.state.listener?.onBytes(coverOpens);
  expect(await questionsUntilSent(one)).toBe(3 * round);
});

test('a printer that tells of its cover between its two answers is asked again', async () => {
  const one = printer();
  const { write } = one.link;
  one.link.write = async (bytes) => {
    await write(bytes);
    if (one.state.questions === 1) one.state.listener?.onBytes(coverOpens);
  };
  one.transport.askAhead?.();
  expect(await questionsUntilSent(one)).toBe(2 * round);
});

test('nothing is sent on the answer of a connection that has ended since', async () => {
  const one = printer();
  one.transport.askAhead?.();
  await one.transport.status();
  one.state.listener?.onClosed(new LinkError('offline', 'gone'));
  expect(await questionsUntilSent(one)).toBeNull();
});

/** Reports when it is asked something. */
class Asked extends VirtualPrinter {
  onHeard: () => void = () => {};
  protected override hear(bytes: Uint8Array): void {
    super.hear(bytes);
    this.onHeard();
  }
}

test('a printer is asked while the badge is drawn, and the badge does not wait for it', async () => {
  const asked = new Asked();
  const drawsOnceAsked: typeof plainRenderer = {
    ...plainRenderer,
    render: async (...badge) => {
      await new Promise<void>((done) => {
        asked.onHeard = done;
      });
      return plainRenderer.render(...badge);
    },
  };
  const desk = await benchOf(asked, {}, { renderer: drawsOnceAsked });
  await printerIs(desk, 'ready');
  await stateIs(desk, desk.print(), 'confirmed');
});
