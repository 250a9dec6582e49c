import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import { walkInPayloadSchema } from '../../domain/roster/roster-changes.ts';
import type { Digest } from '../digest.ts';
import {
  type Cell,
  namePartCells,
  namePartColumns,
  plain,
  type ReportBody,
  text,
} from '../report.ts';
import { documentWords, statusWords } from '../words.ts';

const words = {
  en: {
    title: 'Registered at the desk',
    columns: [
      'Time',
      'Name',
      'Delegation',
      'Administration',
      'Document seen',
      'Approved by',
      'Registered by',
      'State now',
    ],
    total: (persons: number) => `Walk-ins: ${persons}`,
    gone: 'no longer in the roster',
    empty: 'Nobody was registered at a desk.',
  },
  fr: {
    title: 'Inscrits sur place',
    columns: [
      'Heure',
      'Nom',
      'Délégation',
      'Administration',
      'Document vu',
      'Approuvé par',
      'Inscrit par',
      'État actuel',
    ],
    total: (persons: number) => `Inscrits sur place\u202F: ${persons}`,
    gone: 'retiré des inscriptions',
    empty: 'Personne n’a été inscrit sur place.',
  },
};

/** People registered at a desk: when, by which operator, who approved it, and the reference. */
export function walkIns(digest: Digest): ReportBody {
  const said = words[digest.language];
  const rows = digest.facts('walk-in-registered').map((fact): Cell[] => {
    const person = digest.delegate(fact.delegateId);
    const kept = walkInPayloadSchema.safeParse(digest.personal(fact.id)).data;
    const approval = [kept?.approval.approver ?? '', kept?.approval.reference ?? ''];
    const station = digest.stationName(fact.station);
    const operator = digest.operatorName(fact.operatorId);
    return [
      digest.moments.moment(fact.wall),
      digest.nameOf(fact.delegateId),
      person === undefined ? '' : digest.delegationName(person.delegation),
      person?.administration ?? '',
      documentWords(payloadText(fact, 'identity'), digest.language),
      approval.filter((part) => part !== '').join(' · '),
      operator === '' ? station : `${operator} · ${station}`,
      person === undefined ? said.gone : statusWords[digest.language][person.status],
      ...namePartCells(person),
    ];
  });
  const widths = [15, 28, 20, 24, 14, 22, 22, 14];
  return {
    title: said.title,
    groupColumn: 2,
    delegationColumns: [5],
    columns: [
      ...said.columns.map((title, i) => text(title, widths[i] ?? 16)),
      ...namePartColumns(digest.language),
    ],
    sections: plain(rows),
    totals: rows.length === 0 ? null : [null, said.total(rows.length), ...Array(8).fill(null)],
    empty: said.empty,
  };
}
