import { describe, expect, it } from 'vitest';
import { delegateSchema, missingValues } from '../../domain/roster/delegate.ts';
import { delegateFieldNames, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { correctionSchema, newPersonSchema } from '../../domain/roster/roster-changes.ts';
import { minimalDataFor, rosterEntrySchema } from '../../domain/roster/roster-wire.ts';
import { sampleDelegate } from '../support/sample-event.ts';

const identity = ['id', 'registrationCode', 'ticketHashes', 'printedName', 'category'];

describe('the fields of a delegate', () => {
  it('have a value for who has none, but those without which nobody is in a roster', () => {
    const without = delegateFieldNames.filter((name) => !(name in missingValues));
    expect(without.sort()).toEqual(identity.sort());
  });

  it.each(delegateFieldNames)('give stations without %s a value that can be one', (name) => {
    const { schema, door, kiosk } = delegateFields[name];
    for (const received of [door, kiosk]) {
      // Doors hold a hash in place of the empty code.
      if (typeof received === 'string' || name === 'registrationCode') continue;
      expect(schema.safeParse(received.instead).success).toBe(true);
    }
  });

  it.each(['\u202E', '\u202B', '\u2066', '\u200F', '\u061C'])(
    'never hold %j, which turns what is read',
    (mark) => {
      for (const { shape } of [delegateSchema, newPersonSchema, correctionSchema]) {
        expect(shape.printedName.parse(`Anna ${mark}SKCAVOK`)).toBe('Anna SKCAVOK');
        expect(shape.jobTitle.parse(`${mark}Head`)).toBe('Head');
      }
      const { values } = rosterEntrySchema.shape;
      expect(values.parse({ nativeName: `${mark}Анна` })).toEqual({ nativeName: 'Анна' });
    },
  );

  it.each(['door', 'kiosk'] as const)('are all that a %s receives', (mode) => {
    const newer = {
      ...sampleDelegate({ id: crypto.randomUUID(), registrationCode: 'A-1' }),
      diet: 'vegan',
    };
    const sent = minimalDataFor(newer, mode, { hashed: (code) => code, extraFields: [] });
    expect(Object.keys(sent)).toEqual(delegateFieldNames);
    expect(delegateSchema.safeParse(sent).success).toBe(true);
  });
});
