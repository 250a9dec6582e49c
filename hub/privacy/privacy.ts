import { z } from 'zod';
import { englishName } from '../../domain/base/language.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import {
  type CertifiedStation,
  certificateText,
  isComplete,
  type PurgeCertificate,
  type SignedCertificate,
} from '../../domain/privacy/certificate.ts';
import {
  purgeOrderJson,
  readStoredOrder,
  type SignedPurgeOrder,
} from '../../domain/privacy/order.ts';
import {
  countsOf,
  type Declared,
  declaredSchema,
  isAuthenticConfirmation,
  outcomeJson,
  type PurgeOutcome,
  type SignedConfirmation,
  signedConfirmationSchema,
  withDeclared,
} from '../../domain/privacy/outcome.ts';
import type { RetentionRule } from '../../domain/privacy/retention.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { guarded, type HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { refreshEvent } from '../base/present-event.ts';
import { isPurged } from '../base/purged.ts';
import type { PersonRequest } from '../base/two-people.ts';
import {
  assertTwoPeople,
  openRequests,
  putRequest,
  takeRequest,
  withdrawRequest,
} from '../base/two-people.ts';
import type { PurgeTable } from '../store/purge-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { accessRequest } from './access-request.ts';
import { carryOut, carryOutIfFree, readLeft } from './carry-out.ts';
import { readCounts } from './empty.ts';
import type { DestroyedPlace, HubPrivacy, PrivacyOverview, PurgeEntry } from './hub-privacy.ts';
import { reportLost } from './lost.ts';
import { giveOrder, isOwnOrder, keepOrder } from './orders.ts';
import { mayPurgeNow, readRetention, setRetention, stateOf, watchRetention } from './retention.ts';
import { adoptWritten, noteWritten, replaceWritten } from './written-files.ts';

export function createPrivacy(context: HubContext): HubPrivacy {
  const { log } = context;
  const { db } = context.store;
  return {
    overview: () => guarded(log, overview(context)),
    setRetention: (rule, by) => guarded(log, setRetention(context, rule, by)),
    requestPurge: (by) => guarded(log, requestPurge(context, by)),
    approvePurge: (id, by) => guarded(log, approvePurge(context, id, by)),
    orderPurge: (people) => guarded(log, orderPurge(context, people)),
    withdrawPurge: (id) => guarded(log, withdrawRequest(context, id, 'purge')),
    certificate: (id) => guarded(log, issueCertificate(context, id)),
    confirm: async (station, signed) => {
      if (station.state !== 'enrolled') throw new HubProblem('revoked');
      await guarded(log, takeConfirmation(context, station, signed));
    },
    adopt: (orders) => guarded(log, adopt(context, orders)),
    declareDestroyed: (said) => guarded(log, declareDestroyed(context, said)),
    takeOver: (rule, orders, earlier) => guarded(log, takeOver(context, rule, orders, earlier)),
    tend: () => guarded(log, tend(context)),
    recordFile: (path, sha256) => guarded(log, replaceWritten(context, path, sha256)),
    reportLost: (station) => guarded(log, reportLost(context, station)),
    accessRequest: (id) => guarded(log, accessRequest(context, id)),
  };

  async function adopt(of: HubContext, orders: readonly SignedPurgeOrder[]): Promise<void> {
    for (const signed of orders) {
      if (!isOwnOrder(of, signed)) {
        log.warn({ purge: signed.order.id }, 'an order to purge that is not of this hub');
      } else if (await keepOrder(of, signed)) {
        log.warn({ purge: signed.order.id }, 'an order to purge outlived the restored store');
      }
    }
    await adoptWritten(of);
    await carryOutIfFree(of);
  }

  async function tend(of: HubContext): Promise<void> {
    // The event's days decide when the purge is due.
    await refreshEvent(of);
    await carryOutIfFree(of, async () => {
      const { retention, state } = await watchRetention(of);
      if (state.phase !== 'due' || (await isPurged(db))) return;
      const { rule } = retention;
      await giveOrder(of, { cause: 'retention', rule, requestedBy: null, approvedBy: null });
    });
  }
}

