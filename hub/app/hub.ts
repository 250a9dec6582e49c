import { eventFileHash, eventFileSchema } from '../../domain/event/event-file.ts';
import { type EventVersion, replacedVersionsSchema } from '../../domain/event/event-version.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import type { EventChange } from '../../domain/organiser/event.ts';
import type { PeopleChanges } from '../../domain/people/people-list.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import type { RosterImportRequest } from '../../domain/roster/roster-wire.ts';
import type { EnrolRequest } from '../../domain/sync/enrolment.ts';
import type { PhotoOffer, PhotoPull, PhotoPush } from '../../domain/sync/photo-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { SignedStopList } from '../../domain/sync/stop-list.ts';
import type {
  ChainRequest,
  HandshakeRequest,
  PullRequest,
  PushRequest,
} from '../../domain/sync/sync.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import {
  guarded,
  type HubChange,
  type HubContext,
  type HubIdentity,
  type HubOptions,
  type PeerNews,
} from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { createLifetimes } from '../base/lifetimes.ts';
import { joinPeers } from '../base/peers.ts';
import { presentEvent, refreshEvent } from '../base/present-event.ts';
import { listDuplicates } from '../check-in.ts';
import { openConnector } from '../connectors/open-connector.ts';
import { createHubDays } from '../day-close/hub-days.ts';
import { answerChain } from '../ledger/chains.ts';
import { listQuarantine } from '../ledger/quarantine.ts';
import { createOrganiserData } from '../organiser/create-organiser-data.ts';
import { bookSession, releaseSession } from '../people/change-bookings.ts';
import { changePeople } from '../people/change-people.ts';
import { rememberOrders } from '../privacy/carry-out.ts';
import { notePull } from '../privacy/lost.ts';
import { createPrivacy } from '../privacy/privacy.ts';
import { createConnectors } from '../roster/connectors/connectors.ts';
import { createFileImports } from '../roster/file-imports.ts';
import {
  changeDelegate,
  type DelegateChange,
  deleteDelegate,
  dropTombstones,
  importRoster,
  importRosterOf,
  listDelegates,
  readDelegate,
  seedRoster,
} from '../roster/roster.ts';
import { listRosterChanges } from '../roster/roster-changes.ts';
import { createCodeGuard } from '../stations/code-guard.ts';
import { createInvite, enrol, type InviteRequest, inviteUsedBy } from '../stations/enrolment.ts';
import { noteRefused, noteRefusedElsewhere } from '../stations/refused-pushes.ts';
import { seedStations } from '../stations/station-rows.ts';
import { createTokenLookup, listStations, revokeStation } from '../stations/stations.ts';
import { changeStopList, offerStopList, readStopList } from '../stations/stop-list.ts';
import { errorCodeOf, HubStoreError } from '../store/store-error.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { checkAll } from '../sync/check-all.ts';
import { readDirectory, readOrders } from '../sync/directory.ts';
import { changeEvent, eventVersions } from '../sync/event-versions.ts';
import { handshake } from '../sync/handshake.ts';
import { importStick } from '../sync/import-stick.ts';
import { judgeAgain } from '../sync/judge-again.ts';
import { createJudging } from '../sync/judging/judging.ts';
import { offerPhotos, pullPhotos, sendPhotos } from '../sync/photos.ts';
import { pullEvents, pullEventsLines, pullRoster, pullRosterLines } from '../sync/pull.ts';
import { createPushQueue } from '../sync/push-queue.ts';
import type { ReadBody } from '../sync/read-push.ts';
import { offerEvent } from '../sync/returned-versions.ts';
import {
  approveRenewal,
  listTickets,
  renewSecret,
  renewTickets,
  requestRenewal,
} from '../tickets.ts';
import { backUpHub } from './backup.ts';
import { readOverview } from './overview.ts';

const defaultRows = 500;

/**
 * The hub. Inputs are parsed before (domain/wire); the server has checked tokens and signatures.
 * Every call throws HubProblem: `busy` while the store cannot be written (nothing is half written),
 * `revoked` for a revoked station, and those named at its function. Nothing that another process
 * may change is cached.
 */
export type Hub = Awaited<ReturnType<typeof createHub>>;

