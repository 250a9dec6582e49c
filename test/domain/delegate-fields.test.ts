import { describe, expect, it } from 'vitest';
import { delegateSchema, missingValues } from '../../domain/roster/delegate.ts';
import { delegateFieldNames, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { leastData } from '../../domain/roster/roster-wire.ts';
import { sampleDelegate } from '../support/sample-event.ts';

const identity = [
  'id',
  'registrationCode',
  'ticketHashes',
  'printedName',
  'delegation',
  'category',
];

describe('the fields of a delegate', () => {
  it('have a value for who has none, but those without which nobody is in a roster', () => {
    const without = delegateFieldNames.filter((name) => !(name in missingValues));
    expect(without.sort()).toEqual(identity.sort());
  });

  it.each(delegateFieldNames)('give stations without %s a value that can be one', (name) => {
    const { schema, door, kiosk } = delegateFields[name];
    for (const received of [door, kiosk]) {
      // Doors hold a hash in place of the empty code.
      if (received === 'value' || name === 'registrationCode') continue;
      expect(schema.safeParse(received.instead).success).toBe(true);
    }
  });

  it.each(['door', 'kiosk'] as const)('are all that a %s receives', (mode) => {
    const newer = {
      ...sampleDelegate({ id: crypto.randomUUID(), registrationCode: 'A-1' }),
      diet: 'vegan',
    };
    const sent = leastData(newer, mode, (code) => code);
    expect(Object.keys(sent)).toEqual(delegateFieldNames);
    expect(delegateSchema.safeParse(sent).success).toBe(true);
  });
});
