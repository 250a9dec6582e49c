import fc from 'fast-check';
import { parseScan } from '../../../domain/check-in/scan.ts';
import { makeBadgeCode, makeTicketCode } from '../../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { Burst } from '../../../renderer/scanning/hid/burst.ts';
import type { BurstOutcome } from '../../../renderer/scanning/hid/burst-types.ts';
import { looksLikeOwnCode } from '../../../renderer/scanning/hid/own-codes.ts';
import { type KeyFacts, readKey } from '../../../renderer/scanning/hid/scanner.ts';
import { keyOf, layoutNames, strokeFor } from '../../../test/support/keyboard-layouts.ts';
import { eventSecret, sampleEvent } from '../../../test/support/sample-event.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { anyText, mutatedText } from '../generators/text.ts';

type Facts = Pick<KeyFacts, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'> & {
  altGraph: boolean;
  gap: number;
};

const codes = [
  makeTicketCode(eventSecret, sampleEvent.id, nodeCrypto),
  'T18-0042',
  'müller & co',
  makeBadgeCode({ station: 'A7F30C12', count: 7 }, Uint8Array.of(1, 2, 3, 4, 5, 6)),
  `LS:GSC-0042:${'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.repeat(3).slice(0, 107)}`,
];

const gap = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 2, arbitrary: fc.integer({ min: 31, max: 260 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -5, 700, 5_000, Number.MAX_SAFE_INTEGER) },
);

/** A text as a scanner types it: scanner and computer each have a layout. */
const typed = fc
  .tuple(
    fc.oneof(fc.constantFrom(...codes), mutatedText(codes)).map((text) => text.slice(0, 400)),
    fc.constantFrom(...layoutNames),
    fc.constantFrom(...layoutNames),
    gap,
    fc.boolean(),
  )
  .map(([text, scanner, computer, pace, capsLock]) =>
    Array.from(text).flatMap((character): Facts[] => {
      const stroke = strokeFor(scanner, character);
      if (stroke === null) return [];
      const key = keyOf(computer, stroke, capsLock);
      const plain = { ctrlKey: false, altKey: false, metaKey: false, altGraph: stroke.altGraph };
      return [{ code: stroke.code, key, shiftKey: stroke.shift, ...plain, gap: pace }];
    }),
  );

const anyKey: fc.Arbitrary<Facts> = fc.record({
  code: fc.oneof(
    fc.constantFrom('Enter', 'Tab', 'F13', 'KeyL', 'KeyT', 'Space', 'Backspace', ''),
    anyText(4),
  ),
  key: fc.oneof(
    fc.constantFrom('Enter', 'Tab', 'L', 'T', ' ', 'Dead', 'Process', 'Shift', '\uD83D\uDE00'),
    anyText(3),
  ),
  shiftKey: fc.boolean(),
  ctrlKey: fc.boolean(),
  altKey: fc.boolean(),
  metaKey: fc.boolean(),
  altGraph: fc.boolean(),
  gap,
});
const enter: Facts = {
  code: 'Enter',
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  altGraph: false,
  gap: 10,
};

const keys = fc
  .array(fc.oneof(typed, typed, fc.array(anyKey, { maxLength: 5 }), fc.constant([enter])), {
    maxLength: 5,
  })
  .map((parts) => parts.flat());

const context = {
  event: { ...sampleEvent, ticketKeys: [], registrationCodePattern: 'T18-\\d{1,5}' },
  crypto: nodeCrypto,
  now: 0,
};

/** Counts where each key ends up: it reaches the page, is part of a scan, or is given back. */
class Account {
  withheld = 0;
  given = 0;
  readonly readings: string[][] = [];
  take(outcomes: readonly BurstOutcome<null>[]): void {
    for (const outcome of outcomes) {
      this.given += outcome.typing.length;
      if (outcome.kind === 'scan') this.readings.push([...outcome.readings]);
    }
  }
}

function press(list: readonly Facts[]): string {
  const burst = new Burst<null>((text) => looksLikeOwnCode(text) || /^T18-\d{1,5}$/.test(text));
  const account = new Account();
  let at = 1_000;
  for (const { gap: later, altGraph, ...facts } of list) {
    at += later;
    const key = readKey(
      { ...facts, timeStamp: at, getModifierState: (name) => altGraph && name === 'AltGraph' },
      'F13',
    );
    if (key === null) continue;
    const verdict = burst.press({ ...key, pressesButton: key.us === ' ', takeMark: () => null });
    account.take(verdict.outcomes);
    if (verdict.withhold && key.role === 'character') account.withheld += 1;
  }
  account.take(burst.pause());
  hold(!burst.isOpen(), 'something is open after the pause');
  hold(account.given <= account.withheld, 'more keys given back than were withheld');
  const scanned = account.readings.reduce((sum, [best = '']) => sum + best.length, 0);
  const lost = account.withheld - account.given - scanned;
  hold(account.readings.length > 0 || lost === 0, `${lost} withheld keys are lost`);
  const kinds = account.readings.map((readings) => parseScan(readings, context).kind);
  return kinds[0] ?? (account.withheld > 0 ? 'typing' : 'nothing');
}

export const hidTargets: readonly Target[] = [
  {
    name: 'scan/hid',
    share: 25,
    reaches: ['ticket', 'badge', 'registration-code', 'other-text', 'typing', 'nothing'],
    open: () => fuzzed<Facts[]>({ cases: keys, sizeOf: (list) => list.length * 20, run: press }),
  },
];
