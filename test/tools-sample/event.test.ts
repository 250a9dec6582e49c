import { expect, test } from 'vitest';
import { demoEventId, demoEventSecret, demoTicketKey } from '../../domain/event/demo-event.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { compileRegistrationPattern } from '../../domain/event/registration-pattern.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { demoKeys } from '../../tools/sample/keys.ts';

const event = demoEvent();
const { delegations } = event;

test('the event file passes its schema as JSON', () => {
  expect(eventFileSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
});

test('is known by its id and its public keys, which no other event may have', () => {
  const { eventSecret } = demoKeys();
  expect([event.id, event.ticketKeys, Buffer.from(eventSecret).toString('hex')]).toEqual([
    demoEventId,
    [demoTicketKey],
    demoEventSecret,
  ]);
});

test('the 182 Members of 2018 and the European Union', () => {
  const members = delegations.filter(({ kind }) => kind === 'member');
  expect(members.filter(({ code }) => code !== 'EUN')).toHaveLength(182);
  expect(members).toHaveLength(183);
});

test.each([
  ['SWZ', 'Eswatini', 'Eswatini'],
  [
    'MKD',
    'Former Yugoslav Republic of Macedonia (the)',
    'Ex-République yougoslave de Macédoine (l’)',
  ],
  ['TUR', 'Turkey', 'Turquie'],
  ['CZE', 'Czech Republic', 'République tchèque'],
  ['HKG', 'Hong Kong, China', 'Hong Kong, Chine'],
  ['CIV', 'Côte d’Ivoire', 'Côte d’Ivoire'],
])('%s is called %s and %s, as in October 2018', (code, en, fr) => {
  expect(delegations.find((one) => one.code === code)?.name).toEqual({ en, fr });
});

test('nobody is a Member who joined later', () => {
  const kinds = new Map(delegations.map(({ code, kind }) => [code, kind]));
  // Suriname became a Member in November 2018, the others later.
  for (const code of ['SUR', 'GNQ', 'SLB']) expect(kinds.get(code)).toBe('observer');
});

test('codes and names are unique', () => {
  for (const value of ['code', 'en', 'fr'] as const) {
    const values = delegations.map(({ code, name }) => (value === 'code' ? code : name[value]));
    expect(new Set(values).size).toBe(delegations.length);
  }
});

test.each(['en', 'fr'] as const)(
  'the stored order is that of the collation of %s, kind by kind',
  (language) => {
    const stored = delegations.toSorted((a, b) => a.order[language] - b.order[language]);
    expect(stored.map(({ order }) => order[language])).toEqual(delegations.map((_, i) => i + 1));
    const kinds = ['member', 'observer', 'organisation', 'secretariat'] as const;
    expect(stored.map(({ kind }) => kind)).toEqual(
      kinds.flatMap((kind) => delegations.filter((one) => one.kind === kind).map(() => kind)),
    );
    const names = stored
      .filter(({ kind, code }) => kind !== 'secretariat' && code !== 'PRIVATE')
      .map(({ kind, name }) => ({ kind, name: name[language] ?? '' }));
    const collator = new Intl.Collator(language, { ignorePunctuation: true });
    for (const kind of kinds) {
      const listed = names.filter((one) => one.kind === kind).map(({ name }) => name);
      expect(listed).toEqual(listed.toSorted(collator.compare));
    }
  },
);

test('accents do not move a name: Égypte stands between Djibouti and El Salvador', () => {
  const french = delegations.toSorted((a, b) => a.order.fr - b.order.fr).map(({ name }) => name.fr);
  const place = french.indexOf('Égypte');
  expect(french.slice(place - 1, place + 2)).toEqual(['Djibouti', 'Égypte', 'El Salvador']);
});

test('the registration desk is first, doors open on days of the event and to categories that exist', () => {
  expect(event.checkpoints[0]?.kind).toBe('registration');
  const categories = new Set(event.categories.map(({ id }) => id));
  for (const checkpoint of event.checkpoints) {
    for (const window of checkpoint.windows) expect(event.days).toContain(window.day);
    for (const category of checkpoint.categories ?? []) expect(categories).toContain(category);
  }
  const days = event.checkpoints.flatMap(({ windows }) => windows.map(({ day }) => day));
  expect(new Set(days)).toEqual(new Set(event.days));
});

test('the pattern takes the organiser’s codes and nothing else', () => {
  const pattern = compileRegistrationPattern(event.registrationCodePattern ?? '');
  expect(pattern.test('GSC18-00417')).toBe(true);
  expect(pattern.test('GSC18-0417')).toBe(false);
  expect(pattern.test('xGSC18-00417')).toBe(false);
});
