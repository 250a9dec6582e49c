import fc from 'fast-check';
import { type Mishap, mishapKinds } from '../../support/virtual-printer/printer-body.ts';
import type { BusyManner } from '../../support/virtual-printer/tcp-server.ts';
import { plainRows } from '../support.ts';
import { type Device, deviceOf } from './devices.ts';

/** Steps without parameters; a crash is twice as frequent as the others. */
const plainSteps = [
  'take-paper',
  'open-cover',
  'repair',
  'power-off',
  'drop-connection',
  'crash',
  'crash',
  'desk-answers',
  'cancel-newest',
] as const;

/** One step of a schedule, followed by `wait` milliseconds. */
export type Step =
  | { kind: 'check-in' | (typeof plainSteps)[number] }
  | { kind: 'mishap'; mishap: Mishap }
  /** The connection ends after so many bytes. */
  | { kind: 'drop-after'; bytes: number }
  | { kind: 'wrong-roll' }
  | { kind: 'busy'; manner: BusyManner };

/** A desk's afternoon: its printer, and what happens to it. */
export interface Schedule {
  device: Device;
  steps: { step: Step; wait: number }[];
  /**
   * Printed after the steps: one badge each, with this mishap while it prints; then so many
   * milliseconds, and a repair.
   */
  badges: { mishap: Mishap; wait: number; crash: boolean }[];
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  kind: fc.constantFrom(...mishapKinds),
  at: fc.oneof(fc.integer({ min: 0, max: plainRows - 1 }), fc.constant('after-cut' as const)),
});

const dropAfter = fc
  .integer({ min: 1, max: 20_000 })
  .map((bytes): Step => ({ kind: 'drop-after', bytes }));

/** Steps for printers of one language only. */
const special: Partial<Record<Device['language'], fc.MaybeWeightedArbitrary<Step>[]>> = {
  brother: [
    { weight: 2, arbitrary: fc.constant<Step>({ kind: 'wrong-roll' }) },
    { weight: 3, arbitrary: dropAfter },
  ],
};

const common: fc.MaybeWeightedArbitrary<Step>[] = [
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'check-in' }) },
  { weight: 5, arbitrary: mishap.map((each): Step => ({ kind: 'mishap', mishap: each })) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(...plainSteps).map((kind): Step => ({ kind })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('refuse', 'close', 'silent')
      .map((manner): Step => ({ kind: 'busy', manner })),
  },
];

export function scheduleOf(language: Device['language']): fc.Arbitrary<Schedule> {
  const step = fc.oneof(...common, ...(special[language] ?? []));
  return fc.record({
    device: deviceOf(language),
    steps: fc.array(fc.record({ step, wait: fc.constantFrom(0, 1, 3, 8, 20, 60) }), {
      minLength: 6,
      maxLength: 14,
    }),
    badges: fc.array(
      fc.record({
        mishap,
        wait: fc.constantFrom(0, 0, 30, 100),
        crash: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
}
