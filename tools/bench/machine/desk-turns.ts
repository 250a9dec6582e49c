import { randomUUID } from 'node:crypto';
import { searchDelegates } from '../../../db/roster/search.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { createBadgeTokens } from '../../../platform/crypto/badge-tokens.ts';
import type { DeskContext } from '../../../test/support/desk-context.ts';
import { percentile, rounded } from '../bench-result.ts';
import { codesToTry } from './million.ts';

/** Check-ins in a turn. Those of the first turn are not counted; 400 follow that are. */
const warmUp = 50;
/** How often each desk searches all the texts, in turns. */
const rounds = 5;

/**
 * What people type, letter by letter: common words, rare ones, codes, two words, texts without a
 * match.
 */
const typed = [
  'schanson',
  'garov',
  'anna',
  'maria jose',
  'mueller',
  'jürgen hof',
  'customs administration',
  'department 12',
  'ivan petrov',
  'петров',
  '田中',
  'محمد',
  'mohamed',
  'gsc-000123',
  'GSC-0999',
  'aab',
  'zzz',
  'øslo',
];

/** A desk, the name of its figures, and the tickets shown to it. */
export interface Subject {
  name: string;
  desk: DeskContext;
  codes: readonly string[];
}

/**
 * A whole check-in in the main process (parse, look up, decide, write, flush to disk), and the
 * search in the store at every letter typed. The desks take turns of 50 check-ins: the speed of a
 * virtual machine and its disk changes within seconds, by a factor between 0.6 and 1.6.
 */
export async function measureDesks(subjects: readonly Subject[]): Promise<Record<string, number>> {
  // A station has them ready, too: it makes them between two people.
  const badgeTokens = createBadgeTokens(warmUp);
  const times = new Map(subjects.map(({ name }): [string, number[]] => [name, []]));
  for (let from = 0; from < codesToTry; from += warmUp) {
    for (const { name, desk, codes } of subjects) {
      await badgeTokens.prepare();
      desk.context.badgeTokens = badgeTokens;
      const taken = checkInTimes(desk, codes.slice(from, from + warmUp));
      if (from > 0) times.get(name)?.push(...taken);
    }
  }
  const searched = new Map(subjects.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, desk } of subjects) searched.get(name)?.push(...searchTimes(desk));
  }
  const figures: Record<string, number> = {};
  for (const { name } of subjects) {
    const checkIns = times.get(name) ?? [];
    figures[`checkin.${name}.p50_ms`] = rounded(percentile(checkIns, 0.5));
    figures[`checkin.${name}.p95_ms`] = rounded(percentile(checkIns, 0.95));
    const searches = searched.get(name) ?? [];
    figures[`search.${name}.p50_ms`] = rounded(percentile(searches, 0.5));
    figures[`search.${name}.p95_ms`] = rounded(percentile(searches, 0.95));
  }
  return figures;
}

/**
 * Checks in the holders of these tickets; returns the milliseconds of each. Throws if one is not
 * admitted.
 */
function checkInTimes({ context, caller }: DeskContext, codes: readonly string[]): number[] {
  return codes.map((code) => {
    const start = performance.now();
    const answer = checkIn(context, caller, {
      key: randomUUID(),
      target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
      identity: null,
    });
    const taken = performance.now() - start;
    if (answer.outcome !== 'admitted') throw new Error(`check-in answered ${answer.outcome}`);
    return taken;
  });
}

function searchTimes({ context }: DeskContext): number[] {
  const { db, event } = context;
  const times: number[] = [];
  for (const text of typed) {
    const letters = Array.from(text);
    for (let length = 1; length <= letters.length; length += 1) {
      const query = letters.slice(0, length).join('');
      const start = performance.now();
      searchDelegates(db, {
        eventId: event.file.id,
        query,
        limit: 50,
        day: '2018-10-02',
        language: 'en',
      });
      times.push(performance.now() - start);
    }
  }
  return times;
}
