import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheets = ['tokens.css', 'touch.css'].map((name) =>
  readFileSync(new URL(`../../../renderer/kit/${name}`, import.meta.url), 'utf8'),
);

/** The colours of one theme in all sheets, without the ones it builds on. */
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
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
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
