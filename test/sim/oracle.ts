import type { AttendanceEvent } from '../../domain/attendance.ts';

/** What the facts amount to, as the design says it. */
export interface Truth {
  /** Ids of admissions that stand, further ones included. */
  standing: string[];
  undone: string[];
  /** `first further` for each further admission, ids. */
  duplicates: string[];
}

/**
 * The rules of attendance once more, in the plainest words and apart from the product's own: else a fold
 * that is wrong everywhere would agree with itself.
 */
export function truthOf(facts: readonly AttendanceEvent[]): Truth {
  const undoneIds = new Set(
    facts.filter(({ type }) => type === 'admission-undone').map(({ targetId }) => targetId),
  );
  const admissions = facts.filter(({ type }) => type === 'admitted');
  const standing = admissions.filter(({ id }) => !undoneIds.has(id));
  const duplicates = standing.flatMap((further) => {
    const same = standing.filter((other) => placeOf(other) === placeOf(further));
    const [first] = same.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    return first === undefined || first.id === further.id ? [] : [`${first.id} ${further.id}`];
  });
  return {
    standing: idsOf(standing),
    undone: idsOf(admissions.filter(({ id }) => undoneIds.has(id))),
    duplicates: duplicates.sort(),
  };
}

function placeOf({ delegateId, checkpoint, localDay }: AttendanceEvent): string {
  return `${delegateId} ${checkpoint} ${localDay}`;
}

/** Hybrid clock, kiosk, place in its chain. */
function orderOf({ hlc, kiosk, incarnation, kseq }: AttendanceEvent): string {
  return [hlc, kiosk, String(incarnation).padStart(9, '0'), String(kseq).padStart(9, '0')].join(
    ' ',
  );
}

function idsOf(facts: readonly AttendanceEvent[]): string[] {
  return facts.map(({ id }) => id).sort();
}
