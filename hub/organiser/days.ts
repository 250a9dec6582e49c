import { registrationGaps } from '../../domain/badges/registration-balance.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import type { HubDayStatus } from '../../domain/day-close/day-close-wire.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { DayFinding, OrganiserDayStatus } from '../../domain/organiser/days.ts';
import type { OrganiserDay, OrganiserDays } from '../../domain/organiser/exports.ts';
import type { HubContext } from '../base/context.ts';
import { namesOf } from '../base/names.ts';
import { dayStatus } from '../day-close/day-close.ts';
import type { Books } from './books.ts';

/** A status is slow to compute: it is kept for this many ms, and this many times its duration. */
const kept = { least: 10_000, times: 20 } as const;

/** A report orders stations by their ids, which mean nothing to people. */
const byName = (a: { name: string }, b: { name: string }): number =>
  textOrder('en')(a.name, b.name);

interface KeptStatus {
  status: HubDayStatus;
  /** Numbers of the last fact and of the directory, which a close changes. */
  seq: number;
  directory: number;
  /** UTC milliseconds. */
  at: number;
  took: number;
}

/**
 * Reads the proof of each day; an unchanged or just checked day is not walked again. `directory`:
 * the directory's number, which closing a day changes.
 */
export function createDays(context: HubContext) {
  const statuses = new Map<LocalDay, KeptStatus>();
  let running: Promise<unknown> = Promise.resolve();
  const statusOf = async (books: Books, day: LocalDay, directory: number): Promise<KeptStatus> => {
    const now = context.clock();
    const known = statuses.get(day);
    const isSame = known?.seq === books.seq && known.directory === directory;
    const isFresh =
      known?.directory === directory &&
      Math.abs(now - known.at) < Math.max(kept.least, kept.times * known.took);
    if (known !== undefined && (isSame || isFresh)) return known;
    const begun = performance.now();
    const { seq } = books;
    const status = await dayStatus(context, day);
    const fresh = { status, seq, directory, at: now, took: performance.now() - begun };
    statuses.set(day, fresh);
    return fresh;
  };
  const read = async (books: Books, directory: number): Promise<OrganiserDays> => {
    const names = await namesOf(context.store.db);
    const days: OrganiserDay[] = [];
    let asOf = context.clock();
    for (const day of books.event.days) {
      const facts = books.tallies.factsOf(day);
      // No facts on this day: there is nothing to prove.
      if (facts === 0) {
        days.push({ day, state: 'open', revision: 0, closedAt: null, facts, stations: [] });
        continue;
      }
      const { status, at } = await statusOf(books, day, directory);
      asOf = Math.min(asOf, at);
      days.push(dayOf(day, facts, status, names.station));
    }
    return { asOf, days };
  };
  const readOne = async (
    books: Books,
    directory: number,
    day: LocalDay,
  ): Promise<OrganiserDayStatus> => {
    const { status, at } = await statusOf(books, day, directory);
    const { station } = await namesOf(context.store.db);
    return dayViewOf(status, {
      day,
      asOf: at,
      begun: day <= localDayOf(context.clock(), books.event),
      facts: books.tallies.factsOf(day),
      nameOf: station,
      publicKey: context.identity.hubKey,
    });
  };
  // One after the other: the second caller finds the first one's result.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = running.then(work);
    running = mine.catch(() => undefined);
    return mine;
  };
  return {
    list: (books: Books, directory: number): Promise<OrganiserDays> =>
      inTurn(() => read(books, directory)),
    one: (books: Books, directory: number, day: LocalDay): Promise<OrganiserDayStatus> =>
      inTurn(() => readOne(books, directory, day)),
  };
}

function dayOf(
  day: LocalDay,
  facts: number,
  { state, draft, reports }: HubDayStatus,
  nameOf: (station: string) => string,
): OrganiserDay {
  const [last] = reports;
  return {
    day,
    state,
    revision: last?.revision ?? 0,
    closedAt: last?.issuedAt ?? null,
    facts,
    stations: draft.stations
      .map(({ station, verdict }) => ({
        station,
        name: nameOf(station),
        verdict,
      }))
      .sort(byName),
  };
}

interface DayViewSetting {
  day: LocalDay;
  /** When the chains were computed, UTC milliseconds. */
  asOf: number;
  begun: boolean;
  /** Number of facts about the day. */
  facts: number;
  nameOf: (station: string) => string;
  /** Raw Ed25519, base64. */
  publicKey: string;
}

/**
 * A day's status as the page shows it: evidence becomes verdicts, findings become counts; no names.
 */
function dayViewOf(
  { state, late, calledAt, draft, reports }: HubDayStatus,
  { day, asOf, begun, facts, nameOf, publicKey }: DayViewSetting,
): OrganiserDayStatus {
  const { total, resolvedBy } = draft.balance;
  return {
    asOf,
    day,
    state,
    late,
    calledAt,
    begun,
    facts,
    publicKey,
    persons: draft.persons,
    eventVersions: draft.eventVersions,
    proof: draft.proof,
    stations: draft.stations
      .map((station) => ({
        station: station.station,
        name: nameOf(station.station),
        mode: station.mode,
        state: station.state,
        verdict: station.verdict,
        asOf: station.asOf,
        reason: station.reason,
        held: station.held,
        atLeast: station.atLeast,
        lastSeen: station.lastSeen,
        noted: station.resolvedBy !== null,
      }))
      .sort(byName),
    findings: findingsOf(draft),
    balance: {
      registered: total.registered,
      present: total.present,
      gaps: registrationGaps.reduce((sum, gap) => sum + total.gaps[gap], 0),
      noted: resolvedBy !== null,
    },
    reports: reports.map(({ revision, number, issuedAt, closedBy, hash, proof }) => ({
      revision,
      number,
      issuedAt,
      hash,
      proof,
      closedAt: closedBy === null ? null : nameOf(closedBy.station),
    })),
  };
}

function findingsOf(draft: DayReport): OrganiserDayStatus['findings'] {
  const finding = (
    kind: DayFinding,
    rows: readonly { resolvedBy: string | null }[],
  ): OrganiserDayStatus['findings'][number] => ({
    kind,
    count: rows.length,
    open: rows.filter(({ resolvedBy }) => resolvedBy === null).length,
  });
  return [
    finding('further', draft.further),
    finding('overrides', draft.overrides),
    finding('prints', draft.prints),
    finding('clocks', draft.clocks),
    finding('quarantine', draft.quarantine),
  ];
}
