import { describe, expect, it } from 'vitest';
import { listOrder } from '../../domain/delegations.ts';
import type { Delegation } from '../../domain/event/event-file.ts';

const line = (code: string, kind: Delegation['kind'], en: number, fr: number): Delegation => ({
  code,
  name: { en: code, fr: code },
  kind,
  order: { en, fr },
  validFrom: null,
  validTo: null,
});
const event = {
  delegations: [
    line('WCO', 'secretariat', 1, 1),
    line('DEU', 'member', 2, 1),
    line('BEL', 'member', 1, 2),
    line('INT', 'organisation', 1, 1),
    line('OBS', 'observer', 9, 9),
  ],
};
const person = (
  delegation: string,
  printedName = 'A',
  role: 'head' | 'alternate' | 'member' = 'member',
  letterOrder = 0,
) => ({ delegation, role, letterOrder, printedName, givenName: '', familyName: '' });

describe('the order of lists', () => {
  it('Members in the chosen language, observers, organisations, secretariat, then what the table lacks', () => {
    const people = ['XXX', 'WCO', 'INT', 'OBS', 'DEU', 'BEL'].map((code) => person(code));
    const codes = (language: 'en' | 'fr') =>
      people.toSorted(listOrder(event, '2018-10-02', language)).map((one) => one.delegation);
    expect(codes('en')).toEqual(['BEL', 'DEU', 'OBS', 'INT', 'WCO', 'XXX']);
    expect(codes('fr')).toEqual(['DEU', 'BEL', 'OBS', 'INT', 'WCO', 'XXX']);
  });

  it('inside a delegation heads, alternates, the order of the letter, and those without a place last', () => {
    const people = [
      person('BEL', 'E'),
      person('BEL', 'D', 'member', 2),
      person('BEL', 'C', 'member', 1),
      person('BEL', 'B', 'alternate', 9),
      person('BEL', 'A', 'head', 9),
    ];
    const names = people
      .toSorted(listOrder(event, '2018-10-02', 'en'))
      .map(({ printedName }) => printedName);
    expect(names).toEqual(['A', 'B', 'C', 'D', 'E']);
  });
});
