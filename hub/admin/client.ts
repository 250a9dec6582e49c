import { z } from 'zod';
import {
  type ChainLinksQuery,
  chainLinksAnswerSchema,
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  type HubDayStatus,
  hubDayStatusSchema,
  type ReportEntry,
  type ReportQuery,
  reportEntrySchema,
} from '../../domain/day-close/day-close-wire.ts';
import type { FactLine } from '../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import {
  type AccountEntry,
  accountEntrySchema,
  accountsAnswerSchema,
  type IssuedSetUp,
  issuedSetUpSchema,
  type NewAccount,
  type OrganiserRole,
} from '../../domain/hub-hosting/organiser-access.ts';
import { inviteUseSchema } from '../../domain/hub-hosting/organiser-stations.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import { type Delegate, delegateSchema } from '../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { mostRosterEntries } from '../../domain/roster/roster-wire.ts';
import type { Directory, DirectoryKiosk } from '../../domain/sync/directory.ts';
import { type StickAnswer, stickAnswerSchema } from '../../domain/sync/stick.ts';
import type { SignedStopList, StopEntry } from '../../domain/sync/stop-list.ts';
import type { HubOverview } from '../app/overview.ts';
import type { PersonRequest } from '../base/two-people.ts';
import type { Duplicate } from '../check-in.ts';
import { type Call, type Exchange, openExchange, readAnswer } from '../exchange/exchange.ts';
import type { QuarantinedItem } from '../ledger/quarantine.ts';
import type { ImportResult } from '../roster/roster.ts';
import type { RosterChange } from '../roster/roster-changes.ts';
import type { InviteRequest } from '../stations/enrolment.ts';
import type { KioskEntry } from '../stations/kiosks.ts';
import type { Finding } from '../sync/check-all.ts';
import type { IssuedTicket, RenewedSecret } from '../tickets/hub-tickets.ts';
import {
  type delegateChangeSchema,
  duplicateSchema,
  findingSchema,
  hubEventSchema,
  type IssuedInvite,
  importResultSchema,
  issuedInviteSchema,
  issuedTicketSchema,
  kioskEntrySchema,
  overviewSchema,
  quarantinedItemSchema,
  renewedSecretSchema,
  rosterChangeSchema,
  stopListAnswerSchema,
} from './admin-wire.ts';
import type { Ask } from './ask.ts';
import { type ConnectorCalls, connectorCalls } from './connector-calls.ts';
import { type JudgingCalls, judgingCalls } from './judging-client.ts';
import { type PrivacyCalls, privacyCalls, purgeRequestSchema } from './privacy-client.ts';

/** How to reach a hub's administration. */
export interface AdminAccess {
  /** `https://host:port` */
  url: string;
  /** PEM of the hub's own certificate authority. */
  authority: string;
  /** The administrator's token. */
  token: string;
}

/**
 * The hub's administration from another process: the command line, or the desk app that hosts the
 * hub. Calls match those of the same name in `Hub`, and throw HubProblem and SyncFailure.
 */
export interface AdminClient extends AccountCalls, DayCalls, ConnectorCalls {
  invite(request: InviteRequest): Promise<IssuedInvite>;
  /** Name of the station that used this code; null if unused. */
  inviteUsedBy(code: string): Promise<string | null>;
  listKiosks(): Promise<KioskEntry[]>;
  revokeKiosk(id: string): Promise<void>;
  /** Any number of entries, sent in pieces; each piece is imported whole or not at all. */
  importRoster(
    entries: readonly RosterEntry[],
    source: string,
    onProgress?: (done: number) => void,
  ): Promise<ImportResult>;
  seedRoster(delegates: readonly Delegate[]): Promise<ImportResult>;
  seedKiosks(
    kiosks: readonly DirectoryKiosk[],
    operators: Directory['operators'],
    formerHubs: readonly string[],
  ): Promise<void>;
  listDelegates(after: string | null, limit: number): Promise<Delegate[]>;
  delegate(id: string): Promise<Delegate>;
  changeDelegate(id: string, change: z.infer<typeof delegateChangeSchema>): Promise<Delegate>;
  deleteDelegate(id: string): Promise<void>;
  /** Any number of people, sent in pieces; each piece is processed whole or not at all. */
  renewTickets(ids: readonly string[]): Promise<IssuedTicket[]>;
  tickets(after: string | null, limit: number): Promise<IssuedTicket[]>;
  requestRenewal(by: PurgePerson): Promise<PersonRequest>;
  approveRenewal(id: string, by: PurgePerson): Promise<RenewedSecret>;
  rosterChanges(limit?: number): Promise<RosterChange[]>;
  stopList(): Promise<SignedStopList | null>;
  changeStopList(change: {
    add: readonly StopEntry[];
    remove: readonly StopEntry[];
  }): Promise<SignedStopList>;
  /** The event's file as it was imported, and its secret (hex). */
  event(): Promise<z.infer<typeof hubEventSchema>>;
  overview(): Promise<HubOverview>;
  duplicates(): Promise<Duplicate[]>;
  quarantine(limit?: number): Promise<QuarantinedItem[]>;
  checkAll(): Promise<Finding[]>;
  /** @param file content of the file, not its path */
  importStick(file: Uint8Array): Promise<StickAnswer>;
  /** @param file absolute path on the hub's machine */
  backup(file: string): Promise<void>;
  readonly privacy: PrivacyCalls;
  readonly judging: JudgingCalls;
  close(): Promise<void>;
}

