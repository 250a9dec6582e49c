import { compareFacts, type FoldedAdmission } from '../../domain/ledger/attendance-fold.ts';
import type { CountedFact } from '../../domain/ledger/counted-fact.ts';
import { resolutionPayloadSchema } from '../../domain/roster/roster-changes.ts';
import type { Digest } from '../digest.ts';
import { type Cell, plain, type ReportBody, text } from '../report.ts';

const words = {
  en: {
    title: 'Duplicate admissions',
    columns: ['Name', 'Delegation', 'Day', 'Checkpoint', 'Counts', 'Second', 'Settled', 'Note'],
    note: 'Admitted twice by stations that did not know of each other. Both facts stay; the first counts.',
    open: 'open',
    total: (times: number) => `Duplicates: ${times}`,
    empty: 'There are no duplicates.',
  },
  fr: {
    title: 'Doublons',
    columns: [
      'Nom',
      'Délégation',
      'Jour',
      'Point de contrôle',
      'Compte',
      'Second',
      'Réglé',
      'Note',
    ],
    note: 'Admissions en double par des postes sans liaison. Les deux enregistrements restent\u202F; le premier compte.',
    open: 'à régler',
    total: (times: number) => `Doublons\u202F: ${times}`,
    empty: 'Il n’y a pas de doublon.',
  },
};

/** Further admissions beside the one that counts, and who resolved them with which note. */
export function duplicates(digest: Digest): ReportBody {
  const said = words[digest.language];
  const { day } = digest.input;
  const further = digest.attendance.duplicates.filter(
    ({ localDay }) => day === null || localDay === day,
  );
  const first = new Map(digest.standing.map((admission) => [keyOf(admission), admission]));
  const settled = further.length === 0 ? new Map() : settlements(digest.input.facts);
  const rows = further.map((one): Cell[] => {
    const person = digest.delegate(one.delegateId);
    const counting = first.get(keyOf(one));
    const resolution: CountedFact | undefined = settled.get(one.id);
    return [
      digest.nameOf(one.delegateId),
      person === undefined ? '' : digest.delegationName(person.delegation),
      one.localDay,
      digest.checkpointName(one.checkpoint),
      counting === undefined ? '' : sideOf(digest, counting),
      sideOf(digest, one),
      resolution === undefined ? said.open : settledBy(digest, resolution),
      resolution === undefined ? '' : noteOf(digest, resolution),
    ];
  });
  const widths = [26, 20, 12, 18, 24, 24, 22, 28];
  return {
    title: said.title,
    groupColumn: 1,
    columns: said.columns.map((title, i) => text(title, widths[i] ?? 16)),
    sections: plain(rows),
    notes: [said.note],
    totals: rows.length === 0 ? null : [said.total(rows.length), ...Array(7).fill(null)],
    empty: said.empty,
  };
}

function keyOf({ delegateId, checkpoint, localDay }: FoldedAdmission): string {
  return JSON.stringify([delegateId, checkpoint, localDay]);
}

/** For each further admission the first fact that resolves it, which may be of a later day. */
function settlements(facts: readonly CountedFact[]): Map<string, CountedFact> {
  const found = new Map<string, CountedFact>();
  for (const fact of facts) {
    if (fact.type !== 'duplicate-resolved' || fact.targetId === null) continue;
    const known = found.get(fact.targetId);
    if (known === undefined || compareFacts(fact, known) < 0) found.set(fact.targetId, fact);
  }
  return found;
}

function sideOf(digest: Digest, { wall, station, operatorId }: FoldedAdmission): string {
  const parts = [
    digest.moments.time(wall),
    digest.stationName(station),
    digest.operatorOf({ operatorId, station }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function settledBy(digest: Digest, { wall, operatorId }: CountedFact): string {
  const parts = [digest.moments.moment(wall), digest.operatorName(operatorId)];
  return parts.filter((part) => part !== '').join(' · ');
}

function noteOf(digest: Digest, { id }: CountedFact): string {
  return resolutionPayloadSchema.safeParse(digest.personal(id)).data?.note ?? '';
}
