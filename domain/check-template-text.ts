import { millimetresPerPoint } from './badge-geometry.ts';
import type { BadgeTemplate, TemplateField } from './badge-template.ts';
import { finding, type TemplateFinding } from './template-finding.ts';

/** Points: the smallest type that is still read in the hand. */
const smallestLegible = 8;
/** Points between which a name stands, and the least for a delegation (design: experience.md). */
const smallestName = 36;
const largestName = 72;
const smallestDelegation = 24;

type TextField = Extract<TemplateField, { kind: 'text' }>;
type NamesField = Extract<TemplateField, { kind: 'names' }>;

/** What is wrong with the sizes of a template's texts. */
export function checkTextSizes(template: BadgeTemplate): TemplateFinding[] {
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
  if (isName(field) && field.largest > largestName) {
    about('warning', 'name-too-large', field.largest, largestName);
  }
  if (field.source === 'delegation' && field.largest < smallestDelegation) {
    about('warning', 'delegation-too-small', field.largest, smallestDelegation);
  }
  return found;
}

/** True for the fields that show the Latin name, or its given half. */
function isName(field: TextField): boolean {
  return field.source === 'printedName' || field.source === 'givenName';
}

/** A block of names chooses its sizes by its height: it must have room for a name and a delegation of good size. */
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