async function overview(context: HubContext): Promise<PrivacyOverview> {
  const { db } = context.store;
  const retention = await readRetention(db);
  const purges = await db.selectFrom('purge').orderBy('ordered', 'desc').selectAll().execute();
  return {
    rule: retention.rule,
    setBy: retention.setBy,
    setAt: retention.setAt,
    state: stateOf(context, retention),
    requests: (await openRequests(db, 'purge')).map(({ request }) => request),
    purges: await Promise.all(
      purges.map(async (purge): Promise<PurgeEntry> => {
        const { id, ordered, signed, done } = purge;
        const stations = await certifiedStations(db, purge);
        const confirmed = stations.filter(({ outcome }) => outcome !== null).length;
        const { cause } = readStoredOrder(signed).order;
        return { id, ordered, cause, done, confirmed, missing: stations.length - confirmed };
      }),
    ),
  };
}

async function takeOver(
  context: HubContext,
  rule: RetentionRule,
  orders: readonly SignedPurgeOrder[],
  earlier: string | null,
): Promise<void> {
  const { db } = context.store;
  if (earlier !== null) await noteWritten(context, `Hub “${earlier}”: store, backups`);
  const { setBy } = await readRetention(db);
  const byHub: PurgePerson = { kind: 'administrator', id: 'take-over', name: 'take-over' };
  if (setBy === null) await setRetention(context, rule, byHub);
  const newest = orders.filter(({ order }) => order.event === context.identity.event.id).at(-1);
  if (newest === undefined || (await isPurged(db))) return;
  await giveOrder(context, newest.order);
  await carryOut(context);
}

async function declareDestroyed(
  context: HubContext,
  { station, path, reason, by }: DestroyedPlace,
): Promise<void> {
  const { db } = context.store;
  let isLeft = false;
  for (const purge of await db.selectFrom('purge').selectAll().execute()) {
    const { certificate } = await issueCertificate(context, purge.id);
    const owner =
      station === null
        ? certificate.issuer
        : certificate.stations.find((one) => one.station === station);
    if (owner?.outcome?.left.some((one) => one.path === path) !== true) continue;
    isLeft = true;
    const said: PlacedDeclaration = { station, path, reason, by, at: context.clock() };
    const declared = JSON.stringify([...readDeclarations(purge), said]);
    await db.updateTable('purge').set({ declared }).where('id', '=', purge.id).execute();
  }
  if (!isLeft) throw new HubProblem('not-found', 'path');
  context.log.warn({ station }, 'copies declared destroyed');
}

async function requestPurge(context: HubContext, by: PurgePerson): Promise<PersonRequest> {
  await assertNoEventDay(context);
  return await putRequest(context, 'purge', by);
}

