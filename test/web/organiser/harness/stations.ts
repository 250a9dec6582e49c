import { randomUUID } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../../../domain/base/json.ts';
import type { StationMode } from '../../../../domain/base/protocol.ts';
import { localDayOf } from '../../../../domain/event/local-day.ts';
import type { AttendanceEvent } from '../../../../domain/ledger/attendance.ts';
import { genesisHash } from '../../../../domain/ledger/chain.ts';
import type { ReportedHealth } from '../../../../domain/sync/reported-health.ts';
import { makeTicketCode } from '../../../../domain/tickets/opaque-code.ts';
import { ticketProof } from '../../../../domain/tickets/ticket-proof.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { demoEvent } from '../../../../tools/sample/event.ts';
import { demoKeys } from '../../../../tools/sample/keys.ts';
import type { TestHub } from '../../../hub/http/support.ts';
import { enrolStation, type TestStation } from '../../../hub/support/test-hub.ts';
import { handshakeOf, wholeStream } from '../../../hub/support/test-requests.ts';

export const event = demoEvent();
export const minute = 60_000;

export interface Station extends TestStation {
  name: string;
  mode: StationMode;
  pushed: number;
}

/** What a station reports in a handshake, where it differs from a station without trouble. */
export interface Report {
  health?: Partial<ReportedHealth> | null;
  version?: string;
  /** Milliseconds by which its clock is fast. */
  skew?: number;
  /** Number of facts that it has not sent. */
  waiting?: number;
  /** Names of operators whom a single person there added. */
  alone?: readonly string[];
}

const made = { role: 'operator', active: true } as const;
const operators = [
  { id: randomUUID(), name: 'Marie DUPONT', ...made, vouched: true },
  { id: randomUUID(), name: 'Sunniva BERG', ...made, vouched: true },
];

export const operator = operators[0]?.id ?? '';

const health: ReportedHealth = {
  printers: [{ name: 'Left', condition: 'ready', waiting: 0 }],
  camera: 'ready',
  unsettledJobs: 0,
  freeDisk: 48_300_000_000,
  store: 'whole',
};

/** Enrols a station; the first part of its name is its mode. */
export async function enrol(
  hub: TestHub,
  name: string,
  replaces: string | null = null,
): Promise<Station> {
  const mode = name.startsWith('Desk') ? 'desk' : name.startsWith('Kiosk') ? 'kiosk' : 'door';
  const { code } = await hub.admin.invite({ mode, name: '', replaces, takeover: false });
  const station = await enrolStation(hub.running.hub, code, { name, mode });
  return { ...station, name, mode, pushed: 0 };
}

/** The fields of a fact that differ from an admission at the registration desk. */
export type FactChange = Omit<Partial<AttendanceEvent>, 'payload'> & { payload?: JsonValue };

/** Adds a fact to the station's chain. Returns its id. */
export function write(
  { chain, mode }: Station,
  wall: number,
  { payload: said, ...change }: FactChange,
  personal?: JsonValue,
): string {
  const payload = said ?? {
    identity: null,
    source: 'camera',
    ...readAt({ chain, mode }, wall, change),
  };
  const { body } = chain.add(
    {
      wall,
      eventId: event.id,
      localDay: localDayOf(wall, event),
      hlc: `${String(wall).padStart(15, '0')}-00000`,
      delegateId: null,
      operatorId: mode === 'desk' ? operator : null,
      payload: canonicalJson(payload),
      ...change,
    },
    personal,
  );
  const { id } = JSON.parse(body);
  return String(id);
}

/** What a self-service kiosk's admission says of the ticket that it read. */
function readAt(
  { chain, mode }: Pick<Station, 'chain' | 'mode'>,
  wall: number,
  { delegateId = null }: FactChange,
): Record<string, string> {
  if (mode !== 'kiosk' || delegateId === null) return {};
  const code = makeTicketCode(demoKeys().eventSecret, delegateId, nodeCrypto);
  const of = {
    eventId: event.id,
    station: chain.station,
    delegateId,
    localDay: localDayOf(wall, event),
  };
  return { read: 'ticket', proof: ticketProof(code, of, nodeCrypto) };
}

/** Closes the station's day, with a wrong count if `change` has one. */
export function closeDay(station: Station, wall: number, change: { count?: number } = {}): void {
  const { events, incarnation } = station.chain;
  const head = events.at(-1)?.hash ?? genesisHash;
  const day = localDayOf(wall, event);
  const payload = { day, incarnation, count: events.length, head, ...change };
  write(station, wall, { type: 'day-closed', checkpoint: null, payload });
}

export async function push({ running }: TestHub, station: Station): Promise<void> {
  const { chain } = station;
  const caller = await station.caller();
  while (station.pushed < chain.events.length) {
    const next = chain.push(station.pushed + 1, 300);
    await running.hub.push(caller, next);
    station.pushed += next.events.length;
  }
}

export async function handshake(
  { running, clock }: TestHub,
  station: Station,
  { health: change = {}, version = '0.1.0', skew = 0, waiting = 0, alone = [] }: Report = {},
): Promise<void> {
  const { name, mode, chain } = station;
  const alones = alone.map((of) => ({ id: randomUUID(), name: of, ...made, vouched: false }));
  const request = handshakeOf({ hub: running.hub, time: clock }, station, {
    event: event.id,
    name,
    mode,
    version,
    wall: clock.now + skew,
    operators: [...operators, ...alones],
    ...(change === null ? {} : { health: { ...health, ...change } }),
  });
  request.own.lastKseq = chain.events.length + waiting;
  await running.hub.handshake(await station.caller(), request);
}

/** The station reads the roster as over the wire, so that the hub records how far it has read. */
export async function readRoster({ running }: TestHub, station: Station): Promise<void> {
  const { epoch } = running.hub.identity();
  await running.hub.pullRosterLines(await station.caller(), wholeStream(epoch));
}
