import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { ListAges } from '../../domain/sync/sync-status.ts';
import { wrongClock } from './clock.ts';
import type { Context } from './context.ts';

/**
 * When the hub last confirmed roster and stop list, UTC milliseconds. Null for a station without a
 * hub: its lists are as old as its files.
 */
export function listAges(context: Context): ListAges | null {
  const link = findHubLink(context.db);
  if (link === null) return null;
  const oldest = context.clock() - context.event.file.policies.listsOldAfterMinutes * 60_000;
  const isOld = (asOf: number | null) => asOf === null || asOf < oldest;
  return {
    roster: link.rosterAsOf,
    stopList: link.stopListAsOf,
    clock: wrongClock(context),
    old: isOld(link.rosterAsOf) || isOld(link.stopListAsOf),
  };
}
