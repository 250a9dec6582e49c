import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { FactLine } from '../../../domain/day-close/facts-file.ts';
import { type DayReport, reportText, type SignedReport } from '../../../domain/day-close/report.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { truthOf } from '../check-folds.ts';
import { deterministically } from '../determinism.ts';
import { type Machine, stationOf } from '../machine.ts';
import { firstMorning } from '../people.ts';
import { createRandom } from '../random.ts';
import { syncMachine } from '../sync-step.ts';
import { days, openVenue, takeTurn, type Venue } from './venue.ts';

/** What a day's report must say about attendance. */
type TrueDay = Pick<DayReport, 'admissions' | 'persons' | 'attendanceDigest'> & {
  /** Ids of the further admissions, sorted. */
  further: string[];
  total: Record<string, number>;
  /** Registered and present, by delegation. */
  byDelegation: Record<string, { registered: number; present: number }>;
};

/**
 * Works a day out from what was committed at the stations and from the test's own list of
 * registrations, by counting. It uses none of the product's folds, stores or sync.
 *
 * @param isKnown which facts the hub can know; all of them unless a disk was lost
 */
function trueDay(
  venue: Venue,
  day: string,
  isKnown: (fact: { station: string; kseq: number }) => boolean = () => true,
): TrueDay {
  const facts = [...venue.world.book.rows.values()]
    .filter(isKnown)
    .map((fact) => ({ ...fact, effective: fact.hlc }));
  const { standing, undone, duplicates } = truthOf(
    facts.filter(({ type, localDay }) => type !== 'admitted' || localDay === day),
  );
  const further = duplicates.map((pair) => pair.split(' ')[1] ?? '').sort();
  const taken = new Map<string, { admitted: number; further: number; undone: number }>();
  const add = (id: string, what: 'admitted' | 'further' | 'undone'): void => {
    const checkpoint = venue.world.book.rows.get(id)?.checkpoint ?? '';
    const row = taken.get(checkpoint) ?? { admitted: 0, further: 0, undone: 0 };
    row[what] += 1;
    taken.set(checkpoint, row);
  };
  for (const id of undone) add(id, 'undone');
  const first = new Set<string>();
  const present = new Set<string>();
  for (const id of standing) {
    const { checkpoint, delegateId } = venue.world.book.rows.get(id) ?? {};
    present.add(delegateId ?? '');
    first.add(`${checkpoint} ${delegateId}\n`);
    add(id, further.includes(id) ? 'further' : 'admitted');
  }
  const digest = createHash('sha256')
    .update([...first].sort().join(''))
    .digest('hex');
  return {
    admissions: [...taken]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([checkpoint, row]) => ({ checkpoint, ...row })),
    persons: present.size,
    attendanceDigest: digest,
    further,
    ...balanceOf(venue, present),
  };
}

function balanceOf(
  { roster, walkIns }: Venue,
  present: ReadonlySet<string>,
): Pick<TrueDay, 'total' | 'byDelegation'> {
  const total: Record<string, number> = {
    registered: 0,
    walkIns: 0,
    present: 0,
    notArrived: 0,
    cancelled: 0,
    pending: 0,
    revoked: 0,
    replaced: 0,
    gaps: 0,
  };
  const byDelegation: TrueDay['byDelegation'] = {};
  const one = (name: string): void => {
    total[name] = (total[name] ?? 0) + 1;
  };
  for (const [id, { delegation, status, replaced }] of roster) {
    const line = byDelegation[delegation] ?? { registered: 0, present: 0 };
    byDelegation[delegation] = line;
    const isPresent = present.has(id);
    one('registered');
    line.registered += 1;
    if (walkIns.has(id)) one('walkIns');
    if (isPresent) {
      one('present');
      line.present += 1;
    }
    const isWithdrawn = status === 'cancelled' && replaced;
    if (status !== 'confirmed') one(isWithdrawn ? 'replaced' : status);
    else if (!isPresent) one('notArrived');
    if (isPresent && status !== 'confirmed') one('gaps');
  }
  return { total, byDelegation };
}

/** The same figures of a report, for comparison. */
function reportedDay(report: DayReport): TrueDay {
  const { total, delegations } = report.balance;
  const { gaps, otherDays: _, ...figures } = total;
  return {
    admissions: report.admissions,
    persons: report.persons,
    attendanceDigest: report.attendanceDigest,
    further: report.further.map(({ fact }) => fact).sort(),
    total: { ...figures, gaps: Object.values(gaps).reduce((sum, gap) => sum + gap, 0) },
    byDelegation: Object.fromEntries(
      delegations.map(({ code, line }) => [
        code,
        { registered: line.registered, present: line.present },
      ]),
    ),
  };
}

