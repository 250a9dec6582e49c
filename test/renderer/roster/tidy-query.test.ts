import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxQueryLength, tidyQuery } from '../../../renderer/roster/tidy-query.ts';

describe('a query', () => {
  it.each([
    ['Dupont', 'Dupont'],
    ['Dupont\tMarie\r\nBE', 'Dupont Marie BE'],
    ['Du\u0000po\u0007nt\u001b', 'Dupont'],
    // Right-to-left override and isolates, which would show the text the wrong way round.
    ['\u202Etnopud\u202C \u2066x\u2069', 'tnopud x'],
    ['\uFEFFDupont', 'Dupont'],
    ['👩‍💼 Marie', '👩‍💼 Marie'],
    ['a\uD83D', 'a'],
    // The signs of query languages have no special meaning.
    ['" OR 1=1; --', '" OR 1=1; --'],
    ['smith* NEAR(x)', 'smith* NEAR(x)'],
    ['محمد', 'محمد'],
  ])('%j becomes %j', (typed, kept) => {
    expect(tidyQuery(typed)).toBe(kept);
  });

  it('is no longer than the contract takes, well-formed and without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        const tidy = tidyQuery(text);
        expect(tidy.length).toBeLessThanOrEqual(maxQueryLength);
        expect(tidy).not.toMatch(/[\uD800-\uDFFF]/u);
        expect(tidy).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(tidyQuery(tidy)).toBe(tidy);
      }),
    );
    expect(tidyQuery('😀'.repeat(200))).toHaveLength(maxQueryLength);
  });
});
