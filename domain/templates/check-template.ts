import { fromBase64 } from '../base/bytes.ts';
import { maxKeptDots, pictureSize } from '../roster/picture-size.ts';
import { millimetresPerPoint, type PrinterHead, printsBack, smallestQr } from './badge-geometry.ts';
import type { BadgeTemplate, TemplateBox, TemplateField } from './badge-template.ts';
import { contrast, minContrast, white } from './colours.ts';
import { finding, type TemplateFinding } from './template-finding.ts';

/** Millimetres by which a box may extend beyond its side, because people type rounded numbers. */
const tolerance = 0.05;
/** Overlap in square millimetres that is too small to see. */
const smallestOverlap = 0.5;
/**
 * The first characters of every PNG in base64: its signature (W3C PNG specification, section 5.2).
 */
const pngSignature = 'iVBORw0KGgo';

/**
 * Everything that is wrong with a template on a printer, errors first.
 *
 * @param categories ids of the event's categories; null leaves its rules unchecked
 * @param extras ids of the event's own fields shown on badges; null leaves them unchecked
 */
export function checkTemplate(
  template: BadgeTemplate,
  head: PrinterHead,
  categories: readonly string[] | null = null,
  extras: readonly string[] | null = null,
): TemplateFinding[] {
  const found = [
    ...checkNeeded(template, head),
    ...checkTextSizes(template),
    ...checkPlaces(template, head),
    ...checkOverlaps(template.fields),
    ...checkIds(template),
    ...checkRules(template, categories),
    ...checkSources(template, extras),
    ...checkLogos(template),
    ...checkColours(template.fields),
  ];
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
}

/** Whether the field shows who wears the badge. */
function showsName(field: TemplateField): boolean {
  if (field.kind === 'names') return true;
  return field.kind === 'text' && ['printedName', 'givenName', 'familyName'].includes(field.source);
}

function checkNeeded(template: BadgeTemplate, head: PrinterHead): TemplateFinding[] {
  const found: TemplateFinding[] = [];
  const symbols = template.fields.filter(({ kind }) => kind === 'qr');
  if (symbols.length === 0) found.push(finding('error', 'no-qr'));
  for (const { id } of symbols.slice(1)) found.push(finding('error', 'several-qr', { field: id }));
  if (!template.fields.some(showsName)) found.push(finding('error', 'no-name'));
  const wanted = smallestQr(head.dotsPerMm);
  for (const { id, box } of symbols) {
    const actual = Math.min(box.width, box.height);
    // Compared in whole dots, as the badge will be drawn.
    if (Math.round(actual * head.dotsPerMm) >= Math.round(wanted * head.dotsPerMm)) continue;
    // Rounded up, because the stated millimetres must suffice.
    const enough = Math.ceil(wanted * 10) / 10;
    found.push(finding('error', 'qr-too-small', { field: id, actual, wanted: enough }));
  }
  return found;
}

function checkPlaces(template: BadgeTemplate, head: PrinterHead): TemplateFinding[] {
  const { width, height } = template.size;
  const printable = head.widthDots / head.dotsPerMm;
  const cut = Math.max(0, (width - printable) / 2);
  return template.fields.flatMap((field) => {
    const { id, box } = field;
    const found: TemplateFinding[] = [];
    if (field.side === 'back' && template.sides === 'one') {
      found.push(finding('error', 'back-missing', { field: id }));
    }
    if (field.side === 'back' && template.sides === 'two' && !printsBack(template, head)) {
      found.push(finding('warning', 'back-not-printed', { field: id }));
    }
    const outside = Math.max(box.x + box.width - width, box.y + box.height - height);
    if (outside > tolerance) {
      found.push(finding('error', 'outside-side', { field: id, actual: outside, wanted: 0 }));
    }
    const lost = Math.max(cut - box.x, box.x + box.width - (width - cut));
    if (cut > tolerance && lost > tolerance) {
      // A pattern or a line that runs to the edge may lose a little of its ends.
      const severity = field.kind === 'strip' || field.kind === 'rule' ? 'warning' : 'error';
      found.push(
        finding(severity, 'outside-printer', { field: id, actual: lost, wanted: printable }),
      );
    }
    return found;
  });
}

function checkOverlaps(fields: readonly TemplateField[]): TemplateFinding[] {
  return fields.flatMap((field, i) =>
    fields.slice(i + 1).flatMap((other) => {
      if (field.side !== other.side || mayOverlap(field) || mayOverlap(other)) return [];
      const actual = commonRoom(field.box, other.box);
      if (actual < smallestOverlap) return [];
      return [finding('warning', 'overlap', { field: field.id, other: other.id, actual })];
    }),
  );
}

/** Lines may cross a badge, and white text may be on black ones. */
function mayOverlap(field: TemplateField): boolean {
  return field.kind === 'rule';
}