const turnsADay = 900;
const dayLength = 86_400_000;
/** Milliseconds: about ten seconds of work, on a machine that may be busy. */
const timeout = 240_000;

let venue: Venue | null = null;
afterEach(() => {
  venue?.world.hub.close();
  for (const { disk } of venue?.world.machines ?? []) disk.close();
  venue = null;
});

/** Runs an event with all ids and times from the seed. */
async function atVenue(seed: number, run: (venue: Venue) => Promise<void>): Promise<void> {
  const random = createRandom(seed);
  const now = (): number => venue?.world.now ?? firstMorning;
  await deterministically({ random, now }, async () => {
    venue = await openVenue(seed);
    await run(venue);
  });
}

async function work(venue: Venue, number: number, turns = turnsADay): Promise<void> {
  venue.world.now = firstMorning + number * dayLength;
  for (let turn = 0; turn < turns; turn += 1) await takeTurn(venue);
}

/** Every machine that is on syncs over a whole network until nothing is pending. */
async function settle({ world }: Venue): Promise<void> {
  for (const letter of world.late.splice(0)) await world.hub.deliver(world, letter);
  for (let round = 0; round < 3; round += 1) {
    for (const machine of world.machines.filter(({ off }) => !off)) {
      world.now += 15_000;
      await syncMachine(world, machine);
    }
  }
}

/**
 * The hub calls for the close, every station answers as far as it can, and the report is issued.
 */
async function close(venue: Venue, day: string): Promise<SignedReport> {
  await settle(venue);
  await venue.world.hub.hub.callDay(day);
  await settle(venue);
  return await venue.world.hub.hub.closeDay(day);
}

/**
 * Checks each report against its signature, the report before it, and the facts that the hub has
 * now.
 */
async function verified(venue: Venue, reports: readonly SignedReport[]): Promise<void> {
  const { hub } = venue.world.hub;
  const publicKey = hub.identity().hubKey;
  let previous: Buffer | null = null;
  for (const report of reports) {
    const file = Buffer.from(reportText(report));
    const facts = await factsIn(venue, report);
    const given = { publicKey, facts, ...(previous === null ? {} : { previous }) };
    const found = verifyReport(file, given, nodeCrypto);
    expect(found).toMatchObject({ genuine: true, previousChecked: true });
    if (found.genuine && found.facts?.findings.length === 0 && report.report.proof.broken === 0)
      expect(found.recounted).toContain('admissions');
    previous = file;
  }
}

async function factsIn({ world }: Venue, { report }: SignedReport): Promise<FactLine[]> {
  const chains = [
    ...report.stations.flatMap(({ station, lives }) =>
      lives.map(({ incarnation }) => ({ station, incarnation })),
    ),
    ...report.hubs.map(({ author: station, incarnation }) => ({ station, incarnation })),
  ];
  const facts: FactLine[] = [];
  for (const chain of chains)
    for (let after = 0; ; ) {
      const links = await world.hub.hub.chainLinks({ ...chain, after });
      facts.push(...links);
      const last = links.at(-1);
      if (last === undefined) break;
      after = last.kseq;
    }
  return facts;
}

function proofOf({ report }: SignedReport, machine: Machine) {
  return report.stations.find(({ station }) => station === stationOf(machine).station);
}

