import type { ExtraValues } from '../../domain/event/extra-fields.ts';
import { delegateFields } from '../../domain/roster/delegate-fields.ts';
import {
  type Correction,
  correctableFields,
  type NewPerson,
  newPersonSchema,
} from '../../domain/roster/roster-changes.ts';
import { buildPrintedName } from '../../domain/roster/roster-entry.ts';

export interface PersonDraft extends NewPerson {
  /** As typed; the main process normalises numbers. */
  extra: ExtraValues;
  approver: string;
  reference: string;
}

export const emptyPerson: PersonDraft = {
  title: '',
  printedName: '',
  givenName: '',
  familyName: '',
  nativeName: '',
  jobTitle: '',
  delegation: '',
  administration: '',
  category: '',
  extra: {},
  approver: '',
  reference: '',
};

export type PersonField = Exclude<keyof PersonDraft, 'extra'>;

/** Fields that are typed; the others are chosen from a list. */
export type TypedField = Exclude<PersonField, 'delegation' | 'category'>;

const maxApproval = 120;

/** Maximum length that the contract accepts in a field. */
export function maxLengthOf(field: TypedField): number {
  const isOfDelegate = field !== 'approver' && field !== 'reference';
  return (isOfDelegate ? delegateFields[field].text : undefined) ?? maxApproval;
}

/**
 * The person that the draft describes, without surrounding spaces. The printed name is as typed; if
 * it is empty, it is made of given name and family name as typed (`buildPrintedName`).
 */
export function personOf(draft: PersonDraft): NewPerson {
  return {
    title: draft.title.trim(),
    printedName: printedNameOf(draft),
    givenName: draft.givenName.trim(),
    familyName: draft.familyName.trim(),
    nativeName: draft.nativeName.trim(),
    jobTitle: draft.jobTitle.trim(),
    delegation: draft.delegation,
    administration: draft.administration.trim(),
    category: draft.category,
    extra: draft.extra,
  };
}

/** The name as the badge will show it. */
export function printedNameOf({
  printedName,
  ...parts
}: Pick<PersonDraft, 'printedName' | 'givenName' | 'familyName' | 'delegation'>): string {
  return printedName.trim() || buildPrintedName(parts);
}

/** Required fields that are empty or invalid. */
export function missingFields(draft: PersonDraft, needed: readonly PersonField[]): PersonField[] {
  const missing = needed.filter((field) =>
    field === 'printedName' ? printedNameOf(draft) === '' : draft[field].trim() === '',
  );
  const { success } = newPersonSchema.safeParse(personOf(draft));
  return missing.length > 0 || success ? missing : ['printedName'];
}

/** The fields that changed; null if none did, or if no name would be left. */
export function correctionOf(
  before: Readonly<Record<(typeof correctableFields)[number], string>>,
  after: Readonly<Record<(typeof correctableFields)[number], string>>,
): Correction | null {
  const correction: Correction = {};
  for (const field of correctableFields) {
    const text = after[field].trim();
    if (text !== before[field]) correction[field] = text;
  }
  if (correction.printedName === '' || Object.keys(correction).length === 0) return null;
  return correction;
}
