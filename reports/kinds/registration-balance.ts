import {
  balanceWords,
  gapWords,
  type RegistrationGap,
  type RegistrationLine,
  registrationBalance,
  registrationRows,
  surplusOf,
} from '../../domain/badges/registration-balance.ts';
import { delegationsInOrder, hasGroups } from '../../domain/delegations.ts';
import type { Digest } from '../digest.ts';
import { type Cell, figure, plain, type ReportBody, text } from '../report.ts';

const words = {
  en: {
    columns: [
      'Delegation',
      'Registered',
      'of them walk-ins',
      'Present',
      'Not arrived',
      'Cancelled',
      'Pending',
      'Revoked',
      'Replaced',
      'Gap',
      'What explains it',
    ],
    people: 'People',
    note: 'Registered + gap = present + not arrived + cancelled + pending + revoked + replaced.',
    otherDays: (persons: number) =>
      `Registered for other days only, and left out here: ${persons}.`,
    total: 'Total',
    empty: 'Nobody is registered.',
  },
  fr: {
    columns: [
      'Délégation',
      'Inscrits',
      'dont sur place',
      'Présents',
      'Non arrivés',
      'Annulés',
      'En attente',
      'Révoqués',
      'Remplacés',
      'Écart',
      'Explication',
    ],
    people: 'Personnes',
    note: 'Inscrits + écart = présents + non arrivés + annulés + en attente + révoqués + remplacés.',
    otherDays: (persons: number) =>
      `Inscrits pour d’autres jours seulement, non comptés ici\u202F: ${persons}.`,
    total: 'Total',
    empty: 'Personne n’est inscrit.',
  },
};

/**
 * Registered = present + not arrived + cancelled + pending + revoked + replaced, per delegation.
 * Otherwise lists the people who explain the gap.
 */
export function balance(digest: Digest): ReportBody {
  const { input, language, attendance } = digest;
  const said = words[language];
  const { title, gap } = balanceWords[language];
  const note = `${said.note} ${gap}`;
  const { delegates, deleted, facts, day } = input;
  const account = registrationBalance({ delegates, deleted, facts, attendance, day });
  const lines = new Map(account.delegations.map(({ code, line }) => [code, line]));
  const behind = peopleBehind(digest, account.gaps);
  const rows = codesInOrder(digest, lines).flatMap((code) => {
    const line = lines.get(code);
    return line === undefined
      ? []
      : [rowOf(titleOf(digest, code, line), line, behind.get(code) ?? '')];
  });
  const { otherDays } = account.total;
  const heading = (title: string): string => (hasGroups(input.event) ? title : said.people);
  return {
    title,
    columns: said.columns.map((title, i) =>
      i === 0 ? text(heading(title), 26) : i === 10 ? text(title, 34) : figure(title, 12),
    ),
    sections: plain(rows),
    notes: otherDays === 0 ? [note] : [note, said.otherDays(otherDays)],
    totals: rows.length === 0 ? null : rowOf(said.total, account.total, ''),
    empty: said.empty,
  };
}

/** Title, the figures in the order of the columns, and the explanation. */
function rowOf(title: string, line: RegistrationLine, explanation: string): Cell[] {
  const figures = registrationRows.map((row) => line[row]);
  return [title, line.registered, line.walkIns, ...figures, surplusOf(line), explanation];
}

/** People without a delegation and people who are not in the roster share a line. */
function titleOf(digest: Digest, code: string, { registered }: RegistrationLine): string {
  return code === '' && registered === 0 ? digest.unknownPerson : digest.delegationName(code);
}

function codesInOrder({ input, language }: Digest, lines: ReadonlyMap<string, unknown>): string[] {
  const listed = delegationsInOrder(input.event, language, input.day ?? input.event.days[0] ?? '');
  const known = listed.map(({ code }) => code);
  const others = [...lines.keys()].filter((code) => !known.includes(code) && code !== '');
  return [...known, ...others, ''];
}

/** By delegation: "present though cancelled: Ms A, Mr B". */
function peopleBehind(
  digest: Digest,
  gaps: readonly { gap: RegistrationGap; delegateId: string; delegation: string }[],
): Map<string, string> {
  const named = new Map<string, Map<RegistrationGap, string[]>>();
  for (const { gap, delegateId, delegation } of gaps) {
    const ofDelegation = named.get(delegation) ?? new Map<RegistrationGap, string[]>();
    named.set(delegation, ofDelegation);
    const person = digest.delegate(delegateId);
    const name = person === undefined ? delegateId : digest.nameOf(delegateId);
    const names = ofDelegation.get(gap);
    if (names === undefined) ofDelegation.set(gap, [name]);
    else names.push(name);
  }
  const said = gapWords[digest.language];
  const colon = digest.language === 'fr' ? '\u202F: ' : ': ';
  return new Map(
    Array.from(named, ([delegation, byGap]) => [
      delegation,
      Array.from(byGap, ([gap, names]) => said[gap] + colon + names.join(', ')).join('; '),
    ]),
  );
}