async function approvePurge(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<SignedPurgeOrder> {
  await assertNoEventDay(context);
  const { requestedBy } = await takeRequest(context, id, 'purge', approvedBy);
  return orderPurge(context, { requestedBy, approvedBy });
}

async function orderPurge(
  context: HubContext,
  people: { requestedBy: PurgePerson; approvedBy: PurgePerson },
): Promise<SignedPurgeOrder> {
  const { requestedBy, approvedBy } = people;
  assertTwoPeople(requestedBy, approvedBy);
  await assertNoEventDay(context);
  const { rule } = await readRetention(context.store.db);
  const signed = await giveOrder(context, { cause: 'command', rule, requestedBy, approvedBy });
  context.log.warn({ purge: signed.order.id }, 'purge ordered');
  await carryOut(context);
  return signed;
}

async function assertNoEventDay(context: HubContext): Promise<void> {
  await refreshEvent(context);
  if (!mayPurgeNow(context)) throw new HubProblem('not-allowed', 'event-days');
}

/** See `HubPrivacy.confirm`. */
async function takeConfirmation(
  context: HubContext,
  station: EnrolledStation,
  signed: SignedConfirmation,
): Promise<void> {
  const { confirmation } = signed;
  const { signedOrder } = confirmation;
  const isStations = confirmation.station === station.id;
  if (!isStations || !isAuthenticConfirmation(signed, station.publicKey, context.crypto)) {
    throw new HubProblem('bad-signature', 'confirmation');
  }
  if (!isOwnOrder(context, signedOrder)) throw new HubProblem('not-allowed', 'order');
  if (await keepOrder(context, signedOrder)) {
    context.log.warn({ purge: signedOrder.order.id }, 'an order to purge came back from a station');
    await carryOut(context);
  }
  const row = { signed: confirmationText(signed), received: context.clock() };
  await context.store.db
    .insertInto('purge_confirmation')
    .values({ purge_id: signedOrder.order.id, station: station.id, ...row })
    .onConflict((conflict) => conflict.columns(['purge_id', 'station']).doUpdateSet(row))
    .execute();
  context.log.info({ purge: signedOrder.order.id, station: station.id }, 'purged at a station');
}

function confirmationText({ confirmation, signature }: SignedConfirmation): string {
  const { order, signature: orderSignature } = confirmation.signedOrder;
  return JSON.stringify({
    confirmation: {
      formatVersion: confirmation.formatVersion,
      station: confirmation.station,
      signedOrder: { order: purgeOrderJson(order), signature: orderSignature },
      outcome: outcomeJson(confirmation.outcome),
    },
    signature,
  });
}

/** See `HubPrivacy.certificate`. */
async function issueCertificate(
  context: HubContext,
  id: string | null,
): Promise<SignedCertificate> {
  const { db } = context.store;
  const purge = await findPurge(db, id);
  const { hubKey, hubName, event } = context.identity;
  const stations = await certifiedStations(db, purge);
  const issuer = { name: hubName, publicKey: hubKey, outcome: outcomeOf(purge) };
  const certificate: PurgeCertificate = {
    formatVersion: 1,
    order: readStoredOrder(purge.signed).order,
    event: { id: event.id, name: englishName(eventFileSchema.parse(event.file)) },
    issued: context.clock(),
    issuer,
    stations,
    complete: isComplete(issuer, stations),
  };
  return { certificate, signature: context.sign(certificateText(certificate)) };
}

async function findPurge(db: HubDatabase, id: string | null): Promise<PurgeTable> {
  const purges = db.selectFrom('purge').orderBy('ordered', 'desc').orderBy('id').selectAll();
  const found = await (id === null ? purges : purges.where('id', '=', id)).executeTakeFirst();
  if (found === undefined) throw new HubProblem('not-found', 'purge');
  return found;
}

function outcomeOf(purge: PurgeTable): PurgeOutcome | null {
  if (purge.done === null) return null;
  const counts = countsOf(readCounts(purge.counts));
  const own = { done: purge.done, counts, left: readLeft(purge.files_left), declared: [] };
  return withDeclared(own, declaredFor(purge, null));
}

/** Every station that ever enrolled here: revoked and replaced ones held personal data as well. */
async function certifiedStations(db: HubDatabase, purge: PurgeTable): Promise<CertifiedStation[]> {
  const stations = await db
    .selectFrom('station')
    .orderBy('name')
    .orderBy('id')
    .selectAll()
    .execute();
  const said = await db
    .selectFrom('purge_confirmation')
    .where('purge_id', '=', purge.id)
    .selectAll()
    .execute();
  const outcomes = new Map(
    said.map(({ station, signed }) => [
      station,
      withDeclared(readConfirmation(signed).confirmation.outcome, declaredFor(purge, station)),
    ]),
  );
  return stations.map(({ id, name, mode, state, last_seen: lastSeen }) => ({
    station: id,
    name: name.slice(0, 80),
    mode,
    state,
    lastSeen,
    outcome: outcomes.get(id) ?? null,
  }));
}

function readConfirmation(text: string): SignedConfirmation {
  return signedConfirmationSchema.parse(JSON.parse(text));
}

const placedSchema = declaredSchema.extend({
  /** The station that had the copy; null for one of the hub's. */
  station: z.uuid().nullable(),
});
/** A declaration that copies were destroyed, with the station that had them. */
type PlacedDeclaration = z.infer<typeof placedSchema>;

function readDeclarations({ declared }: Pick<PurgeTable, 'declared'>): PlacedDeclaration[] {
  return z.array(placedSchema).parse(JSON.parse(declared));
}

/** Declarations about the copies of one station, or of the hub (null), for one order. */
function declaredFor(purge: PurgeTable, station: string | null): Declared[] {
  return readDeclarations(purge)
    .filter((one) => one.station === station)
    .map(({ path, reason, by, at }) => ({ path, reason, by, at }));
}
