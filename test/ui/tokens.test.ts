import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';

const sheets = ['tokens.css', 'touch.css'].map((name) =>
  readFileSync(new URL(`../../ui/${name}`, import.meta.url), 'utf8'),
);

/** The colours of one theme in all sheets, without inherited ones. */
function block(query: string): Map<string, string> {
  const found = sheets.flatMap((css) =>
    css.includes(`@media ${query} {`) || query === '' ? [...blockOf(css, query)] : [],
  );
  if (found.length === 0) throw new Error(`no block for ${query}`);
  return new Map(found);
}

/** The colours of one `:root` block of a sheet. */
function blockOf(css: string, query: string): Map<string, string> {
  const start = query === '' ? 0 : css.indexOf(`@media ${query} {`);
  const body = css.slice(
    css.indexOf(':root {', start),
    css.indexOf('}', css.indexOf(':root {', start)),
  );
  return new Map(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [
      name ?? '',
      colour ?? '',
    ]),
  );
}

const light = block('');
const dark = new Map([...light, ...block('(prefers-color-scheme: dark)')]);
const more = block('(prefers-contrast: more)');
const moreDark = block('(prefers-contrast: more) and (prefers-color-scheme: dark)');
const themes = {
  light,
  dark,
  'light, more contrast': new Map([...light, ...more]),
  'dark, more contrast': new Map([...dark, ...more, ...moreDark]),
};

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  return weighed(linear(colour));
}

/** Red, green and blue of `#rrggbb`, each linear from 0 to 1. */
function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function weighed([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const texts: [string, string][] = [
  ...['page', 'surface', 'sunken'].flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['ink-soft', ground],
  ]),
  ['ink', 'accent-soft'],
  ['ink', 'match'],
  ['ink-soft', 'match'],
  ['accent', 'surface'],
  ['accent', 'page'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-go', 'go'],
  ['on-verdict-look', 'verdict-look'],
  ['on-verdict-stop', 'verdict-stop'],
  ['on-look', 'look'],
  ['on-stop', 'stop'],
  ['on-stop', 'stop-deep'],
  ...['go', 'look', 'stop'].flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    [`${tone}-ink`, 'surface'],
  ]),
  ['look-ink', 'page'],
  ['accent', 'sunken'],
  ['on-go', 'go-deep'],
  ['on-look', 'look-deep'],
  ...['stage-a', 'stage-b'].flatMap((ground): [string, string][] => [
    ['on-stage', ground],
    ['on-stage-soft', ground],
  ]),
];
const edges: [string, string][] = [
  ['edge', 'surface'],
  ['edge', 'page'],
  ['edge', 'sunken'],
  ['accent', 'surface'],
  ['focus', 'surface'],
  ['focus', 'page'],
  ['focus-gap', 'focus'],
  ['stage-edge', 'stage-a'],
  ['stage-edge', 'stage-b'],
  ['on-stage', 'stage-a'],
  ['accent', 'accent-soft'],
];

/**
 * How colour-blind eyes see linear red, green and blue: Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.0.
 */
const eyes = {
  'all cones': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

describe.each(Object.entries(eyes))('verdicts seen with %s', (_name, matrix) => {
  const seen = (name: string): number => {
    const parts = linear(light.get(name) ?? '');
    const rows = [0, 3, 6].map((at) =>
      matrix.slice(at, at + 3).reduce((sum, each, i) => sum + each * (parts[i] ?? 0), 0),
    );
    return weighed(rows.map((part) => Math.min(1, Math.max(0, part))));
  };
  // A red that is 3:1 darker than the green would be black: these two also differ by icon, text and
  // frame.
  it.each([
    ['verdict-go', 'verdict-look', 3],
    ['verdict-look', 'verdict-stop', 3],
    ['verdict-go', 'verdict-stop', 1.4],
  ])('%s and %s differ by %f:1', (one, other, least) => {
    const [low = 0, high = 0] = [seen(one), seen(other)].toSorted((a, b) => a - b);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(least);
  });
});

test('the red of a stop is the red of the kit, and clearly red', () => {
  const red = light.get('verdict-stop') ?? '';
  expect(red).toBe(light.get('stop'));
  // Nearly black was 1.3:1.
  expect(contrast(red, '#000000')).toBeGreaterThanOrEqual(2.5);
  const [share = 0, green = 0, blue = 0] = linear(red);
  expect(share / (share + green + blue)).toBeGreaterThan(0.9);
  expect(contrast(light.get('on-verdict-stop') ?? '', red)).toBeGreaterThanOrEqual(4.5);
});

test('text on the green of a verdict reads at 4.5:1: it is large (WCAG 2.2, 1.4.6)', () => {
  const of = (name: string): string => light.get(name) ?? '';
  expect(contrast(of('on-verdict-go'), of('verdict-go'))).toBeGreaterThanOrEqual(4.5);
});

describe.each(Object.entries(themes))('the colours, %s', (_theme, colours) => {
  const colour = (name: string | undefined): string => {
    const value = colours.get(name ?? '');
    if (value === undefined) throw new Error(`no colour --${name}`);
    return value;
  };
  it.each(texts)('%s on %s reads at 7:1', (ink, ground) => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(7);
  });
  it.each(edges)('%s beside %s shows at 3:1', (edge, ground) => {
    expect(contrast(colour(edge), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});
