import { describe, expect, it } from 'vitest';
import { compileRegistrationPattern } from '../../domain/event/registration-pattern.ts';

describe('the pattern of registration codes', () => {
  it.each([
    ['GSC18-\\d{5}', 'GSC18-00417', 'GSC18-004170'],
    ['A|B', 'B', 'AB'],
    ['(?:WCO|UN)-[A-Z0-9]+-\\d{1,6}', 'UN-X9-12', 'EU-X9-12'],
    ['(?:(?:AB)C)+', 'ABCABC', 'ABAB'],
    ['(AB|CD)?[(+*)]\\d+', 'CD+1', 'CD1'],
    ['[A-Z]{2}\\+\\d*', 'AB+', 'AB'],
    ['(?:\\d{3}-){2}\\d{3}', '123-456-789', '123-456'],
  ])('%s is anchored at both ends', (pattern, right, wrong) => {
    const compiled = compileRegistrationPattern(pattern);
    expect(compiled.test(right)).toBe(true);
    expect(compiled.test(wrong)).toBe(false);
  });

  it.each([
    '(',
    '(a+)+',
    '(a*)*',
    '(a|a)*',
    '((a+))+',
    '(?:a|ab){2,}',
    '(?:x{1,9}){1,9}',
    '(?:a?){30}',
    '(?:(?:a|b)c)+',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(?=a)a',
    '(?<!b)a',
    'a*a*a*a*a*',
  ])('%s is refused', (pattern) => {
    expect(() => compileRegistrationPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'InvalidData', code: 'unsafe-pattern' }),
    );
  });

  it('what is accepted comes to an end on the worst of 64 characters', () => {
    const compiled = compileRegistrationPattern('A*A*A*A*X');
    // Without the limits this takes longer than a lifetime.
    expect(compiled.test('A'.repeat(64))).toBe(false);
  });
});
