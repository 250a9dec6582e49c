import { textIn } from '../../domain/base/language.ts';
import { delegationsInOrder } from '../../domain/delegations.ts';
import type { QuorumRule } from '../../domain/reports.ts';
import type { Digest } from '../digest.ts';
import { figure, plain, type ReportBody, sum, text } from '../report.ts';

const words = {
  en: {
    title: 'Quorum',
    columns: ['Delegation', 'Accredited persons', 'Present persons', 'Present'],
    yes: 'yes',
    no: 'no',
    rule: ({ numerator, denominator, comparison }: QuorumRule) =>
      `Rule: ${comparison === 'more-than' ? 'more than' : 'at least'} ${numerator}/${denominator} of the accredited administrations.`,
    counts: 'Interpreters, press and staff do not count.',
    met: 'There is a quorum',
    notMet: 'There is no quorum',
    detail: ({ present, accredited, needed }: QuorumCount) =>
      `${present} of ${accredited} administrations present, ${needed} needed`,
    total: (present: number, accredited: number) => `${present} of ${accredited}`,
    totalTitle: 'Administrations',
    empty: 'No administration is accredited.',
  },
  fr: {
    title: 'Quorum',
    columns: ['Délégation', 'Personnes accréditées', 'Personnes présentes', 'Présente'],
    yes: 'oui',
    no: 'non',
    rule: ({ numerator, denominator, comparison }: QuorumRule) =>
      `Règle\u202F: ${comparison === 'more-than' ? 'plus de' : 'au moins'} ${numerator}/${denominator} des administrations accréditées.`,
    counts: 'Les interprètes, la presse et le personnel ne comptent pas.',
    met: 'Le quorum est atteint',
    notMet: 'Le quorum n’est pas atteint',
    detail: ({ present, accredited, needed }: QuorumCount) =>
      `Administrations présentes\u202F: ${present} sur ${accredited}, nécessaires\u202F: ${needed}`,
    total: (present: number, accredited: number) => `${present} sur ${accredited}`,
    totalTitle: 'Administrations',
    empty: 'Aucune administration n’est accréditée.',
  },
};

/** How many of the accredited administrations are present, and how many must be. */
export interface QuorumCount {
  accredited: number;
  present: number;
  needed: number;
  isMet: boolean;
}

/**
 * Counts a quorum. Without any accredited administration there is none. Of ten, `more-than` a half
 * needs six and `at-least` five.
 */
export function countQuorum(
  administrations: { accredited: number; present: number },
  rule: Pick<QuorumRule, 'numerator' | 'denominator' | 'comparison'>,
): QuorumCount {
  const { accredited, present } = administrations;
  // In whole numbers: a third of nine is exactly three.
  const times = accredited * rule.numerator;
  const needed =
    rule.comparison === 'more-than'
      ? Math.floor(times / rule.denominator) + 1
      : Math.ceil(times / rule.denominator);
  return { accredited, present, needed, isMet: accredited > 0 && present >= needed };
}

/** Whether each accredited administration is present. Categories that do not count are left out. */
export function quorum(digest: Digest): ReportBody {
  const { input, language } = digest;
  const said = words[language];
  const persons = countPersons(digest);
  const rows = delegationsInOrder(input.event, language, input.day ?? input.event.days[0] ?? '')
    .filter(({ kind }) => input.quorum.kinds.includes(kind))
    .flatMap(({ code, name }) => {
      const { accredited, present } = persons.get(code) ?? { accredited: 0, present: 0 };
      if (accredited === 0) return [];
      return [
        [
          textIn(name, language, input.event),
          accredited,
          present,
          present > 0 ? said.yes : said.no,
        ],
      ];
    });
  const present = rows.filter((row) => row[3] === said.yes).length;
  const count = countQuorum({ accredited: rows.length, present }, input.quorum);
  const [delegation = '', accredited = '', there = '', isThere = ''] = said.columns;
  return {
    title: said.title,
    columns: [
      text(delegation, 40),
      figure(accredited, 16),
      figure(there, 16),
      { title: isThere, width: 12, align: 'end', onPaper: true },
    ],
    sections: plain(rows),
    answer: {
      text: count.isMet ? said.met : said.notMet,
      detail: said.detail(count),
      isYes: count.isMet,
      part: count.present,
      whole: count.needed,
    },
    notes: [`${said.rule(input.quorum)} ${said.counts}`],
    totals:
      rows.length === 0
        ? null
        : [said.totalTitle, sum(rows, 1), sum(rows, 2), said.total(present, rows.length)],
    empty: said.empty,
  };
}

/** By delegation: confirmed people whose category counts, and how many of them came. */
function countPersons({ input, roster, present }: Digest) {
  const counting = new Set(
    input.event.categories
      .filter(({ id, countsTowardsQuorum }) => {
        return countsTowardsQuorum && (input.quorum.categories?.includes(id) ?? true);
      })
      .map(({ id }) => id),
  );
  const persons = new Map<string, { accredited: number; present: number }>();
  for (const { id, delegation, category, status } of roster) {
    if (!counting.has(category) || status !== 'confirmed') continue;
    const count = persons.get(delegation) ?? { accredited: 0, present: 0 };
    count.accredited += 1;
    if (present.has(id)) count.present += 1;
    persons.set(delegation, count);
  }
  return persons;
}