/** Square millimetres that two boxes share. */
export function commonRoom(a: TemplateBox, b: TemplateBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function checkIds(template: BadgeTemplate): TemplateFinding[] {
  const seen = new Set<string>();
  return template.fields.flatMap(({ id }) => {
    if (seen.has(id)) return [finding('error', 'duplicate-id', { field: id })];
    seen.add(id);
    return [];
  });
}

function checkRules(
  template: BadgeTemplate,
  categories: readonly string[] | null,
): TemplateFinding[] {
  const ruled = new Set<string>();
  return template.rules.flatMap(({ category, hides }) => {
    const found: TemplateFinding[] = [];
    const about = { other: category };
    if (ruled.has(category)) found.push(finding('warning', 'duplicate-rule', about));
    ruled.add(category);
    if (categories?.includes(category) === false) {
      found.push(finding('warning', 'unknown-category', about));
    }
    for (const id of hides) {
      if (template.fields.some((field) => field.id === id)) continue;
      found.push(finding('warning', 'hides-unknown-field', { field: id, other: category }));
    }
    return [...found, ...checkHidden(template, category, hides)];
  });
}

/** No badge prints without its QR code: the read-back before sending would refuse it. */
function checkHidden(
  template: BadgeTemplate,
  category: string,
  hides: readonly string[],
): TemplateFinding[] {
  const hidden = template.fields.filter(({ id }) => hides.includes(id));
  const names = template.fields.filter(showsName);
  const found = hidden
    .filter(({ kind }) => kind === 'qr')
    .map(({ id }) => finding('error', 'hides-needed-field', { field: id, other: category }));
  if (names.length === 0 || !names.every(({ id }) => hides.includes(id))) return found;
  return [
    ...found,
    ...names.map(({ id }) =>
      finding('error', 'hides-needed-field', { field: id, other: category }),
    ),
  ];
}

/** A text without its field prints nothing: the badge is valid, but not as intended. */
function checkSources(
  template: BadgeTemplate,
  extras: readonly string[] | null,
): TemplateFinding[] {
  return template.fields.flatMap((field) => {
    if (extras === null || field.kind !== 'text' || !field.source.startsWith('extra.')) return [];
    const other = field.source.slice('extra.'.length);
    if (extras.includes(other)) return [];
    return [finding('warning', 'unknown-extra', { field: field.id, other })];
  });
}

function checkLogos(template: BadgeTemplate): TemplateFinding[] {
  return template.fields.flatMap((field) => {
    if (field.kind !== 'logo') return [];
    const isPng = field.png.startsWith(pngSignature);
    // The header of a PNG is its first 24 bytes.
    const size = isPng ? pictureSize(fromBase64(field.png.slice(0, 32))) : null;
    if (size === null) return [finding('error', 'logo-not-png', { field: field.id })];
    const actual = size.width * size.height;
    return actual > maxKeptDots
      ? [finding('error', 'logo-too-many-pixels', { field: field.id, actual, wanted: maxKeptDots })]
      : [];
  });
}

/**
 * White text on a light colour turns black automatically; a light colour on white paper does not.
 */
function checkColours(fields: readonly TemplateField[]): TemplateFinding[] {
  return fields.flatMap((field) => {
    if (field.kind !== 'names' && (field.kind !== 'text' || field.inverse)) return [];
    const actual = contrast(field.colour, white);
    if (actual >= minContrast) return [];
    return [
      finding('warning', 'colour-too-light', { field: field.id, actual, wanted: minContrast }),
    ];
  });
}

/** Points: the smallest type that is legible in the hand. */
const smallestLegible = 8;
/** Points. Min and max size of a name, and min size of a delegation. */
const smallestName = 36;
const maxNameSize = 72;
const smallestDelegation = 24;

type TextField = Extract<TemplateField, { kind: 'text' }>;
type NamesField = Extract<TemplateField, { kind: 'names' }>;

function checkTextSizes(template: BadgeTemplate): TemplateFinding[] {
  return template.fields.flatMap((field) => {
    if (field.kind === 'text') return checkTextField(field);
    return field.kind === 'names' ? checkNames(field) : [];
  });
}

function checkTextField(field: TextField): TemplateFinding[] {
  const found: TemplateFinding[] = [];
  const about = (
    severity: TemplateFinding['severity'],
    code: TemplateFinding['code'],
    actual: number,
    wanted: number,
  ): void => void found.push(finding(severity, code, { field: field.id, actual, wanted }));
  if (field.smallest < smallestLegible) {
    about('error', 'text-too-small', field.smallest, smallestLegible);
  }
  if (field.smallest > field.largest) {
    about('error', 'sizes-reversed', field.smallest, field.largest);
  }
  const low = field.smallest * millimetresPerPoint;
  // A line of capitals is about seven tenths of its type size high.
  if (field.box.height < low * 0.7) about('error', 'box-too-low', field.box.height, low);
  if (isName(field) && field.largest < smallestName) {
    about('warning', 'name-too-small', field.largest, smallestName);
  }
  if (isName(field) && field.largest > maxNameSize) {
    about('warning', 'name-too-large', field.largest, maxNameSize);
  }
  if (field.source === 'delegation' && field.largest < smallestDelegation) {
    about('warning', 'delegation-too-small', field.largest, smallestDelegation);
  }
  return found;
}

/** Whether the field shows the Latin name, or its given part. */
function isName(field: TextField): boolean {
  return field.source === 'printedName' || field.source === 'givenName';
}

/**
 * A block of names derives its sizes from its height, which must fit a legible name and delegation.
 */
function checkNames(field: NamesField): TemplateFinding[] {
  const delegation = field.showDelegation ? smallestDelegation : 0;
  const wanted = (smallestName + delegation) * millimetresPerPoint;
  if (field.box.height >= wanted) return [];
  const points = field.box.height / millimetresPerPoint - delegation;
  return [
    finding('warning', 'name-too-small', {
      field: field.id,
      actual: Math.max(0, points),
      wanted: smallestName,
    }),
  ];
}
