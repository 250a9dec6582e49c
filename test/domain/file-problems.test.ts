import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type PlaceWords, placeOf, problemsOf } from '../../domain/base/file-problems.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { settingsFileSchema } from '../../domain/station/settings-file.ts';
import { settingsPlaces } from '../../domain/station/settings-places.ts';
import { badgeTemplateSchema } from '../../domain/templates/badge-template.ts';
import { templatePlaces } from '../../domain/templates/template-places.ts';
import organiserEn from '../../web/organiser/words/en.json' with { type: 'json' };
import organiserFr from '../../web/organiser/words/fr.json' with { type: 'json' };
import { sampleEvent } from '../support/sample-event.ts';

/** The names of all fields of a file, wherever they are. */
function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? [...Object.keys(value), ...namesIn(Object.values(value))]
      : namesIn(value),
  );
}

describe('the words for the places of a file', () => {
  it.each<[string, z.ZodType, PlaceWords]>([
    ['an event', eventFileSchema, eventPlaces],
    ['settings', settingsFileSchema, settingsPlaces],
    ['a template', badgeTemplateSchema, templatePlaces],
  ])('of %s name each of its fields', (_what, schema, words) => {
    const names = namesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => words.fields[name] === undefined)).toEqual([]);
  });

  it('are those of the event’s editor, whatever the event calls its groups', () => {
    const editor = { en: organiserEn.event.field, fr: organiserFr.event.field };
    const said = (text: string, language: 'en' | 'fr') =>
      text.replace('{{group, one}}', language === 'en' ? 'group' : 'groupe');
    for (const name of Object.keys(editor.en) as (keyof typeof editor.en)[]) {
      const known = eventPlaces.fields[name];
      expect([name, known?.en, known?.fr]).toEqual([
        name,
        said(editor.en[name], 'en'),
        said(editor.fr[name], 'fr'),
      ]);
    }
  });
});

describe('a problem of a file', () => {
  const [registration] = sampleEvent.checkpoints;
  const problems = (change: object) => {
    const file = { ...sampleEvent, ...change };
    const { error } = wholeEventFileSchema.safeParse(file);
    return error === undefined ? [] : problemsOf(error, file, eventPlaces);
  };

  it('never shows a secret of the file', () => {
    const [{ place } = { place: { en: '', fr: '' } }] = problems({ ticketKeys: ['too short'] });
    expect(place).toEqual({ en: 'Key of signed tickets 1', fr: 'Clé des billets signés 1' });
  });

  it('is at an entry with its name, and nowhere by a path', () => {
    const windows = [{ day: '2019-01-01', opens: '08:00', closes: '09:00' }];
    expect(problems({ checkpoints: [{ ...registration, windows }] })).toMatchObject([
      {
        place: {
          en: `Session or door “${registration?.name.en}” › Time 1 › Day`,
          fr: `Séance ou porte «\u202F${registration?.name.fr}\u202F» › Horaire 1 › Jour`,
        },
        mistake: { en: expect.stringContaining('not a day of the event') },
      },
    ]);
  });

  it.each<[string, object, string]>([
    ['nothing there', { name: undefined }, 'It is missing. Add it.'],
    ['another kind', { days: 'Monday' }, 'This must be a list.'],
    ['an empty list', { days: [] }, 'It needs at least 1.'],
    ['no date', { days: ['2 October'] }, 'This is not a date. Write it as 2026-05-18.'],
    ['no time', { dayBoundary: '4' }, 'This is not a time of day. Write it as 09:30.'],
    ['an empty text', { name: { en: '', fr: 'x' } }, 'It is empty. Fill it in.'],
    ['another version', { formatVersion: 2 }, 'Choose one of these: “1”.'],
  ])('says what to do: %s', (_what, change, mistake) => {
    expect(problems(change).map((one) => one.mistake.en)).toContain(mistake);
  });

  it('names a place in a file that is nothing like it', () => {
    expect(placeOf(['checkpoints', 2, 'windows', 0, 'day'], null, eventPlaces).en).toBe(
      'Session or door 3 › Time 1 › Day',
    );
    expect(placeOf([], 'text', eventPlaces).en).toBe('');
  });
});
