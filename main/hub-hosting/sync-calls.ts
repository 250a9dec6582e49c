import { readFile } from 'node:fs/promises';
import { listKnownStations } from '../../db/ledger/known-stations.ts';
import { heldStopLists } from '../../db/sync/stop-list.ts';
import { listUnknownEvents } from '../../db/sync/sync-judged.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import { type Quarantined, type StationView, syncCalls } from '../../preload/contract/sync.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { notInTraining, operatorIdOf } from '../base/context.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { resolveDuplicate } from '../check-in/resolve-duplicate.ts';
import { askingHub } from '../hub-client/hub-failure.ts';
import { confirmClock } from '../ledger/confirm-clock.ts';
import { stationNames } from '../ledger/station-names.ts';
import { importStopList } from '../sync/import-stop-list.ts';
import { findHub } from '../sync/link/find-hub.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import { duplicateViews, rosterChangeViews, stopViews } from '../sync/sync-views.ts';
import type { HostService } from './host-service.ts';

/** Maximum rows of a list on a screen. */
const maxListLength = 500;

interface SyncParts extends CallParts {
  link: LinkService;
  host: HostService;
  restart(): void;
}

export function syncAnswers(desk: SyncParts) {
  const { context, link, notify } = desk;
  return answers(syncCalls, {
    syncNow: () => link.syncNow(),
    confirmClock: async ({ pin }) => {
      const answer = await confirmClock(context, pin);
      const operator = answer.result === 'approved' ? answer.operator.id : null;
      desk.log.info({ result: answer.result, operator }, 'the clock was asked about');
      notify('syncChanged', null);
      return answer;
    },
    findHub: (input) => findHub(input),
    joinHub: async (input, caller) => {
      notInTraining(context);
      const joined = await link.join(input, operatorIdOf(caller));
      // A desk that hosted the hub and now follows another: two hubs would divide the venue.
      await desk.host.stopHosting();
      if (joined.restarts) desk.restart();
      return joined;
    },
    leaveHub: ({ force }) => leaveHub(desk, force),
    listStations: () => stationViews(desk),
    listDuplicates: () => duplicateViews(context),
    resolveDuplicate: (input, caller) => {
      resolveDuplicate(context, caller, input);
      desk.factWritten();
      notify('syncChanged', null);
    },
    listQuarantined: () => quarantinedViews(desk),
    listRosterChanges: () => rosterChangeViews(context),
    listStops: () => stopViews(context),
    exportStopList: async () => {
      const lists = heldStopLists(context.db);
      if (lists.length === 0) throw new CallFailure('not-found', 'stop list');
      const path = await desk.dialogs.saveStopList();
      if (path === null) return false;
      return await savePersonalFile(context, path, JSON.stringify(lists));
    },
    importStopList: async () => {
      const path = await desk.dialogs.chooseStopList();
      if (path === null) return null;
      const imported = importStopList(context, await readFile(path, 'utf8'));
      notify('syncChanged', null);
      return imported;
    },
  });
}

function stationViews({ context }: SyncParts): StationView[] {
  const order = textOrder(context.language);
  const stations = listKnownStations(context.db).toSorted((a, b) => order(a.name, b.name));
  return stations.map((station) => ({
    id: station.id,
    name: station.name,
    mode: station.mode,
    state: station.state,
    lastSeen: station.lastSeen,
    self: station.id === context.self.station,
  }));
}

/** What this station keeps without understanding it, and what the hub keeps if it runs here. */
async function quarantinedViews(desk: SyncParts): Promise<Quarantined[]> {
  const names = stationNames(desk.context);
  const here = listUnknownEvents(desk.context.db, maxListLength).map(
    (item): Quarantined => ({
      id: `${item.station}-${item.incarnation}-${item.kseq}`,
      where: 'here',
      stationName: names.station(item.station),
      reason: 'not-understood',
      wall: item.wall,
    }),
  );
  const admin = desk.host.admin();
  if (admin === null) return here;
  const hub = (await askingHub(() => admin.quarantine())).map(
    (item): Quarantined => ({
      id: item.id,
      where: 'hub',
      stationName: names.station(item.station),
      reason: item.reason,
      wall: item.received,
    }),
  );
  return [...here, ...hub];
}

/**
 * The station leaves its hub and stops hosting one. In this order: an operator who learns that
 * facts wait may stay, and the venue's hub then stays too.
 *
 * @param force leaves although facts wait
 * @throws CallFailure `facts-waiting`
 */
export async function leaveHub(
  { link, host }: { link: Pick<LinkService, 'leave'>; host: Pick<HostService, 'stopHosting'> },
  force: boolean,
): Promise<void> {
  await link.leave(force);
  await host.stopHosting();
}
