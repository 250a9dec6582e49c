import { readStoredOrder, type SignedPurgeOrder } from '../../../domain/purge/order.ts';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import type { RetentionRule } from '../../../domain/purge/retention.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { guarded, type HubContext } from '../context.ts';
import { openRequests, withdrawRequest } from '../two-people.ts';
import { accessRequest } from './access-request.ts';
import { adoptBackups, noteBackup } from './backup-rows.ts';
import { carryOut } from './carry-out.ts';
import { certifiedStations, issueCertificate } from './certificate.ts';
import { takeConfirmation } from './confirmations.ts';
import { declareDestroyed } from './declarations.ts';
import type { HubPrivacy, PrivacyOverview, PurgeEntry } from './hub-privacy.ts';
import { reportLost } from './lost.ts';
import { giveOrder, isOwnOrder, keepOrder } from './orders.ts';
import { isPurged } from './purged.ts';
import { approvePurge, orderPurge, requestPurge } from './requests.ts';
import { readRetention, setRetention, stateOf, watchRetention } from './retention.ts';

/** The hub's service of retention and purge. */
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
    confirm: async (kiosk, signed) => {
      if (kiosk.state !== 'enrolled') throw new HubProblem('revoked');
      await guarded(log, takeConfirmation(context, kiosk, signed));
    },
    adopt: (orders) => guarded(log, adopt(context, orders)),
    declareDestroyed: (said) => guarded(log, declareDestroyed(context, said)),
    takeOver: (rule, orders, earlier) => guarded(log, takeOver(context, rule, orders, earlier)),
    tend: () => guarded(log, tend(context)),
    reportLost: (kiosk) => guarded(log, reportLost(context, kiosk)),
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
    await adoptBackups(of);
    await carryOut(of);
  }

  async function tend(of: HubContext): Promise<void> {
    await carryOut(of);
    const { retention, state } = await watchRetention(of);
    if (state.phase !== 'due' || (await isPurged(db))) return;
    const { rule } = retention;
    await giveOrder(of, { cause: 'retention', rule, requestedBy: null, approvedBy: null });
    await carryOut(of);
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
  if (earlier !== null) await noteBackup(context, `Hub “${earlier}”: store, backups`);
  const { setBy } = await readRetention(db);
  const byHub: PurgePerson = { kind: 'administrator', id: 'take-over', name: 'take-over' };
  if (setBy === null) await setRetention(context, rule, byHub);
  const newest = orders.filter(({ order }) => order.event === context.identity.event.id).at(-1);
  if (newest === undefined || (await isPurged(db))) return;
  await giveOrder(context, newest.order);
  await carryOut(context);
}
