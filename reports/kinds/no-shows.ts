import { isExpected } from '../../domain/delegations.ts';
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
    title: 'Not arrived',
    columns: ['Delegation', 'Name', 'Function', 'Administration', 'Category', 'Code'],
    note: 'Confirmed, expected, and not admitted anywhere.',
    total: (persons: number) => `Not arrived: ${persons}`,
    empty: 'Everybody has come.',
  },
  fr: {
    title: 'Non arrivés',
    columns: ['Délégation', 'Nom', 'Fonction', 'Administration', 'Catégorie', 'Code'],
    note: 'Inscription confirmée, personne attendue, admise nulle part.',
    total: (persons: number) => `Non arrivés\u202F: ${persons}`,
    empty: 'Tout le monde est arrivé.',
  },
};

/** People who were expected but did not come, by delegation. */
export function noShows(digest: Digest): ReportBody {
  const said = words[digest.language];
  const { day } = digest.input;
  const isMissing = (one: Delegate): boolean => isExpected(one, day) && !digest.present.has(one.id);
  const missing = digest.roster.filter(isMissing);
  const [delegation = '', name = '', position = '', administration = '', category = '', code = ''] =
    said.columns;
  return {
    title: said.title,
    groupColumn: 0,
    columns: [
      heading(delegation, 24),
      text(name, 34),
      text(position, 28),
      text(administration, 28),
      text(category, 16),
      text(code, 14),
      ...namePartColumns(digest.language),
    ],
    sections: sectioned(
      missing,
      (one) => digest.delegationName(one.delegation),
      (one) => [
        digest.delegationName(one.delegation),
        digest.nameOf(one.id),
        one.jobTitle,
        one.administration,
        digest.categoryName(one),
        one.registrationCode,
        ...namePartCells(one),
      ],
    ),
    notes: [said.note],
    totals:
      missing.length === 0
        ? null
        : ['', said.total(missing.length), null, null, null, null, ...namePartCells()],
    empty: said.empty,
  };
}
