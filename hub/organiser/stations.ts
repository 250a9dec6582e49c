import {
  type OrganiserStation,
  type OrganiserStations,
  type RefusedPush,
  type StationTrouble,
  stationTroubles,
} from '../../domain/hub-hosting/organiser-stations.ts';
import { paperOf } from '../../domain/sync/reported-health.ts';
import { clockWarningFrom } from '../../domain/sync/sync-status.ts';
import type { HubContext } from '../base/context.ts';
import { onlineWithin, readHubClockOff } from '../stations/compare-stations.ts';
import { refusedOf } from '../stations/refused-pushes.ts';
import { type HeardHealth, readHealth } from '../stations/station-health.ts';
import type { StationEntry } from '../stations/stations.ts';
import { listStations } from '../stations/stations.ts';
import type { TicketCounts, TicketReads } from './ticket-reads.ts';

/** A full disk stops a station; below this many bytes the page warns. */
const smallDisk = 2 ** 30;

/** Printer states in which it prints, or which are unknown. All others stop it. */
const printing = new Set(['ready', 'printing', 'paper-low', 'unknown']);

/** Every station with its health, by name, revoked and replaced ones last. `now`: hub's UTC ms. */
export async function readStations(
  context: HubContext,
  tickets: TicketReads,
  now: number,
): Promise<Omit<OrganiserStations, 'asOf' | 'operators'>> {
  const { store, identity } = context;
  const { db } = store;
  const kiosks = await listStations(db);
  const health = await readHealth(db);
  const names = new Map(kiosks.map(({ id, name }) => [id, name]));
  const usual = usualVersion(kiosks);
  const hubClockOff = await readHubClockOff(db, now);
  const around = { now, usual, hubClockOff, eventFile: identity.eventFileHash };
  const stations = kiosks.map((kiosk) => {
    const { replacedBy } = kiosk;
    const replacement = replacedBy === null ? null : (names.get(replacedBy) ?? replacedBy);
    const refused = refusedOf(context, kiosk.id, now);
    const read = kiosk.mode === 'kiosk' ? tickets.of(kiosk.id) : null;
    const of = { ...around, replacement, refused, tickets: read };
    return stationOf(kiosk, health.get(kiosk.id) ?? null, of);
  });
  const isOver = ({ state }: OrganiserStation): number => Number(state !== 'enrolled');
  return { hubClockOff, stations: stations.sort((a, b) => isOver(a) - isOver(b)) };
}

interface Around {
  now: number;
  replacement: string | null;
  usual: string;
  /** Hub's clock minus that of most stations; null if they do not contradict it. */
  hubClockOff: number | null;
  eventFile: string;
  refused: RefusedPush | null;
  tickets: TicketCounts | null;
}

function stationOf(
  kiosk: StationEntry,
  health: HeardHealth | null,
  around: Around,
): OrganiserStation {
  const { lastSeen } = kiosk;
  const clockOffset =
    kiosk.clockOffset === null ? null : kiosk.clockOffset - (around.hubClockOff ?? 0);
  const online = lastSeen !== null && Math.abs(around.now - lastSeen) < onlineWithin;
  const clockIsOff = clockOffset !== null && Math.abs(clockOffset) > clockWarningFrom;
  return {
    id: kiosk.id,
    name: kiosk.name,
    mode: kiosk.mode,
    state: kiosk.state,
    replacedBy: around.replacement,
    enrolledAt: kiosk.enrolledAt,
    lastSeen,
    online,
    waiting: kiosk.waiting,
    quarantined: kiosk.quarantined,
    refused: around.refused,
    tickets: around.tickets,
    version: kiosk.version,
    clockOffset,
    clockIsOff,
    health,
    troubles:
      kiosk.state === 'enrolled'
        ? troublesOf(kiosk, health, { ...around, online, clockIsOff })
        : [],
  };
}

/** In the order of the schema: worst first. */
function troublesOf(
  kiosk: StationEntry,
  health: HeardHealth | null,
  seen: Around & { online: boolean; clockIsOff: boolean },
): StationTrouble[] {
  const printers = health?.printers ?? [];
  const papers = printers.map(({ condition }) => paperOf(condition));
  const stopped = printers.some(
    ({ condition }) => !printing.has(condition) && condition !== 'paper-out',
  );
  const found: Record<StationTrouble, boolean> = {
    oversteps: kiosk.oversteps,
    'tickets-missing': (seen.tickets?.unproved ?? 0) > 0,
    'push-refused': seen.refused !== null,
    offline: !seen.online,
    'store-incomplete': health?.store === 'incomplete',
    'printer-stopped': stopped,
    'paper-out': papers.includes('out'),
    'camera-failed': health?.camera === 'failed',
    'event-file-differs': (kiosk.eventFile ?? seen.eventFile) !== seen.eventFile,
    'clock-off': seen.clockIsOff,
    'facts-waiting': kiosk.waiting > 0,
    quarantined: kiosk.quarantined > 0,
    'paper-low': papers.includes('low'),
    'outcome-unknown': (health?.unsettledJobs ?? 0) > 0,
    'disk-nearly-full': (health?.freeDisk ?? smallDisk) < smallDisk,
    'store-not-copied': health?.store === 'not-copied',
    'other-version': kiosk.version !== '' && kiosk.version !== seen.usual,
  };
  return stationTroubles.filter((trouble) => found[trouble]);
}

/** The version that most enrolled stations have. */
function usualVersion(kiosks: readonly StationEntry[]): string {
  const counts = new Map<string, number>();
  for (const { state, version } of kiosks) {
    if (state === 'enrolled' && version !== '') counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
  return most?.[0] ?? '';
}
