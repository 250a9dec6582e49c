import type { RegistrationStatus } from '../../domain/roster/delegate-fields.ts';
import { registrationStatuses } from '../../domain/roster/delegate-fields.ts';
import { stoppedBy } from '../../domain/sync/stop-list.ts';
import type { HubContext, HubIdentity } from '../base/context.ts';
import type { StationEntry } from '../stations/stations.ts';
import { listStations } from '../stations/stations.ts';
import { readStopList } from '../stations/stop-list.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

export interface HubOverview {
  identity: Omit<HubIdentity, 'event' | 'eventFileHash'> & { eventId: string };
  streams: { roster: number; events: number };
  delegates: Record<RegistrationStatus, number>;
  /** Number of facts by kind, each id once. */
  facts: Record<string, number>;
  quarantined: number;
  stations: StationEntry[];
  /** Number of stopped people and badges; null before the first stop list. */
  stopped: number | null;
}

export async function readOverview(context: HubContext): Promise<HubOverview> {
  const { db } = context.store;
  const roster = await streamState(db, 'roster');
  const events = await streamState(db, 'events');
  const facts = await db
    .selectFrom('attendance_event')
    .where('seq', 'is not', null)
    .groupBy('type')
    .select(({ fn }) => ['type', fn.countAll<number>().as('count')])
    .execute();
  const quarantined = await db
    .selectFrom('quarantine')
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const stopList = await readStopList(db);
  const { hub, hubName, hubKey, event } = context.identity;
  return {
    identity: { hub, hubName, epoch: events.epoch, hubKey, eventId: event.id },
    streams: { roster: roster.seq, events: events.seq },
    delegates: await countDelegates(db),
    facts: Object.fromEntries(facts.map(({ type, count }) => [type ?? '', count])),
    quarantined: quarantined.count,
    stations: await listStations(db),
    stopped: stopList === null ? null : stoppedBy([stopList.list]).length,
  };
}

async function countDelegates(db: HubDatabase): Promise<HubOverview['delegates']> {
  const rows = await db
    .selectFrom('delegate')
    .where('deleted', '=', 0)
    .groupBy('status')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .execute();
  const counts = { confirmed: 0, pending: 0, cancelled: 0, revoked: 0 };
  for (const status of registrationStatuses) {
    counts[status] = rows.find((row) => row.status === status)?.count ?? 0;
  }
  return counts;
}