describe('an event of three days with 5 kiosks, 1,000 delegates and 6 checkpoints', () => {
  test.each([1])(
    'every report is the truth to the person, every kiosk proven (seed %i)',
    async (seed) => {
      await atVenue(seed, async (venue) => {
        const reports: SignedReport[] = [];
        for (const [number, day] of days.entries()) {
          await work(venue, number);
          const signed = await close(venue, day);
          reports.push(signed);
          expect(reportedDay(signed.report)).toEqual(trueDay(venue, day));
          expect(signed.report.proof).toEqual({ proven: 5, open: 0, broken: 0 });
          expect(signed.report.revision).toBe(1);
        }
        await verified(venue, reports);
        const { world } = venue;
        const committed = world.book.rows;
        const written = {
          facts: committed.size,
          further: reports.map((one) => one.report.further.length),
        };
        console.info(
          `seed ${seed}: ${JSON.stringify(written)}\n${world.coverage.lines().join('\n')}`,
        );
        expect(committed.size).toBeGreaterThan(2_000);
        const mattered = (prefix: string): number =>
          [...world.coverage.counts]
            .filter(([name]) => name.startsWith(prefix))
            .reduce((sum, [, count]) => sum + count.mattered, 0);
        for (const fault of [
          'fault: request-lost',
          'fault: answer-lost',
          'fault: hub',
          'fault: power cut at a desk',
          'fault: power cut during a sync',
        ]) {
          expect(mattered(fault), fault).toBeGreaterThan(0);
        }
        expect(written.further.every((count) => count > 0)).toBe(true);
      });
    },
    timeout,
  );

  test('a kiosk that was away comes back: open until then, the day reopens, and all is proven', async () => {
    await atVenue(3, async (venue) => {
      const [day, next] = days;
      await work(venue, 0, 300);
      const away = venue.world.machines[1];
      if (away === undefined) throw new Error('no machine');
      await settle(venue);
      const before = stationOf(away).lastKseq;
      away.off = true;
      for (let turn = 0; turn < 150; turn += 1) await takeTurn(venue);
      const missing = stationOf(away).lastKseq - before;
      expect(missing).toBeGreaterThan(0);
      const first = await close(venue, day);
      expect(proofOf(first, away)).toMatchObject({
        verdict: 'open',
        reason: 'not-closed',
        held: before,
        atLeast: before,
      });
      const isKnown = ({ station, kseq }: { station: string; kseq: number }): boolean =>
        station !== stationOf(away).station || kseq <= before;
      const { admissions, persons } = trueDay(venue, day, isKnown);
      expect(first.report).toMatchObject({ admissions, persons });
      away.off = false;
      await settle(venue);
      // Read each time: after a power failure the hub is another object.
      const hub = () => venue.world.hub.hub;
      expect(await hub().dayStatus(day)).toMatchObject({ state: 'reopened' });
      const second = await hub().closeDay(day);
      expect(second.report).toMatchObject({
        revision: 2,
        proof: { proven: 5, open: 0, broken: 0 },
      });
      expect(reportedDay(second.report)).toEqual(trueDay(venue, day));
      await work(venue, 1, 200);
      const third = await close(venue, next);
      // Meanwhile desks undid admissions of the first day.
      const fourth = await hub().closeDay(day);
      expect(fourth.report).toMatchObject({ revision: 3, number: 4, proof: { proven: 5 } });
      expect(reportedDay(third.report)).toEqual(trueDay(venue, next));
      expect(reportedDay(fourth.report)).toEqual(trueDay(venue, day));
      await verified(venue, [first, second, third, fourth]);
    });
  });

  test('a kiosk that is destroyed stays open, with what is held and what it wrote at least', async () => {
    await atVenue(4, async (venue) => {
      const { world } = venue;
      const [day] = days;
      await work(venue, 0, 300);
      await settle(venue);
      const doomed = world.machines[2];
      if (doomed === undefined) throw new Error('no machine');
      const held = stationOf(doomed).lastKseq;
      const lastTurns = async (): Promise<void> => {
        const others = world.machines;
        world.machines = [doomed];
        doomed.off = true;
        for (let turn = 0; turn < 30; turn += 1) await takeTurn(venue);
        world.machines = others;
      };
      await lastTurns();
      doomed.skew = 0;
      world.now += 60_000;
      // The hub heard how much the station holds; the push itself was lost.
      const trouble = { at: 'push' as const, fault: 'request-lost' as const, number: 0 };
      await syncMachine(world, doomed, { trouble });
      const said = stationOf(doomed).lastKseq;
      const lastSeen = world.now;
      await lastTurns();
      expect(stationOf(doomed).lastKseq).toBeGreaterThan(said);
      world.machines = world.machines.filter((machine) => machine !== doomed);
      const signed = await close(venue, day);
      expect(signed.report.proof).toEqual({ proven: 4, open: 1, broken: 0 });
      expect(proofOf(signed, doomed)).toMatchObject({
        verdict: 'open',
        reason: 'facts-missing',
        held,
        atLeast: said,
        lastSeen,
      });
      const { station } = stationOf(doomed);
      const isKnown = (fact: { station: string; kseq: number }): boolean =>
        fact.station !== station || fact.kseq <= held;
      const { admissions, persons, attendanceDigest } = trueDay(venue, day, isKnown);
      expect(signed.report).toMatchObject({ admissions, persons, attendanceDigest });
      await verified(venue, [signed]);
      doomed.disk.close();
    });
  });
});
