import { groupBy } from '../../domain/base/group-by.ts';
import { nameIn, textIn } from '../../domain/base/language.ts';
import { formatExtra } from '../../domain/event/extra-values.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { Digest } from '../digest.ts';
import {
  heading,
  namePartCells,
  namePartColumns,
  type ReportBody,
  sectioned,
  text,
} from '../report.ts';

const words = {
  en: {
    provisional: 'Provisional list of participants',
    final: 'List of participants',
    columns: ['Delegation', 'Name', 'Function', 'Administration', 'Role', 'Category'],
    roles: { head: 'Head of delegation', alternate: 'Alternate', member: '' },
    total: (persons: number) => `Participants: ${persons}`,
    implied: (category: string) => `Category where none is given: ${category}.`,
    empty: 'Nobody is on the list.',
  },
  fr: {
    provisional: 'Liste provisoire des participants',
    final: 'Liste des participants',
    columns: ['Délégation', 'Nom', 'Fonction', 'Administration', 'Rôle', 'Catégorie'],
    roles: { head: 'Chef de délégation', alternate: 'Suppléant', member: '' },
    total: (persons: number) => `Participants\u202F: ${persons}`,
    implied: (category: string) => `Catégorie, sauf indication contraire\u202F: ${category}.`,
    empty: 'La liste est vide.',
  },
};
/** Max number of the event's own fields on paper. Spreadsheets have all of them. */
const maxOnPaper = 3;

/** The role's title agrees with the person's gender. */
const feminineRoles = { head: 'Cheffe de délégation', alternate: 'Suppléante', member: '' };

/**
 * The list of participants to hand out, by delegation in protocol order, without people who asked
 * not to be listed. The provisional list has everyone confirmed, the final one everyone who came.
 * The event's own fields follow, the first ones on paper too, where the list is a directory in
 * columns.
 */
export function participants(digest: Digest, kind: 'provisional' | 'final'): ReportBody {
  const { language, present, roster } = digest;
  const said = words[language];
  const isOnIt = ({ id, status, listed }: Delegate): boolean =>
    listed && (kind === 'final' ? present.has(id) : status === 'confirmed');
  const people = roster.filter(isOnIt);
  const roleOf = ({ role, grammaticalGender }: Delegate): string =>
    language === 'fr' && grammaticalGender === 'feminine' ? feminineRoles[role] : said.roles[role];
  const { event } = digest.input;
  const extras = event.extraFields.filter(({ showsAt }) => showsAt.includes('report'));
  const [delegation = '', name = '', position = '', administration = '', role = '', category = ''] =
    said.columns;
  const usual = mostFrequent(people.map((one) => one.category));
  const detailsOf = (one: Delegate, usualAdministration: string): string => {
    const values = extras.slice(0, maxOnPaper).flatMap((field) => {
      const value = formatExtra(field, one.extra[field.id] ?? '', language, event);
      return value === '' ? [] : [`${textIn(field.label, language, event)} ${value}`];
    });
    const unusual = one.category === usual ? '' : digest.categoryName(one);
    const own = one.administration === usualAdministration ? '' : one.administration;
    const all = [roleOf(one), one.jobTitle, own, unusual, ...values];
    return [...new Set(all.filter((detail) => detail !== ''))].join(', ');
  };
  const usualName = nameIn(event.categories, usual, language, event) ?? usual;
  const titleOf = (one: Delegate): string => digest.delegationName(one.delegation);
  return {
    title: said[kind],
    groupColumn: 0,
    delegationColumns: [4],
    columns: [
      heading(delegation, 24),
      text(name, 34),
      text(position, 30),
      text(administration, 30),
      text(role, 20),
      text(category, 18),
      ...extras.map(({ label }) => text(textIn(label, language, event), 16)),
      ...namePartColumns(language),
    ],
    sections: sectioned(people, titleOf, (one) => [
      titleOf(one),
      digest.nameOf(one.id),
      one.jobTitle,
      one.administration,
      roleOf(one),
      digest.categoryName(one),
      ...extras.map((field) => formatExtra(field, one.extra[field.id] ?? '', language, event)),
      ...namePartCells(one),
    ]),
    directory: {
      sections: Array.from(groupBy(people, titleOf), ([title, members]) => {
        const subtitle = usualAdministration(members);
        const entries = members.map((one) => ({
          name: digest.nameOf(one.id),
          details: detailsOf(one, subtitle),
        }));
        return { title, subtitle, entries };
      }),
      note: people.length === 0 ? '' : said.implied(usualName),
    },
    totals:
      people.length === 0
        ? null
        : [
            '',
            said.total(people.length),
            null,
            null,
            null,
            null,
            ...extras.map(() => null),
            ...namePartCells(),
          ],
    empty: said.empty,
  };
}

/** The administration of more than half of a delegation; empty if any member has none. */
function usualAdministration(members: readonly Delegate[]): string {
  const all = members.map((one) => one.administration);
  const usual = mostFrequent(all);
  const share = all.filter((one) => one === usual).length;
  return !all.includes('') && share * 2 > all.length ? usual : '';
}

/** The most frequent value, the first of several; empty if there are no values. */
function mostFrequent(values: readonly string[]): string {
  const [most] = [...groupBy(values, (one) => one)].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? '';
}
