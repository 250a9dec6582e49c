// Draws the pictures of docs/evidence/colour.md: `node test/printing/harness/colour-pictures.ts
// FOLDER`. Each states its dots per metre, so that a viewer shows it in true size.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badges/badge.ts';
import {
  type BadgeTemplate,
  badgeTemplateSchema,
  type Inks,
} from '../../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../../domain/templates/default-templates.ts';
import { encodePng } from '../../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { inTrueSize } from '../../support/true-size.ts';
import { portrait, sampleBadges } from '../sample-badges.ts';

const blue = '#1f4fd8';
const red = '#b3192a';
const green = '#006b3c';
const navy = '#1b2a6b';

interface Picture {
  template: string;
  inks: Inks;
  dotsPerMm: number;
  person: string;
  more?: Partial<BadgeContent>;
  /** Colours by the field's id. */
  colours?: Readonly<Record<string, string>>;
  emblem?: boolean;
  oneSide?: boolean;
}

const event = { event: navy, rule: blue, names: '#000000', strip: blue };
const card = { ...event, 'back-event': navy, 'back-rule': blue };
const press = { category: 'press', categoryName: 'PRESS / PRESSE' } as const;

const pictures: Readonly<Record<string, Picture>> = {
  'card-both-sides': {
    template: 'cr80-back',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'latin-typical',
    colours: card,
  },
  'card-one-side': {
    template: 'cr80-back',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'latin-typical',
    colours: card,
    oneSide: true,
  },
  'card-black': {
    template: 'cr80-back',
    inks: 'black',
    dotsPerMm: 12,
    person: 'latin-typical',
    colours: card,
  },
  'card-press': {
    template: 'cr80',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'hebrew',
    colours: event,
    more: press,
  },
  'card-arabic': {
    template: 'cr80-back',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'arabic',
    colours: { ...card, strip: green },
  },
  'card-light-strip': {
    template: 'cr80',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'chinese',
    colours: { strip: '#ffd200' },
  },
  'roll-colour': {
    template: 'roll-80',
    inks: 'colour',
    dotsPerMm: 8,
    person: 'vietnamese',
    colours: { ...event, strip: green },
  },
  'roll-black': {
    template: 'roll-80',
    inks: 'black',
    dotsPerMm: 8,
    person: 'vietnamese',
    colours: { ...event, strip: green },
  },
  'roll-black-red': {
    template: 'roll-62',
    inks: 'black-red',
    dotsPerMm: 12,
    person: 'cyrillic',
    colours: { event: red },
  },
  'large-photo-emblem': {
    template: '102x152-photo',
    inks: 'colour',
    dotsPerMm: 8,
    person: 'devanagari',
    colours: event,
    emblem: true,
  },
  'a6-folded': {
    template: 'a6-fold',
    inks: 'colour',
    dotsPerMm: 8,
    person: 'korean',
    colours: { ...event, names: navy, 'back-name': navy, 'back-rule': blue },
  },
  'training-second-print': {
    template: 'cr80',
    inks: 'colour',
    dotsPerMm: 12,
    person: 'thai',
    colours: event,
    more: { training: true, attemptMark: '2' },
  },
};

/** A round emblem of two colours, as a PNG in base64. */
function emblem(): string {
  const context = createCanvas(240, 240).getContext('2d');
  for (const [radius, colour] of [
    [118, navy],
    [92, '#ffffff'],
    [78, '#e0a100'],
  ] as const) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(120, 120, radius, 0, 2 * Math.PI);
    context.fill();
  }
  return context.canvas.toBuffer('image/png').toString('base64');
}

function templateOf({ template: id, colours = {} }: Picture): BadgeTemplate {
  const found = defaultTemplates().find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no template ${id}`);
  const fields = found.fields.map((field) => {
    if ('inColour' in field) return { ...field, inColour: true };
    return 'colour' in field ? { ...field, colour: colours[field.id] ?? field.colour } : field;
  });
  const rules = [
    { category: 'press', colour: red },
    { category: 'delegate', zones: 'A · B · Plenary / Plénière' },
  ];
  return badgeTemplateSchema.parse({ ...found, fields, rules });
}

const modules = resolve(import.meta.dirname, '../../../node_modules');
const folder = resolve(process.argv[2] ?? 'docs/evidence/colour');
mkdirSync(folder, { recursive: true });
await openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
const fonts = openFontBook(modules);
for (const [name, picture] of Object.entries(pictures)) {
  const content = sampleBadges[picture.person];
  if (content === undefined) throw new Error(`there is no sample ${picture.person}`);
  const template = templateOf(picture);
  const { dotsPerMm, inks, oneSide = false, more = {} } = picture;
  const shown = { photo: portrait, emblem: picture.emblem === true ? emblem() : null };
  const widthDots = Math.round(template.size.width * dotsPerMm);
  const layout = { widthDots, dotsPerMm, template, inks, bothSides: !oneSide };
  const badge = await renderBadge({ ...content, ...shown, ...more }, layout, fonts);
  writeFileSync(join(folder, `${name}.png`), inTrueSize(encodePng(badge.bitmap), dotsPerMm));
  const findings = badge.findings.map(({ field, code }) => `${field} ${code}`).join(', ');
  process.stdout.write(`${name}: ${badge.bitmap.width} × ${badge.bitmap.height} ${findings}\n`);
}
