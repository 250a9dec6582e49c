import parts from '@fontsource/noto-sans/unicode.json' with { type: 'json' };
import type { Plugin } from 'vite';
import { hanLanguages } from '../../domain/roster/han-forms.ts';
import { type FontFile, type FontWeight, fontFiles } from '../../platform/fonts/font-files.ts';
import { coverageOf } from '../../platform/fonts/letters.ts';
import { type Typeface, typefaces } from '../../platform/fonts/scripts.ts';
import { isInParts, lastPoint, partsOf } from './parts.ts';

/** First and last code point. */
type Run = [number, number];

const han: readonly string[] = Object.keys(hanLanguages);
/** ZERO WIDTH JOINER: these fonts form conjuncts with it, so it must come from the same font. */
const joiner = 0x200d;
const joinedByFont: readonly Typeface[] = ['Sinhala'];
/**
 * Shorter gaps are claimed too, which keeps the style short: the browser takes a missing letter
 * from the next font.
 */
const smallHole = 48;

/**
 * Noto Sans by parts, as Google Fonts divides it, but without Devanagari. The Latin part, which
 * every start needs, is 13 kB per weight instead of 630. A cluster that no part contains whole (a
 * letter with an unusual mark) uses the whole font.
 */
const partNames = 'latin latin-ext vietnamese greek greek-ext cyrillic cyrillic-ext'.split(' ');

/**
 * The style that gives pages and papers the badges' fonts. Each font claims only the letters of its
 * scripts, so that a page loads no more than it shows.
 */
export function styleOfFonts(): string {
  const order = ['Sans', 'Scripts', 'Sans Whole', ...han];
  const others = Object.entries(hanLanguages).slice(1);
  const ranges = new Map(Object.entries(parts));
  return [
    ...[400, 600, 700].flatMap((weight) =>
      partNames.map((name) => {
        const url = `@fontsource/noto-sans/files/noto-sans-${name}-${weight}-normal.woff2`;
        return face('Sans', weight, `url('${url}') format('woff2')`, ranges.get(name) ?? '');
      }),
    ),
    ...fontFiles.flatMap(facesOf),
    `:root {\n  --font-bundled: ${families(order)};\n}`,
    // The forms of Han letters differ between countries; domain/roster/han-forms.ts chooses by
    // `lang`.
    ...others.map(([form, language]) => {
      const forms = [form, ...han.filter((other) => other !== form)];
      return `bdi:lang(${language}) {\n  font-family: ${families([...order.slice(0, 3), ...forms])}, system-ui;\n}`;
    }),
    '',
  ].join('\n\n');
}

/**
 * Adds the fonts at build time to the style sheets of pages (ui/fonts.css) and of papers.
 *
 * @param change what the build makes of the style
 */
export function bundledFonts(change = (style: string): string => style): Plugin {
  return {
    name: 'lanyard:bundled-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      /\/(ui\/fonts|renderer\/paper\/paper)\.css$/.test(id)
        ? `${code}\n${change(styleOfFonts())}`
        : null,
  };
}

/**
 * A typeface with a single weight serves as both weights: otherwise the browser would not find it
 * in its family.
 */
function facesOf(font: FontFile): string[] {
  const family = familyOf(font.typeface);
  const isAlone = fontFiles.filter(({ typeface }) => typeface === font.typeface).length === 1;
  const weights: FontWeight[] =
    isAlone && family === 'Scripts' ? ['bold', 'regular'] : [font.weight];
  const files = isInParts(font) ? partsOf(font) : [{ name: font.name, first: 0, last: lastPoint }];
  const runs = runsOf(font);
  return files.flatMap(({ name, first, last }) => {
    const own = runs
      .filter((run) => run[0] <= last && run[1] >= first)
      .map((run) => `U+${hex(Math.max(run[0], first))}-${hex(Math.min(run[1], last))}`);
    const source = `url('/fonts/${name}') format('truetype')`;
    return weights.map((weight) =>
      face(family, weight === 'bold' ? 700 : 400, source, own.join(', ')),
    );
  });
}

function face(family: string, weight: number, source: string, range: string): string {
  return `@font-face {
  font-family: 'Lanyard ${family}';
  font-weight: ${weight};
  font-display: block;
  src: ${source};
  unicode-range: ${range};
}`;
}

function familyOf(typeface: Typeface): string {
  if (typeface === '') return 'Sans Whole';
  return han.includes(typeface) ? typeface : 'Scripts';
}

/** The characters for which a page asks a font. */
function runsOf(font: FontFile): Run[] {
  const covers = coverageOf(font.name);
  const isOwn = ownLetters(font.typeface);
  const runs: Run[] = [];
  for (let point = 0; point <= lastPoint; point += 1) {
    if (!covers(point) || !isOwn(point)) continue;
    const last = runs.at(-1);
    if (last !== undefined && point - last[1] <= smallHole) last[1] = point;
    else runs.push([point, point]);
  }
  return runs;
}

/**
 * The letters of a typeface's own script, and those that no other font has. Chinese punctuation
 * belongs to the Chinese fonts: a comma between two Chinese names must not come from the Mongolian
 * one.
 */
function ownLetters(typeface: Typeface): (point: number) => boolean {
  if (typeface === '') return () => true;
  const before = coversOf(['']);
  if (han.includes(typeface)) return (point) => !before(point);
  const others = typefaces.filter((other) => other !== typeface);
  const [chinese, shared] = [
    coversOf(others.filter((other) => han.includes(other))),
    coversOf(others),
  ];
  const script = new RegExp(`\\p{Script_Extensions=${typeface}}`, 'u');
  return (point) => {
    if (point === joiner) return joinedByFont.includes(typeface);
    if (chinese(point) || point === 0xffff) return false;
    return script.test(String.fromCodePoint(point)) || (!before(point) && !shared(point));
  };
}

function coversOf(which: readonly Typeface[]): (point: number) => boolean {
  const fonts = fontFiles.filter(({ typeface }) => which.includes(typeface));
  const all = fonts.map(({ name }) => coverageOf(name));
  return (point) => all.some((covers) => covers(point));
}

function families(names: readonly string[]): string {
  return names.map((name) => `'Lanyard ${name}'`).join(', ');
}

function hex(point: number): string {
  return point.toString(16).toUpperCase().padStart(4, '0');
}
