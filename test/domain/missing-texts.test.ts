import { expect, it } from 'vitest';
import type { EventFile } from '../../domain/event/event-file.ts';
import { missingTexts } from '../../domain/event/missing-texts.ts';
import { sampleEvent } from '../support/sample-event.ts';

const [first, ...others] = sampleEvent.checkpoints;
if (first === undefined) throw new Error('the sample has one');
const withFirst = (change: Partial<EventFile['checkpoints'][number]>): EventFile => ({
  ...sampleEvent,
  checkpoints: [{ ...first, ...change }, ...others],
});

it('are none where each text has each language of the event', () => {
  expect(missingTexts(sampleEvent)).toEqual([]);
  expect(missingTexts({ ...sampleEvent, languages: ['fr'] })).toEqual([]);
});

it('names each text with the languages that it lacks, in the event’s order', () => {
  const place = { fr: 'Bruxelles' };
  expect(missingTexts({ ...sampleEvent, languages: ['ar', 'fr', 'en'], place })).toContainEqual({
    text: place,
    languages: ['ar', 'en'],
    place: null,
  });
});

it.each([
  ['a name', withFirst({ name: { fr: 'Accueil' } }), { fr: 'Accueil' }],
  ['a room', withFirst({ room: { fr: 'Salle 1' } }), { fr: 'Salle 1' }],
  [
    'a question at kiosks',
    { ...sampleEvent, consents: [{ id: 'photo', text: { fr: 'Photo' } }] },
    { fr: 'Photo' },
  ],
])('finds %s', (_, event, text) => {
  expect(missingTexts(event)).toMatchObject([{ text, languages: ['en'] }]);
});

it('leads to the entry where a text is typed', () => {
  const event = withFirst({ room: { fr: 'Salle 1' } });
  const [entry] = event.checkpoints;
  expect(missingTexts(event)).toMatchObject([{ place: { list: 'checkpoints', entry } }]);
});

it('leaves out retired entries', () => {
  expect(missingTexts(withFirst({ name: { fr: 'Accueil' }, retired: true }))).toEqual([]);
});
