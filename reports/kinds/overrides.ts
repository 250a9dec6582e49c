import { z } from 'zod';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { CountedFact } from '../../domain/ledger/counted-fact.ts';
import type { Digest } from '../digest.ts';
import { type Cell, plain, type ReportBody, text } from '../report.ts';
import { overrideWords, refusalWords } from '../words.ts';

const words = {
  en: {
    title: 'Overrides',
    columns: [
      'Time',
      'Name',
      'Delegation',
      'Checkpoint',
      'Refusal',
      'Reason',
      'Details',
      'Asked by',
      'Approved by',
    ],
    undone: 'taken back',
    total: (times: number) => `Overrides: ${times}`,
    empty: 'Nobody was admitted against the rules.',
  },
  fr: {
    title: 'Dérogations',
    columns: [
      'Heure',
      'Nom',
      'Délégation',
      'Point de contrôle',
      'Refus',
      'Motif',
      'Précisions',
      'Demandée par',
      'Approuvée par',
    ],
    undone: 'invalidée',
    total: (times: number) => `Dérogations\u202F: ${times}`,
    empty: 'Personne n’a été admis malgré les règles.',
  },
};

const noteSchema = z.object({ note: z.string() });

/**
 * Every admission against the rules: the refusal, the reason for the override, and the two people.
 */
export function overrides(digest: Digest): ReportBody {
  const said = words[digest.language];
  const undone = new Set(digest.attendance.undone.map(({ id }) => id));
  const rows = digest.facts('admitted').flatMap((fact): Cell[][] => {
    // Nearly every admission has none, so skip parsing their payloads as JSON.
    const refusal = fact.payload.includes('"override"') ? payloadText(fact, 'override') : null;
    return refusal === null ? [] : [rowOf(digest, fact, refusal, undone.has(fact.id))];
  });
  const widths = [15, 26, 18, 18, 24, 22, 26, 16, 16];
  return {
    title: said.title,
    groupColumn: 2,
    columns: said.columns.map((title, i) => text(title, widths[i] ?? 16)),
    sections: plain(rows),
    totals: rows.length === 0 ? null : [null, said.total(rows.length), ...Array(7).fill(null)],
    empty: said.empty,
  };
}

function rowOf(digest: Digest, fact: CountedFact, refusal: string, isUndone: boolean): Cell[] {
  const { language } = digest;
  const person = digest.delegate(fact.delegateId);
  const note = noteSchema.safeParse(digest.personal(fact.id)).data?.note ?? '';
  const details = isUndone ? [note, `(${words[language].undone})`] : [note];
  return [
    digest.moments.moment(fact.wall),
    digest.nameOf(fact.delegateId),
    person === undefined ? '' : digest.delegationName(person.delegation),
    digest.checkpointName(fact.checkpoint),
    refusalWords(refusal, language),
    overrideWords(payloadText(fact, 'reason'), language),
    details.filter((part) => part !== '').join(' '),
    digest.operatorOf(fact),
    digest.operatorName(payloadText(fact, 'approvedBy')),
  ];
}