/** Opens the service on a store that holds a hub. Throws HubStoreError `not-initialised`. */
export async function createHub(options: HubOptions) {
  const { store, clock, random, crypto, log } = options;
  const steady = options.steady ?? (() => performance.now());
  const listeners = new Set<(change: HubChange) => void>();
  const tell = (change: HubChange): void => {
    if (Object.keys(change).length > 0) for (const listener of listeners) listener(change);
  };
  const held = await readIdentity(options);
  let hear: (news: PeerNews | null) => void = () => undefined;
  const peers = await joinPeers(store, held.identity.hub, (news) => hear(news));
  const context: HubContext = {
    store,
    clock,
    steady,
    lifetimes: createLifetimes(clock, steady),
    random,
    crypto,
    log,
    ...(options.files === undefined ? {} : { files: options.files }),
    ...(options.reportWorker === undefined ? {} : { reportWorker: options.reportWorker }),
    ...held,
    ...peers,
    told: new Map(),
    refused: new Map(),
    announce: (change) => {
      tell(change);
      peers.tellPeers(change);
    },
    hear: (listener) => void listeners.add(listener),
  };
  hear = hearPeers(context, tell);
  // Other processes may have changed the event before this one listened to them.
  await refreshEvent(context);
  await judgeAgain(context);
  return {
    identity: () => context.identity,
    privacy: createPrivacy(context),
    judging: createJudging(context),
    ...callsOfStations(context),
    ...callsOfEnrolment(context),
    ...callsOfRoster(context),
    ...callsOfCare(context),
    ...createHubDays(context),
    organiser: createOrganiserData(context),
    fileImports: createFileImports(context, (change, by) => changeEvent(context, change, by)),
    connectors: createConnectors(context, (settings) =>
      openConnector(settings, {
        event: eventFileSchema.parse(context.identity.event.file),
        environment: process.env,
        clock,
      }),
    ),
    onChange: (listener: (change: HubChange) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function readIdentity({
  store,
  crypto,
}: HubOptions): Promise<Pick<HubContext, 'identity' | 'sign'>> {
  const hub = await store.db.selectFrom('hub').selectAll().executeTakeFirst();
  if (hub === undefined) throw new HubStoreError('not-initialised');
  const file: unknown = JSON.parse(hub.event_file);
  const identity: HubIdentity = {
    hub: hub.id,
    hubName: hub.name,
    epoch: hub.epoch,
    hubKey: hub.public_key,
    eventFileHash: eventFileHash(eventFileSchema.parse(file), crypto),
    event: {
      id: hub.event_id,
      file,
      version: hub.event_version,
      replaces: replacedVersionsSchema.parse(JSON.parse(hub.event_replaces)),
      versionId: hub.event_version_id,
      secret: hub.event_secret,
    },
  };
  const key = readPrivateKey(hub.private_key);
  return { identity, sign: (text) => signText(key, text) };
}

function callsOfStations(context: HubContext) {
  const { store, log } = context;
  const { db } = store;
  const push = createPushQueue(context);
  /** Refuses stations that are revoked or replaced. */
  const forEnrolled = async <T>(station: EnrolledStation, work: () => Promise<T>): Promise<T> => {
    if (station.state !== 'enrolled') throw new HubProblem('revoked');
    return guarded(log, work());
  };
  return {
    handshake: (station: EnrolledStation, request: HandshakeRequest) =>
      forEnrolled(station, () => handshake(context, station, request)),
    push: (station: EnrolledStation, request: PushRequest, body?: ReadBody) =>
      forEnrolled(station, () => push(station, request, body)),
    noteRefused: (station: EnrolledStation, error: unknown) =>
      noteRefused(context, station.id, error),
    pullRoster: (station: EnrolledStation, request: PullRequest) =>
      forEnrolled(station, () => pullRoster(context, station.mode, request)),
    pullRosterLines: (station: EnrolledStation, request: PullRequest) =>
      forEnrolled(station, async () => {
        const page = await pullRosterLines(context, station.mode, request);
        if (page.end.rows > 0) await notePull(context, station.id, page.end.next);
        return page;
      }),
    pullEvents: (station: EnrolledStation, request: PullRequest) =>
      forEnrolled(station, () => pullEvents(db, station.mode, request)),
    pullEventsLines: (station: EnrolledStation, request: PullRequest) =>
      forEnrolled(station, () => pullEventsLines(db, station.mode, request)),
    chain: (station: EnrolledStation, request: ChainRequest) =>
      forEnrolled(station, () => answerChain(db, request)),
    orders: (station: EnrolledStation) => forEnrolled(station, () => readOrders(db)),
    directory: (station: EnrolledStation) =>
      forEnrolled(station, () => readDirectory(db, station.mode)),
    event: (station: EnrolledStation) => forEnrolled(station, () => presentEvent(context)),
    offerEvent: (station: EnrolledStation, offered: EventVersion) =>
      forEnrolled(station, () => offerEvent(context, offered)),
    offerStopList: (station: EnrolledStation, offered: SignedStopList) =>
      forEnrolled(station, () => offerStopList(context, offered)),
    offerPhotos: (station: EnrolledStation, offer: PhotoOffer) =>
      forEnrolled(station, () => offerPhotos(context, offer)),
    sendPhotos: (station: EnrolledStation, sent: PhotoPush) =>
      forEnrolled(station, () => sendPhotos(context, sent)),
    pullPhotos: (station: EnrolledStation, request: PhotoPull) =>
      forEnrolled(station, () => pullPhotos(db, station.mode, request)),
    importStick: (file: Uint8Array, carrier: EnrolledStation | null) =>
      carrier === null
        ? guarded(log, importStick(context, file, null))
        : forEnrolled(carrier, () => importStick(context, file, carrier.id)),
  };
}

function callsOfEnrolment(context: HubContext) {
  const { store, log } = context;
  const guard = createCodeGuard(context.steady);
  const stationOfToken = createTokenLookup(store.db);
  return {
    createInvite: (request: InviteRequest) => guarded(log, createInvite(context, request)),
    inviteUsedBy: (code: string) => guarded(log, inviteUsedBy(store.db, code)),
    enrol: (request: EnrolRequest, address = 'this machine') =>
      guard.guess(address, () => guarded(log, enrol(context, request))),
    stationOfToken: (token: string) => guarded(log, stationOfToken(token)),
    listStations: () => guarded(log, listStations(store.db)),
    revokeStation: (id: string) => guarded(log, revokeStation(context, id)),
  };
}

type Page = Parameters<typeof listDelegates>[1];

function callsOfRoster(context: HubContext) {
  const { store, log } = context;
  const { db } = store;
  return {
    importRoster: (entries: readonly RosterEntry[], source: string) =>
      guarded(log, importRoster(context, entries, source)),
    importRosterOf: (station: EnrolledStation, request: RosterImportRequest) =>
      guarded(log, importRosterOf(context, station, request)),
    changeDelegate: (id: string, change: DelegateChange) =>
      guarded(log, changeDelegate(context, id, change)),
    changePeople: (changes: PeopleChanges, by: string) =>
      guarded(log, changePeople(context, changes, by)),
    bookSession: (asked: Parameters<typeof bookSession>[1]) =>
      guarded(log, bookSession(context, asked)),
    releaseSession: (asked: Parameters<typeof releaseSession>[1]) =>
      guarded(log, releaseSession(context, asked)),
    renewTickets: (ids: readonly string[]) => guarded(log, renewTickets(context, ids)),
    tickets: (page: Page) => guarded(log, listTickets(context, page)),
    requestRenewal: (by: PurgePerson) => guarded(log, requestRenewal(context, by)),
    approveRenewal: (id: string, by: PurgePerson) => guarded(log, approveRenewal(context, id, by)),
    renewSecret: (people: Parameters<typeof renewSecret>[1]) =>
      guarded(log, renewSecret(context, people)),
    deleteDelegate: (id: string) => guarded(log, deleteDelegate(context, id)),
    delegate: (id: string) => guarded(log, readDelegate(db, id)),
    listDelegates: (page: Page) => guarded(log, listDelegates(db, page)),
    seedRoster: (delegates: readonly Delegate[], changes?: readonly string[]) =>
      guarded(log, seedRoster(context, delegates, changes)),
    seedStations: (
      ...all: Parameters<typeof seedStations> extends [unknown, ...infer Rest] ? Rest : never
    ) => guarded(log, seedStations(context, ...all)),
    rosterChanges: (limit = defaultRows) => guarded(log, listRosterChanges(context, limit)),
    dropTombstones: (before: number) => guarded(log, dropTombstones(db, before)),
  };
}

function callsOfCare(context: HubContext) {
  const { store, log } = context;
  const { db } = store;
  return {
    changeStopList: (change: Parameters<typeof changeStopList>[1]) =>
      guarded(log, changeStopList(context, change)),
    seedStopList: (held: SignedStopList) => guarded(log, offerStopList(context, held)),
    stopList: () => guarded(log, readStopList(db)),
    duplicates: () => guarded(log, listDuplicates(context)),
    quarantine: (limit = defaultRows) => guarded(log, listQuarantine(db, limit)),
    overview: () => guarded(log, readOverview(context)),
    eventVersions: () => guarded(log, eventVersions(context)),
    changeEvent: (change: EventChange, by: string) =>
      guarded(log, changeEvent(context, change, by)),
    checkAll: () => guarded(log, checkAll(db)),
    backup: (file: string) => guarded(log, backUpHub(context, file)),
  };
}

/**
 * Processes the other processes' news, one after the other. What is kept in memory or beside the
 * store is updated first, then this process's own listeners are called.
 *
 * @returns a function to call with the news; null: anything may have changed
 */
function hearPeers(
  context: HubContext,
  tell: (change: HubChange) => void,
): (news: PeerNews | null) => void {
  let turn = Promise.resolve();
  const take = async (news: PeerNews | null): Promise<void> => {
    const { refused = [], ...change } = news ?? (await everything(context.store.db));
    if (change.directory === true) await refreshEvent(context);
    if (change.purged === true) await rememberOrders(context);
    for (const one of refused) noteRefusedElsewhere(context, one);
    tell(refused.length > 0 ? { ...change, health: true } : change);
  };
  return (news) => {
    turn = turn
      .then(() => take(news))
      // Stations and pages retry within seconds, and read the store then.
      .catch((error: unknown) =>
        context.log.warn({ code: errorCodeOf(error) }, 'what another process told is not known'),
      );
  };
}

async function everything(db: HubDatabase): Promise<PeerNews> {
  return {
    roster: (await streamState(db, 'roster')).seq,
    events: (await streamState(db, 'events')).seq,
    photos: (await streamState(db, 'photos')).seq,
    directory: true,
    health: true,
    purged: true,
  };
}
