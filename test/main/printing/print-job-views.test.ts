import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { listGlyphs } from '../../../main/printing/prepare.ts';
import { printJobViews } from '../../../main/printing/print-job-views.ts';
import { missingLetters } from '../../../platform/fonts/letters.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const latin = { printedName: 'Maryam PEETERS', givenName: 'Maryam', familyName: 'PEETERS' };
/** Syriac, for which no font is bundled. */
const syriac = 'ܡܪܝܡ';

it.each<[string, boolean, Partial<Delegate>, { shown?: string; latinOnly?: boolean }]>([
  ['a second name of another script', true, { ...latin, nativeName: syriac }, {}],
  ['a printed name with a Latin one beside it', true, { ...latin, printedName: syriac }, {}],
  [
    'a sign in a job that the badge does not show',
    true,
    { ...latin, jobTitle: '😀' },
    { shown: syriac },
  ],
  ['a sign in the printed name', false, { ...latin, printedName: 'Maryam 😀 PEETERS' }, {}],
  [
    'a name of which nothing is Latin',
    false,
    { printedName: syriac, givenName: syriac, familyName: '' },
    {},
  ],
  ['a Latin name that was tried', false, { ...latin, nativeName: syriac }, { latinOnly: true }],
])('the Latin name is offered where it helps: %s', (_what, helps, person, job) => {
  const { id, printedName, nativeName, jobTitle } = desk.addDelegate(1, person);
  const target = { kind: 'delegate', delegateId: id } as const;
  checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
  const lacking = missingLetters(job.shown ?? `${printedName}${nativeName}${jobTitle}`);
  desk.context.db
    .prepare(
      `UPDATE print_job SET state = 'held', reason = 'missing-glyphs', detail = ?, latin_only = ?`,
    )
    .run(listGlyphs(lacking), job.latinOnly === true ? 1 : 0);
  expect(printJobViews(desk.context)).toMatchObject([{ latinHelps: helps }]);
});
