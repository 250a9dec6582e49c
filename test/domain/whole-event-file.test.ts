import { describe, expect, it } from 'vitest';
import type { EventFile } from '../../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { sampleEvent } from '../support/sample-event.ts';

const [registration] = sampleEvent.checkpoints;
const [belgium] = sampleEvent.delegations;
const [delegate] = sampleEvent.categories;
if (registration === undefined || belgium === undefined || delegate === undefined) {
  throw new Error('the sample event is empty');
}
const at = (opens: string, closes: string, day = '2018-10-02') => ({
  checkpoints: [{ ...registration, windows: [{ day, opens, closes }] }],
});

/** The paths of the problems. */
function problems(change: Partial<EventFile>): string[] {
  const parsed = wholeEventFileSchema.safeParse({ ...sampleEvent, ...change });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

describe('a whole event file', () => {
  it.each<[string, Partial<EventFile>]>([
    ['as it is', {}],
    ['without registration codes of its own', { registrationCodePattern: null }],
    ['a window over midnight, until the day boundary', at('19:00', '04:00')],
    ['a window after midnight only', at('00:30', '02:00')],
    ['a window of the whole day', at('04:00', '04:00')],
    [
      'a name for one day',
      { delegations: [{ ...belgium, validFrom: '2018-02-01', validTo: '2018-02-01' }] },
    ],
    [
      'a delegation that changed its name',
      {
        delegations: [
          { ...belgium, validTo: '2018-01-31' },
          { ...belgium, validFrom: '2018-02-01' },
        ],
      },
    ],
  ])('passes: %s', (_, change) => {
    expect(problems(change)).toEqual([]);
  });

  it.each<[string, Partial<EventFile>]>([
    ['timeZone', { timeZone: 'Europe/Brüssel' }],
    ['days.1', { days: ['2018-10-03', '2018-10-02'] }],
    ['days.1', { days: ['2018-10-02', '2018-10-02'] }],
    ['ticketKeys.0', { ticketKeys: ['AAAA'] }],
    ['registrationCodePattern', { registrationCodePattern: '(a+)+' }],
    ['registrationCodePattern', { registrationCodePattern: '(' }],
    ['checkpoints.1.id', { checkpoints: [registration, registration] }],
    ['categories.1.id', { categories: [delegate, { ...delegate, strip: 'dots' }] }],
    ['delegations.1.code', { delegations: [belgium, belgium] }],
    [
      'delegations.1.code',
      {
        delegations: [
          { ...belgium, validTo: '2018-02-01' },
          { ...belgium, validFrom: '2018-02-01' },
        ],
      },
    ],
    [
      'delegations.1.code',
      {
        delegations: [
          { ...belgium, validFrom: '2018-02-01' },
          { ...belgium, validTo: '2018-02-01' },
        ],
      },
    ],
    [
      'delegations.0.validTo',
      { delegations: [{ ...belgium, validFrom: '2018-02-01', validTo: '2018-01-31' }] },
    ],
    ['checkpoints.0.categories.0', { checkpoints: [{ ...registration, categories: ['guest'] }] }],
    ['checkpoints.0.windows.0.day', at('08:00', '18:00', '2018-10-05')],
    ['checkpoints.0.windows.0.closes', at('18:00', '08:00')],
    ['checkpoints.0.windows.0.closes', at('19:00', '04:01')],
    ['checkpoints.0.windows.0.closes', at('08:00', '08:00')],
  ])('does not pass: %s', (path, change) => {
    expect(problems(change)).toEqual([path]);
  });

  it.each([
    ['02:15', '02:45', ['checkpoints.0.windows.0.opens']],
    ['02:00', '03:00', ['checkpoints.0.windows.0.opens']],
    ['01:59', '03:00', []],
    ['02:15', '03:01', []],
    ['03:00', '03:30', []],
  ])('in the night when clocks skip 02:00 to 03:00, a window %s to %s', (opens, closes, found) => {
    const days = ['2018-03-24', '2018-03-25'];
    expect(problems({ days, ...at(opens, closes, '2018-03-24') })).toEqual(found);
    // Six months later the hour comes twice.
    const autumn = { days: ['2018-10-27'], ...at(opens, closes, '2018-10-27') };
    expect(problems(autumn)).toEqual([]);
  });
});