/** Max bytes of an answer: administration lists may be long. */
const largest = 64 * 2 ** 20;
const done = z.object({});

/** Opens a client. Nothing is sent before the first call. */
export function createAdminClient(access: AdminAccess): AdminClient {
  const exchange = openExchange(access.url, access.authority, access.token);
  const call = callOf(exchange);
  return {
    ...kioskCalls(call),
    ...rosterCalls(call),
    ...careCalls(call),
    ...accountCalls(call),
    ...dayCalls(call),
    privacy: privacyCalls(call),
    judging: judgingCalls(call),
    ...connectorCalls(call),
    close: () => exchange.close(),
  };
}

function callOf(exchange: Exchange): Ask {
  return async (method, path, schema, body) => {
    const call: Call = { method, path: `/v1/admin/${path}`, largest };
    if (body instanceof Uint8Array) {
      call.body = body;
      call.headers = { 'content-type': 'application/octet-stream' };
    } else if (body !== undefined) call.body = JSON.stringify(body);
    return readAnswer(await exchange.ask(call), schema);
  };
}

function kioskCalls(ask: Ask) {
  return {
    invite: ({ mode, name, replaces, takeover }: InviteRequest) =>
      ask('POST', 'invites', issuedInviteSchema, { mode, name, replaces, takeover }),
    inviteUsedBy: async (code: string) =>
      (await ask('POST', 'invites/use', inviteUseSchema, { code })).usedBy,
    listKiosks: () => ask('GET', 'kiosks', z.array(kioskEntrySchema)),
    revokeKiosk: async (id: string) => {
      await ask('POST', `kiosks/${encodeURIComponent(id)}/revoke`, done);
    },
    seedKiosks: async (
      kiosks: readonly DirectoryKiosk[],
      operators: Directory['operators'],
      formerHubs: readonly string[],
    ) => {
      await ask('POST', 'seed/kiosks', done, { kiosks, operators, formerHubs });
    },
  };
}

function rosterCalls(ask: Ask) {
  const one = (id: string): string => `roster/${encodeURIComponent(id)}`;
  return {
    importRoster: (
      entries: readonly RosterEntry[],
      source: string,
      onProgress?: (done: number) => void,
    ) =>
      inPieces(
        entries,
        (piece) => ask('POST', 'roster/entries', importResultSchema, { entries: piece, source }),
        onProgress,
      ),
    seedRoster: (delegates: readonly Delegate[]) =>
      inPieces(delegates, (piece) =>
        ask('POST', 'seed/roster', importResultSchema, { delegates: piece }),
      ),
    listDelegates: (after: string | null, limit: number) =>
      ask('GET', `roster?${pageQuery(after, limit)}`, z.array(delegateSchema)),
    delegate: (id: string) => ask('GET', one(id), delegateSchema),
    changeDelegate: (id: string, change: z.infer<typeof delegateChangeSchema>) =>
      ask('PATCH', one(id), delegateSchema, change),
    deleteDelegate: async (id: string) => {
      await ask('DELETE', one(id), done);
    },
    renewTickets: async (ids: readonly string[]) => {
      const renewed: IssuedTicket[] = [];
      for (let start = 0; start < ids.length; start += mostRosterEntries) {
        const piece = { ids: ids.slice(start, start + mostRosterEntries) };
        const path = 'roster/renew-tickets';
        renewed.push(...(await ask('POST', path, z.array(issuedTicketSchema), piece)));
      }
      return renewed;
    },
    tickets: (after: string | null, limit: number) =>
      ask('GET', `tickets?${pageQuery(after, limit)}`, z.array(issuedTicketSchema)),
    requestRenewal: (by: PurgePerson) =>
      ask('POST', 'tickets/requests', purgeRequestSchema, { by }),
    approveRenewal: (id: string, by: PurgePerson) =>
      ask('POST', `tickets/requests/${encodeURIComponent(id)}/approve`, renewedSecretSchema, {
        by,
      }),
    rosterChanges: (limit?: number) =>
      ask('GET', `changes${atMost(limit)}`, z.array(rosterChangeSchema)),
  };
}

