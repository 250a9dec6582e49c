import {
  type OrganiserStation,
  type OrganiserStations,
  type RefusedPush,
  type StationTrouble,
  stationTroubles,
} from '../../domain/organiser/stations.ts';
import { paperOf, printingOf } from '../../domain/sync/reported-health.ts';
import { clockWarningFrom } from '../../domain/sync/sync-status.ts';
import type { HubContext } from '../base/context.ts';
import { onlineWithin, readHubClockOff } from '../stations/compare-stations.ts';
import { refusedOf } from '../stations/refused-pushes.ts';
import { type HeardHealth, readHealth } from '../stations/station-health.ts';
import type { StationEntry } from '../stations/stations.ts';
import { listStations } from '../stations/stations.ts';
import type { TicketCounts, TicketReads } from './ticket-reads.ts';

/** Bytes of free disk below which the page warns: a full disk stops a station. */
const smallDisk = 2 ** 30;

/** Every station with its health, by name, revoked and replaced ones last. `now`: hub's UTC ms. */
export async function readStations(
  context: HubContext,
  tickets: TicketReads,
  now: number,
): Promise<Omit<OrganiserStations, 'asOf' | 'operators'>> {
  const { store, identity } = context;
  const { db } = store;
  const stations = await listStations(db);
  const health = await readHealth(db);
  const names = new Map(stations.map(({ id, name }) => [id, name]));
  const hubClockOff = await readHubClockOff(db, now);
  const around = {
    now,
    commonVersion: commonVersionOf(stations),
    hubClockOff,
    eventFile: identity.eventFileHash,
  };
  const entries = stations.map((station) => {
    const { replacedBy } = station;
    const replacement = replacedBy === null ? null : (names.get(replacedBy) ?? replacedBy);
    const refused = refusedOf(context, station.id, now);
    const read = station.mode === 'kiosk' ? tickets.of(station.id) : null;
    const of = { ...around, replacement, refused, tickets: read };
    return stationOf(station, health.get(station.id) ?? null, of);
  });
  const isOver = ({ state }: OrganiserStation): number => Number(state !== 'enrolled');
  return { hubClockOff, stations: entries.sort((a, b) => isOver(a) - isOver(b)) };
}

interface Around {
  now: number;
  replacement: string | null;
  commonVersion: string;
  /** The hub's clock minus that of most stations; null if they do not contradict it. */
  hubClockOff: number | null;
  eventFile: string;
  refused: RefusedPush | null;
  tickets: TicketCounts | null;
}

function stationOf(
  station: StationEntry,
  health: HeardHealth | null,
  around: Around,
): OrganiserStation {
  const { lastSeen } = station;
  const clockOffset =
    station.clockOffset === null ? null : station.clockOffset - (around.hubClockOff ?? 0);
  const online = lastSeen !== null && Math.abs(around.now - lastSeen) < onlineWithin;
  const clockIsOff = clockOffset !== null && Math.abs(clockOffset) > clockWarningFrom;
  return {
    id: station.id,
    name: station.name,
    mode: station.mode,
    state: station.state,
    replacedBy: around.replacement,
    enrolledAt: station.enrolledAt,
    lastSeen,
    online,
    waiting: station.waiting,
    quarantined: station.quarantined,
    refused: around.refused,
    tickets: around.tickets,
    version: station.version,
    eventVersion: station.eventVersion,
    clockOffset,
    clockIsOff,
    health,
    troubles:
      station.state === 'enrolled'
        ? troublesOf(station, health, { ...around, online, clockIsOff })
        : [],
  };
}

/** In the order of the schema: worst first. */
function troublesOf(
  station: StationEntry,
  health: HeardHealth | null,
  seen: Around & { online: boolean; clockIsOff: boolean },
): StationTrouble[] {
  const printers = health?.printers ?? [];
  const papers = printers.map(({ condition }) => paperOf(condition));
  const stopped = printers.some(
    ({ condition }) => printingOf(condition) === 'stopped' && condition !== 'paper-out',
  );
  const found: Record<StationTrouble, boolean> = {
    oversteps: station.oversteps,
    'tickets-missing': (seen.tickets?.unproved ?? 0) > 0,
    'push-refused': seen.refused !== null,
    offline: !seen.online,
    'store-incomplete': health?.store === 'incomplete',
    'printer-stopped': stopped,
    'paper-out': papers.includes('out'),
    'camera-failed': health?.camera === 'failed',
    // Also for a version that this hub never knew, whatever hash the station reports.
    'event-file-differs':
      station.eventFile !== null &&
      (station.eventFile !== seen.eventFile || station.eventVersion === null),
    'clock-off': seen.clockIsOff,
    'facts-waiting': station.waiting > 0,
    quarantined: station.quarantined > 0,
    'paper-low': papers.includes('low'),
    'outcome-unknown': (health?.unsettledJobs ?? 0) > 0,
    'disk-nearly-full': (health?.freeDisk ?? smallDisk) < smallDisk,
    'store-not-copied': health?.store === 'not-copied',
    'other-version': station.version !== '' && station.version !== seen.commonVersion,
  };
  return stationTroubles.filter((trouble) => found[trouble]);
}

/** The version that most enrolled stations have. */
function commonVersionOf(stations: readonly StationEntry[]): string {
  const counts = new Map<string, number>();
  for (const { state, version } of stations) {
    if (state === 'enrolled' && version !== '') counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
  return most?.[0] ?? '';
}
