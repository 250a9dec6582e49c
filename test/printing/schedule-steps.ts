import fc from 'fast-check';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { Behaviour, Mishap } from '../support/virtual-printer/behaviour.ts';
import { plainRows } from './support.ts';

/** One step of a schedule; `wait` milliseconds pass before the next. */
export type Step =
  | { kind: 'check-in' }
  | { kind: 'mishap'; mishap: Mishap }
  | {
      kind:
        | 'take-paper'
        | 'open-cover'
        | 'repair'
        | 'power-off'
        | 'drop-connection'
        | 'crash'
        | 'desk-answers';
    }
  | { kind: 'busy'; manner: 'refuse' | 'close' | 'silent' }
  | { kind: 'cancel-newest' };

/** A desk's afternoon: what printer it has, and what happens to it. */
export interface Schedule {
  ability: PrinterSettings['ability'];
  behaviour: Partial<Behaviour>;
  steps: { step: Step; wait: number }[];
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  kind: fc.constantFrom('paper-out', 'cover-open', 'error', 'power-loss', 'close-connection'),
  at: fc.oneof(fc.integer({ min: 0, max: plainRows - 1 }), fc.constant('after-cut' as const)),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'check-in' }) },
  { weight: 5, arbitrary: mishap.map((each): Step => ({ kind: 'mishap', mishap: each })) },
  {
    weight: 7,
    arbitrary: fc
      .constantFrom(
        'take-paper',
        'open-cover',
        'repair',
        'power-off',
        'drop-connection',
        'crash',
        'crash',
        'desk-answers',
      )
      .map((kind): Step => ({ kind })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('refuse', 'close', 'silent')
      .map((manner): Step => ({ kind: 'busy', manner })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'cancel-newest' }) },
);

/** Random schedules. */
export const schedule: fc.Arbitrary<Schedule> = fc.record({
  ability: fc.constantFrom('confirm', 'confirm', 'confirm', 'status', 'blind'),
  behaviour: fc.record({
    rowsPerMs: fc.constantFrom(Number.POSITIVE_INFINITY, 20, 4),
    bufferBytes: fc.constantFrom(256, 2_048, 65_536),
    answerDelay: fc.constantFrom(0, 0, 5),
    ignoresConfirm: fc.constantFrom(false, false, false, true),
  }),
  steps: fc.array(fc.record({ step, wait: fc.constantFrom(0, 1, 3, 8, 20, 60) }), {
    minLength: 6,
    maxLength: 14,
  }),
});