function pageQuery(after: string | null, limit: number): string {
  return `limit=${limit}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
}

function careCalls(ask: Ask) {
  return {
    stopList: async () => (await ask('GET', 'stop-list', stopListAnswerSchema)).signed,
    changeStopList: async (change: { add: readonly StopEntry[]; remove: readonly StopEntry[] }) => {
      const body = { add: change.add, remove: change.remove };
      return (await ask('POST', 'stop-list', issuedStopListSchema, body)).signed;
    },
    event: () => ask('GET', 'event', hubEventSchema),
    overview: () => ask('GET', 'overview', overviewSchema),
    duplicates: () => ask('GET', 'duplicates', z.array(duplicateSchema)),
    quarantine: (limit?: number) =>
      ask('GET', `quarantine${atMost(limit)}`, z.array(quarantinedItemSchema)),
    importStick: (file: Uint8Array) => ask('POST', 'stick', stickAnswerSchema, file),
    checkAll: () => ask('POST', 'check', z.array(findingSchema)),
    backup: async (file: string) => {
      await ask('POST', 'backup', done, { file });
    },
  };
}

const issuedStopListSchema = z.object({ signed: stopListAnswerSchema.shape.signed.unwrap() });

function atMost(limit: number | undefined): string {
  return limit === undefined ? '' : `?limit=${limit}`;
}

async function inPieces<Item>(
  items: readonly Item[],
  send: (piece: readonly Item[]) => Promise<ImportResult>,
  onProgress?: (done: number) => void,
): Promise<ImportResult> {
  const total: ImportResult = { added: 0, changed: 0 };
  for (let start = 0; start < items.length; start += mostRosterEntries) {
    const piece = items.slice(start, start + mostRosterEntries);
    const { added, changed } = await send(piece);
    total.added += added;
    total.changed += changed;
    onProgress?.(start + piece.length);
  }
  return total;
}

/** The accounts of the organiser's page, from the hub's machine. */
interface AccountCalls {
  listAccounts(): Promise<AccountEntry[]>;
  /** `not-allowed` (`name`): the name is taken. */
  addAccount(account: NewAccount): Promise<IssuedSetUp>;
  /** `not-found`. */
  resetAccount(id: string): Promise<IssuedSetUp>;
  setAccountActive(id: string, active: boolean): Promise<AccountEntry>;
  setAccountRole(id: string, role: OrganiserRole): Promise<AccountEntry>;
}

/** These calls over the administrator's routes. */
function accountCalls(ask: Ask): AccountCalls {
  const one = (id: string): string => `accounts/${encodeURIComponent(id)}`;
  return {
    listAccounts: async () => (await ask('GET', 'accounts', accountsAnswerSchema)).accounts,
    addAccount: ({ name, role }) => ask('POST', 'accounts', issuedSetUpSchema, { name, role }),
    resetAccount: (id) => ask('POST', `${one(id)}/reset`, issuedSetUpSchema),
    setAccountActive: (id, active) =>
      ask('POST', `${one(id)}/${active ? 'activate' : 'deactivate'}`, accountEntrySchema),
    setAccountRole: (id, role) => ask('PATCH', one(id), accountEntrySchema, { role }),
  };
}

/** The administrator's calls about the close of days; see `HubDays`. */
interface DayCalls {
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  callDay(day: LocalDay): Promise<{ calledAt: number }>;
  closeDay(day: LocalDay): Promise<SignedReport>;
  dayReport(query: ReportQuery): Promise<SignedReport>;
  dayReports(): Promise<ReportEntry[]>;
  chainLinks(query: ChainLinksQuery): Promise<FactLine[]>;
}

/** Creates the calls. */
function dayCalls(ask: Ask): DayCalls {
  return {
    dayStatus: (day) => ask('GET', `day?day=${day}`, hubDayStatusSchema),
    callDay: (day) => ask('POST', 'day/call', dayCallAnswerSchema, { day }),
    closeDay: async (day) => (await ask('POST', 'day/close', dayCloseAnswerSchema, { day })).signed,
    dayReport: async ({ day, revision }) => {
      const which = revision === null ? '' : `&revision=${revision}`;
      return (await ask('GET', `day/report?day=${day}${which}`, dayCloseAnswerSchema)).signed;
    },
    dayReports: () => ask('GET', 'day/reports', z.array(reportEntrySchema)),
    chainLinks: async ({ kiosk, incarnation, after }) => {
      const query = `kiosk=${kiosk}&incarnation=${incarnation}&after=${after}`;
      return (await ask('GET', `day/links?${query}`, chainLinksAnswerSchema)).links;
    },
  };
}
