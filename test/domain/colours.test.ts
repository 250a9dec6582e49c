import { describe, expect, test } from 'vitest';
import { printsRed, type TemplateField } from '../../domain/templates/badge-template.ts';
import { isCard } from '../../domain/templates/card-templates.ts';
import { black, contrast, readableOnPaper, textOn } from '../../domain/templates/colours.ts';

describe('colours on paper', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // The grey at the limit of WCAG's level AA, from its examples.
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
  ])('%s on %s has a contrast of %f', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  test.each([
    ['#1b2a6b', '#ffffff', '#1b2a6b'],
    ['#ffd200', '#000000', '#000000'],
    ['#b3192a', '#ffffff', '#b3192a'],
  ])('on %s text is %s, and as text it is %s', (colour, on, text) => {
    expect(textOn(colour)).toBe(on);
    expect(readableOnPaper(colour)).toBe(text);
  });
});

describe('on a roll of black and red', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const strip: TemplateField = { id: 'strip', kind: 'strip', side: 'front', box, colour: black };
  const rule: TemplateField = { ...strip, id: 'rule', kind: 'rule' };
  test.each([
    [strip, black, true],
    [strip, '#b3192a', true],
    [strip, '#1f4fd8', false],
    [rule, black, false],
    [rule, '#b3192a', true],
    // Neither orange nor pink is red enough to replace it.
    [rule, '#ff8c00', false],
    [rule, '#600000', false],
  ])('$id in %s: red %j', ({ ...field }, ink, red) => {
    expect(printsRed(field, ink)).toBe(red);
  });
});

test.each([
  [{ width: 85.6, height: 53.98 }, true],
  [{ width: 54, height: 86 }, true],
  [{ width: 90, height: 54 }, false],
  [{ width: 86, height: 86 }, false],
])('%j is a card: %j', (size, expected) => {
  expect(isCard(size)).toBe(expected);
});
