// Draws docs/evidence/badges.md and its pictures: `node test/printing/harness/badge-specimen.ts
// FOLDER`. Run it after each change of the templates or of the drawing, and look at the result.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { BadgeContent, Bitmap1 } from '../../../domain/badges/badge.ts';
import { brotherRolls } from '../../../domain/printing/brother.ts';
import type { BadgeTemplate, Inks } from '../../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../../domain/templates/default-templates.ts';
import { arcMinutes, nameScale, smallestName } from '../../../domain/templates/name-scale.ts';
import { encodeBrother } from '../../../main/printing/languages/brother.ts';
import { encodePng } from '../../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { sampleEmblem } from '../../support/sample-emblem.ts';
import { inTrueSize } from '../../support/true-size.ts';
import { BrotherPrinter } from '../../support/virtual-printer/brother/brother-printer.ts';
import { capitalsOf, namesFieldOf, namesOn } from '../names-on.ts';
import { blankBadge, portrait, sampleBadges } from '../sample-badges.ts';

/** 203 dpi. */
const dotsPerMm = 8;
/** White around each badge, in dots. */
const around = 24;

const emblem = sampleEmblem();
const long: BadgeContent = {
  ...blankBadge,
  title: 'Ms',
  givenName: 'Maria Antónia da Conceição',
  familyName: 'DE VASCONCELOS E BRITO FIGUEIREDO',
  printedName: 'Maria Antónia da Conceição DE VASCONCELOS E BRITO FIGUEIREDO',
  jobTitle: 'Head of Division, Countering Smuggling',
  organisation: '',
  delegationName: 'Portugal',
};

/** Twelve names in twelve scripts, each in the scripts that its person writes. */
const scripts = `latin-typical cyrillic greek arabic hebrew devanagari bengali thai georgian
  ethiopic chinese korean`.split(/\s+/);

function sample(name: string): BadgeContent {
  const found = sampleBadges[name];
  if (found === undefined) throw new Error(`there is no sample ${name}`);
  return { ...found, emblem, photo: portrait };
}

