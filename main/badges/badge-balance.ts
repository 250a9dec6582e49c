import {
  type BalanceRowRecord,
  badgesForBalance,
  countForBalance,
  countUnheardSerials,
  factsOfBadge,
  issuedWhenAndWhere,
} from '../../db/badges/badge-balance.ts';
import { findBadge } from '../../db/badges/badges.ts';
import { listKnownOperators } from '../../db/ledger/known-stations.ts';
import {
  type BalanceRow,
  countRows,
  rowOf,
  stateOfRow,
  type Whereabouts,
  whereaboutsOf,
} from '../../domain/badges/badge-balance.ts';
import { possibleFates } from '../../domain/badges/badge-fates.ts';
import { foldText } from '../../domain/base/fold-text.ts';
import { compareFacts, type FoldedBadge } from '../../domain/ledger/attendance-fold.ts';
import { inOrderOfCause } from '../../domain/ledger/cause.ts';
import type {
  BadgeBalance,
  BalanceBadgeView,
  BalanceScopeInput,
} from '../../preload/contract/badges.ts';
import type { Context } from '../base/context.ts';
import { stationNames } from '../ledger/station-names.ts';
import { foldedBadge } from './issue-badge.ts';

/**
 * The balance of a scope's serials: each serial in one row, so that the rows add up to all issued.
 */
export function badgeBalance(context: Context, scope: BalanceScopeInput): BadgeBalance {
  const eventId = context.event.file.id;
  const counts = countForBalance(context.db, { eventId, ...scope });
  const stale: Record<Whereabouts, number> = {
    'with-holder': 0,
    'at-the-desk': 0,
    'not-known': 0,
    'never-printed': 0,
  };
  for (const badge of badgesForBalance(context.db, { eventId, ...scope, state: 'stale' })) {
    stale[whereaboutsOf(lifeOf(context, badge).thing, badge.jobState)] += 1;
  }
  const { days, stations } = issuedWhenAndWhere(context.db, eventId);
  return {
    days: [...new Set([...context.event.file.days, ...days])].sort(),
    stations: namedStations(context, stations),
    issued: counts.reduce((sum, { badges }) => sum + badges, 0),
    rows: countRows(counts),
    stale,
    unheard: countUnheardSerials(context.db, eventId),
  };
}

/** The serials of a row, newest first; `text` filters by name or serial. */
export function balanceBadges(
  context: Context,
  input: BalanceScopeInput & { row: BalanceRow; text: string; limit: number },
): { badges: BalanceBadgeView[]; total: number } {
  const { day, station, row, limit } = input;
  const wanted = foldText(input.text.trim());
  const eventId = context.event.file.id;
  const state = stateOfRow(row);
  const found = badgesForBalance(context.db, { eventId, day, station, state }).filter(
    (badge) =>
      rowOf(badge) === row && foldText(`${badge.serial} ${badge.printedName}`).includes(wanted),
  );
  const words = wordsOf(context);
  return {
    badges: found.slice(0, limit).map((badge) => viewOf(context, badge, words)),
    total: found.length,
  };
}

/** Every serial of a scope as the list shows it, newest first. */
export function allBalanceBadges(context: Context, scope: BalanceScopeInput): BalanceBadgeView[] {
  const words = wordsOf(context);
  const eventId = context.event.file.id;
  return badgesForBalance(context.db, { eventId, ...scope, state: null }).map((badge) =>
    viewOf(context, badge, words),
  );
}

interface Names {
  stations: ReadonlyMap<string, string>;
  operators: ReadonlyMap<string, string>;
}

function wordsOf(context: Context): Names {
  const { stations } = issuedWhenAndWhere(context.db, context.event.file.id);
  return {
    stations: new Map(namedStations(context, stations).map(({ id, name }) => [id, name])),
    operators: new Map(listKnownOperators(context.db).map(({ id, name }) => [id, name])),
  };
}

/** This station first, then the others of `stations`. */
function namedStations(context: Context, stations: readonly string[]): BadgeBalance['stations'] {
  const own = context.self.station;
  const names = stationNames(context);
  const others = stations.filter((id) => id !== own);
  return [
    { id: own, name: context.stationName, isOwn: true },
    ...others.map((id) => ({ id, name: names.station(id), isOwn: false })),
  ];
}

function viewOf(context: Context, badge: BalanceRowRecord, names: Names): BalanceBadgeView {
  const row = rowOf(badge);
  const life = lifeOf(context, badge);
  return {
    serialText: badge.serial,
    row,
    delegateId: badge.delegateId,
    printedName: badge.printedName,
    delegation: badge.delegation,
    stationName: names.stations.get(badge.station) ?? '',
    issuedAt: badge.wall,
    whereabouts: row === 'stale' ? whereaboutsOf(life.thing, badge.jobState) : null,
    replacedBy: badge.replacedBy,
    lastWord: lastWord(context, badge.serial, names),
    jobId: row === 'waiting' || row === 'in-question' ? badge.jobId : null,
    fates: possibleFates({ badge: life, jobState: badge.jobState, inHand: false }),
  };
}

function lifeOf(context: Context, { serial }: BalanceRowRecord): FoldedBadge {
  const badge = findBadge(context.db, serial);
  if (badge === null) throw new Error(`badge ${serial} has vanished`);
  return foldedBadge(context, badge);
}

function lastWord(context: Context, serial: string, names: Names): BalanceBadgeView['lastWord'] {
  const words = factsOfBadge(context.db, context.event.file.id, serial).filter(
    ({ type }) => type !== 'admitted' && type !== 'badge-issued',
  );
  const last = inOrderOfCause(words, compareFacts).at(-1);
  if (last === undefined) return null;
  const { wall, operatorId } = last;
  return {
    wall,
    operatorName: operatorId === null ? null : (names.operators.get(operatorId) ?? null),
  };
}
