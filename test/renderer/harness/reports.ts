import type { ReportId } from '../../../domain/report-kinds.ts';
import { usualCertificates, usualQuorum } from '../../../domain/report-rules.ts';
import type { ReportPreview, ReportRules } from '../../../preload/contract/reports.ts';
import type { Verbs } from './station.ts';

const row = [
  'Brunei Darussalam',
  'H.E. Ms Wilhelmina VAN DER MEULEN-SCHWARZENBERG DE OLIVEIRA',
  'Director General of Customs and Excise',
  'Royal Customs and Excise Department',
  'Head of delegation',
  'Head of delegation',
];

function previewOf(id: ReportId, language: 'en' | 'fr', isEmpty: boolean): ReportPreview {
  const rows = Array.from({ length: 12 }, (_, i) => [
    ...row.slice(0, 1),
    i % 3 === 1 ? 'محمد بن عبد الله' : `${row[1]} ${i + 1}`,
    ...row.slice(2),
  ]);
  return {
    title: language === 'fr' ? 'Liste des participants' : 'List of participants',
    period: '2–4 October 2018',
    asOf: 'Provisional, as of 18:04 on 2 October 2018, 5 of 6 kiosks proven',
    notes:
      id === 'quorum' ? ['31 of 60 administrations present; 31 needed: there is a quorum.'] : [],
    columns: ['Delegation', 'Name', 'Function', 'Administration', 'Role', 'Category'].map(
      (title) => ({ title, align: 'start' }),
    ),
    rows: isEmpty ? [] : rows,
    count: isEmpty ? 0 : 908,
    totals: isEmpty ? null : ['', 'Participants: 908', '', '', '', ''],
    empty: 'Nobody is on the list.',
  };
}

/** A pretended main's calls about reports; `reports=empty` has none. */
export function reportVerbs(search: string): Verbs {
  const isEmpty = new URLSearchParams(search).get('reports') === 'empty';
  let rules: ReportRules = { quorum: usualQuorum, certificates: usualCertificates };
  return {
    previewReport: ({ id, language }: { id: ReportId; language: 'en' | 'fr' }) =>
      previewOf(id, language, isEmpty),
    saveReport: () => true,
    getReportRules: () => rules,
    saveReportRules: (next: ReportRules) => {
      rules = next;
    },
  };
}