function template(id: string): BadgeTemplate {
  const found = defaultTemplates().find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no template ${id}`);
  const zones = 'A · B · Plenary';
  return {
    ...found,
    rules: [{ category: 'delegate', zones, hides: [], colour: null }],
  };
}

async function draw(
  content: BadgeContent,
  id: string,
  printer: { dotsPerMm: number; inks?: Inks } = { dotsPerMm },
): Promise<Bitmap1> {
  const drawn = template(id);
  const widthDots = Math.round(drawn.size.width * printer.dotsPerMm);
  const layout = { widthDots, ...printer, template: drawn, bothSides: true };
  const { bitmap, findings } = await renderBadge(content, layout, fonts);
  for (const { field, code } of findings) {
    process.stdout.write(`${content.printedName} on ${id}: ${field} ${code}\n`);
  }
  return bitmap;
}

/** What an interpreter of Brother's commands prints for a badge. */
function asBrotherPrints(bitmap: Bitmap1, roll: '62' | '62-red'): Bitmap1 {
  const { width, length, dots, freePins, twoColours } = brotherRolls[roll];
  const printer = new BrotherPrinter({
    bufferBytes: 10_000_000,
    roll: { width, length, dots, freePins, twoColours },
  });
  const settings = { head: 720, modelCode: 0x41, roll } as const;
  const { chunks } = encodeBrother(settings, bitmap, { cut: true, tellChanges: true });
  printer.receive(Buffer.concat(chunks.map(({ bytes }) => bytes)));
  const rows = printer.jobs[0]?.rows ?? [];
  const red = printer.redRows[0];
  return {
    width: dots,
    height: rows.length,
    bits: Buffer.concat(rows),
    ...(red === undefined ? {} : { red: Buffer.concat(red) }),
  };
}

/** Writes badges in rows of so many, on grey; returns the size as text. */
async function writeSheet(
  name: string,
  badges: readonly Bitmap1[],
  columns: number,
  dotsPerMm = 8,
): Promise<string> {
  const rows = Array.from({ length: Math.ceil(badges.length / columns) }, (_, row) =>
    badges.slice(row * columns, (row + 1) * columns),
  );
  const widthOf = (row: readonly Bitmap1[]): number =>
    row.reduce((sum, { width }) => sum + width + around, around);
  const heightOf = (row: readonly Bitmap1[]): number =>
    Math.max(...row.map(({ height }) => height)) + around;
  const width = Math.max(...rows.map(widthOf));
  const height = rows.reduce((sum, row) => sum + heightOf(row), around);
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#c8c8c8';
  context.fillRect(0, 0, width, height);
  let y = around;
  for (const row of rows) {
    let x = around;
    for (const bitmap of row) {
      context.drawImage(await loadImage(Buffer.from(encodePng(bitmap))), x, y);
      x += bitmap.width + around;
    }
    y += heightOf(row);
  }
  const png = inTrueSize(context.canvas.toBuffer('image/png'), dotsPerMm);
  writeFileSync(join(folder, name), png);
  return `${Math.round(width / dotsPerMm)} × ${Math.round(height / dotsPerMm)} mm`;
}

/** Capitals and arc minutes of a part on a template: "12 mm, 20.6′". */
function seen(content: BadgeContent, each: BadgeTemplate, part: 'name' | 'half'): string {
  const capitals = capitalsOf(namesOn(each, content, fonts), part) ?? 0;
  return `${capitals.toFixed(1)} mm, ${arcMinutes(capitals, 2).toFixed(1)}′`;
}

/** The page: pictures, and the sizes of a normal and of a long name on each template. */
function page(
  sizes: Readonly<Record<'scripts' | 'templates' | 'roll' | 'brother', string>>,
): string {
  const usual = { ...sample('latin-typical'), printedName: 'Élodie MARCHAND' };
  const rows = defaultTemplates()
    .filter((each) => namesFieldOf(each).order === 'protocol')
    .map((each) => [
      each.name,
      ...[usual, long].flatMap((one) => [seen(one, each, 'name'), seen(one, each, 'half')]),
    ]);
  const heads = ['template', 'MARCHAND', 'Élodie', 'DE VASCONCELOS …', 'Maria Antónia …'];
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  const table = [heads, widths.map((width) => '-'.repeat(width)), ...rows].map(
    (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  );
  return `# Badges, measured and looked at

Written by \`node test/printing/harness/badge-specimen.ts docs/evidence/badges\`, with the renderer of the app.

- [Twelve names in twelve scripts](badges/scripts.png) on 102 × 152 mm: ${sizes.scripts}
- [One long name on each kind of badge](badges/templates.png): ${sizes.templates}
- [Short and long names on the 80 mm roll](badges/roll.png): ${sizes.roll}
- [On Brother's 62 mm rolls, black and red](badges/brother.png), as the interpreter of the tests prints the bytes: ${sizes.brother}

Each picture has the printer's own dots (203 an inch, Brother's 300) and states them: printed at 100 % it has true size, as given.

## Legibility at two metres

Height of the capitals, and the angle at which they are seen. Normal sight needs 5 arc minutes. Names have these heights only:
${nameScale.join(', ')} mm. What needs less than ${smallestName} mm is a finding of the [badge check](../printing.md#before-the-first-day-check-every-badge).
\`test/printing/names.test.ts\` holds the least that each kind of badge must reach.

${table.join('\n')}
`;
}

const modules = resolve(import.meta.dirname, '../../../node_modules');
const folder = resolve(process.argv[2] ?? 'docs/evidence/badges');
mkdirSync(folder, { recursive: true });
await openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
const fonts = openFontBook(modules);
const bitmaps = (contents: readonly BadgeContent[], ids: readonly string[]): Promise<Bitmap1[]> =>
  Promise.all(contents.flatMap((content) => ids.map((id) => draw(content, id))));
const kinds = [
  '102x152',
  'a6',
  '90x130',
  'brother-102x152',
  '102x152-photo',
  'roll-80',
  'roll-62',
  'card-86x54',
  'cr80',
  'cr80-back',
];
const onRoll = ['name-only', 'latin-typical', 'head-long', 'korean', 'arabic', 'one-long-word'];
const brother: Bitmap1[] = [];
for (const [name, roll] of [
  ['latin-typical', '62'],
  ['latin-typical', '62-red'],
  ['head-long', '62-red'],
  ['arabic', '62'],
  ['cyrillic', '62-red'],
  ['chinese', '62'],
] as const) {
  const inks = roll === '62' ? 'black' : 'black-red';
  const bitmap = await draw(sample(name), 'roll-62', { dotsPerMm: 12, inks });
  brother.push(asBrotherPrints(bitmap, roll));
}
const longest = { ...long, emblem, photo: portrait };
writeFileSync(
  `${folder}.md`,
  page({
    scripts: await writeSheet('scripts.png', await bitmaps(scripts.map(sample), ['102x152']), 4),
    templates: await writeSheet('templates.png', await bitmaps([longest], kinds), 5),
    roll: await writeSheet('roll.png', await bitmaps(onRoll.map(sample), ['roll-80']), 6),
    brother: await writeSheet('brother.png', brother, 6, 12),
  }),
);
