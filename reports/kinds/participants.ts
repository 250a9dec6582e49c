import { formatExtra } from '../../domain/event/extra-values.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { Digest } from '../digest.ts';
import { heading, type ReportBody, sectioned, text } from '../table.ts';

const words = {
  en: {
    provisional: 'Provisional list of participants',
    final: 'List of participants',
    columns: ['Delegation', 'Name', 'Function', 'Administration', 'Role', 'Category'],
    roles: { head: 'Head of delegation', alternate: 'Alternate', member: '' },
    total: (persons: number) => `Participants: ${persons}`,
    empty: 'Nobody is on the list.',
  },
  fr: {
    provisional: 'Liste provisoire des participants',
    final: 'Liste des participants',
    columns: ['Délégation', 'Nom', 'Fonction', 'Administration', 'Rôle', 'Catégorie'],
    roles: { head: 'Chef de délégation', alternate: 'Suppléant', member: '' },
    total: (persons: number) => `Participants\u202F: ${persons}`,
    empty: 'La liste est vide.',
  },
};
/** Columns of the event's own fields that fit on a page; spreadsheets have them all. */
const maxOnPaper = 3;

/** The role's title agrees with the person's gender. */
const feminineRoles = { head: 'Cheffe de délégation', alternate: 'Suppléante', member: '' };

/**
 * The list that is handed out: by delegation in protocol order, without people who asked not to be
 * listed. The provisional one names everyone confirmed, the final one everyone who came. The event's
 * own fields follow, the first ones on paper too.
 */
export function participants(digest: Digest, kind: 'provisional' | 'final'): ReportBody {
  const { language, present, roster } = digest;
  const said = words[language];
  const isOnIt = ({ id, status, listed }: Delegate): boolean =>
    listed && (kind === 'final' ? present.has(id) : status === 'confirmed');
  const people = roster.filter(isOnIt);
  const roleOf = ({ role, grammaticalGender }: Delegate): string =>
    language === 'fr' && grammaticalGender === 'feminine' ? feminineRoles[role] : said.roles[role];
  const extras = digest.input.event.extraFields.filter(({ showsAt }) => showsAt.includes('report'));
  const [delegation = '', name = '', position = '', administration = '', role = '', category = ''] =
    said.columns;
  return {
    title: said[kind],
    columns: [
      heading(delegation, 24),
      text(name, 34),
      text(position, 30),
      text(administration, 30),
      text(role, 20),
      text(category, 18),
      ...extras.map(({ label }, i) => ({ ...text(label[language], 16), onPaper: i < maxOnPaper })),
    ],
    sections: sectioned(
      people,
      (one) => digest.delegationName(one.delegation),
      (one) => [
        digest.delegationName(one.delegation),
        digest.nameOf(one.id),
        one.jobTitle,
        one.administration,
        roleOf(one),
        digest.categoryName(one),
        ...extras.map((field) => formatExtra(field, one.extra[field.id] ?? '', language)),
      ],
    ),
    totals:
      people.length === 0
        ? null
        : ['', said.total(people.length), null, null, null, null, ...extras.map(() => null)],
    empty: said.empty,
  };
}
