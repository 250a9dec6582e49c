import { describe, expect, it } from 'vitest';
import { delegationsInOrder } from '../../../domain/delegations.ts';
import type { Delegation } from '../../../domain/event/event-file.ts';
import { matchDelegations } from '../../../renderer/delegations/match-delegations.ts';

function delegation(
  code: string,
  en: string,
  fr: string,
  order: [en: number, fr: number],
  kind: Delegation['kind'] = 'member',
): Delegation {
  const [inEnglish, inFrench] = order;
  return {
    code,
    name: { en, fr },
    kind,
    order: { en: inEnglish, fr: inFrench },
    validFrom: null,
    validTo: null,
  };
}

const table = [
  delegation('SEC', 'Secretariat', 'Secrétariat', [0, 0], 'secretariat'),
  delegation('CI', 'Côte d’Ivoire', 'Côte d’Ivoire', [1, 2]),
  delegation('DE', 'Germany', 'Allemagne', [3, 1]),
  delegation('SE', 'Sweden', 'Suède', [4, 4]),
  delegation('EU', 'European Union', 'Union européenne', [1, 1], 'organisation'),
];
const codes = (found: readonly Delegation[]): string[] => found.map(({ code }) => code);

describe('the list of delegations', () => {
  it('has members first, in the order of the language, and the secretariat last', () => {
    const event = { delegations: table };
    expect(codes(delegationsInOrder(event, 'en', '2018-10-02'))).toEqual([
      'CI',
      'DE',
      'SE',
      'EU',
      'SEC',
    ]);
    expect(codes(delegationsInOrder(event, 'fr', '2018-10-02'))).toEqual([
      'DE',
      'CI',
      'SE',
      'EU',
      'SEC',
    ]);
  });

  it.each([
    ['ger', ['DE']],
    ['allem', ['DE']],
    ['cote', ['CI']],
    ['ivoire', ['CI']],
    ['union euro', ['EU']],
    // A complete code comes before names that begin with it.
    ['se', ['SE', 'SEC']],
    ['SE', ['SE', 'SEC']],
    ['suede', ['SE']],
    ['xyz', []],
    ['  ', ['SEC', 'CI', 'DE', 'SE', 'EU']],
  ])('"%s" finds %j', (typed, expected) => {
    expect(codes(matchDelegations(table, typed))).toEqual(expected);
  });
});
