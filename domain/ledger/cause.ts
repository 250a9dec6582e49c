import type { AttendanceEvent, AttendanceType } from './attendance.ts';

/**
 * Cause before clock: a fact names the last facts on its matter that its author had seen. It comes
 * after every fact that it names, whatever the clocks say. Clocks decide only between facts whose
 * authors did not know of each other.
 */
export type Caused = Pick<AttendanceEvent, 'id' | 'after'>;

/** What facts of several stations may be about. Whereabouts are per day. */
export type Matter =
  | { kind: 'badge'; serial: string }
  | { kind: 'registration'; delegateId: string }
  | { kind: 'whereabouts'; delegateId: string; localDay: string }
  | { kind: 'booking'; delegateId: string; session: string };

export const wordsOn = {
  badge: ['badge-printed', 'badge-handed-over', 'badge-voided'],
  registration: [
    'spelling-corrected',
    'person-changed',
    'delegate-replaced',
    'registration-changed',
  ],
  whereabouts: ['admitted', 'came-back', 'went-out'],
  booking: ['booking-changed'],
} as const satisfies Record<Matter['kind'], readonly AttendanceType[]>;

/** Max facts that one fact names. The limit is reached only where stations work apart for days. */
export const maxNamed = 32;

/** The matter of a fact; null if the order of such facts does not matter. */
export function matterOf(
  fact: Pick<AttendanceEvent, 'type' | 'delegateId' | 'badgeSerial' | 'localDay' | 'checkpoint'>,
): Matter | null {
  const { delegateId, badgeSerial: serial, localDay, checkpoint: session } = fact;
  const isOn = (kind: Matter['kind']): boolean => wordsOn[kind].some((type) => type === fact.type);
  if (isOn('badge')) return serial === null ? null : { kind: 'badge', serial };
  if (delegateId === null) return null;
  if (isOn('registration')) return { kind: 'registration', delegateId };
  if (isOn('booking')) return session === null ? null : { kind: 'booking', delegateId, session };
  return isOn('whereabouts') ? { kind: 'whereabouts', delegateId, localDay } : null;
}

export function namedBy({ after }: Pick<Caused, 'after'>): string[] {
  return after === '' ? [] : after.split(',');
}

/** The text of a fact's `after`: the ids sorted, at most {@link maxNamed}. */
export function afterText(ids: readonly string[]): string {
  return ids.toSorted().slice(0, maxNamed).join(',');
}

/**
 * Returns those of the facts that no other fact names, directly or through others. The result
 * depends on the set only. If a circle (which no honest station writes) leaves none, returns all of
 * them.
 *
 * @param all every fact on the matter: a path may lead through facts that are not in `words`
 */
export function lastWords<Word extends Caused>(
  words: readonly Word[],
  all: readonly Caused[] = words,
): Word[] {
  const byId = new Map(all.map((fact) => [fact.id, fact]));
  const passed = new Set<string>();
  for (const word of words) {
    const path = namedBy(word);
    for (let id = path.pop(); id !== undefined; id = path.pop()) {
      if (passed.has(id)) continue;
      passed.add(id);
      const named = byId.get(id);
      if (named !== undefined) path.push(...namedBy(named));
    }
  }
  const last = words.filter(({ id }) => !passed.has(id));
  return last.length === 0 ? [...words] : last;
}

/**
 * Sorts the facts so that each comes after every fact that it names, and otherwise by `compare`.
 * The result depends on the set only, as long as no two facts are equal to `compare`.
 */
export function inOrderOfCause<Fact extends Caused>(
  facts: readonly Fact[],
  compare: (a: Fact, b: Fact) => number,
): Fact[] {
  const sorted = facts.toSorted(compare);
  const rank = new Map(sorted.map(({ id }, index) => [id, index]));
  // Nearly always the clocks agree with the cause.
  const isInOrder = sorted.every((fact, index) =>
    namedBy(fact).every((id) => (rank.get(id) ?? -1) < index),
  );
  if (isInOrder) return sorted;
  const ordered: Fact[] = [];
  const waiting = new Set(sorted);
  while (waiting.size > 0) {
    let next: Fact | undefined;
    for (const fact of waiting) {
      next ??= fact;
      const isFree = namedBy(fact).every((id) => {
        const named = sorted[rank.get(id) ?? -1];
        return named === undefined || !waiting.has(named);
      });
      if (!isFree) continue;
      next = fact;
      break;
    }
    if (next === undefined) break;
    waiting.delete(next);
    ordered.push(next);
  }
  return ordered;
}
