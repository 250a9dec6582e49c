import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHubLink } from '../../db/hub-link.ts';
import type { backupCalls, RecoveryView } from '../../preload/contract/backup.ts';
import { deskCalls } from '../../preload/contract/desk-calls.ts';
import type { doctorCalls } from '../../preload/contract/doctor.ts';
import type { supportCalls } from '../../preload/contract/support.ts';
import { noteRecoverySeen, readRecovery, recoveryState } from '../backup/recovery-record.ts';
import { CallFailure } from '../call-failure.ts';
import { readStationSettings } from '../config/station-settings.ts';
import type { HubAdmin } from '../hub-link/host-service.ts';
import { askingHub } from '../hub-link/hub-failure.ts';
import { givePageAccount } from '../hub-link/page-account.ts';
import { gatherBundle, previewOf, zipBundle } from '../support/bundle.ts';
import { activityCsv, activityViews } from '../use-cases/activity.ts';
import { alertsFor, markAlertsSeen } from '../use-cases/alerts.ts';
import { type Context, notInTraining, operatorIdOf } from '../use-cases/context.ts';
import { answerHelp, helpCallViews } from '../use-cases/help-at-desk.ts';
import { withSecondPerson } from '../use-cases/second-person.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import type { Desk } from './desk.ts';
import { deskWorkHandlers } from './desk-work-handlers.ts';
import { emergencyHandlers } from './emergency-handlers.ts';
import type { Handlers } from './handlers.ts';
import { syncHandlers } from './sync-handlers.ts';

/** The calls of a desk besides tickets. */
export function deskCallsOf(desk: Desk): CallGroup {
  return callGroup(deskCalls, {
    ...syncHandlers(desk),
    ...hostHandlers(desk),
    ...alertHandlers(desk),
    ...activityHandlers(desk),
    ...emergencyHandlers(desk),
    ...deskWorkHandlers(desk),
    ...healthHandlers(desk),
  });
}

type AlertHandlers = Pick<Handlers, 'getAlerts' | 'markAlertSeen' | 'getHelpCalls' | 'answerHelp'>;

/** What a desk shows at once: arrivals, security's alerts, calls for help; all of them facts. */
function alertHandlers(desk: Desk): AlertHandlers {
  const { context } = desk;
  return {
    getAlerts: (_input, caller) => alertsFor(context, caller),
    markAlertSeen: ({ ids }, caller) => {
      markAlertsSeen(context, caller, ids);
      desk.factWritten();
    },
    getHelpCalls: () => helpCallViews(context),
    answerHelp: ({ callId }, caller) => {
      answerHelp(context, caller, callId);
      desk.factWritten();
    },
  };
}

/** The activity log, for operators who may read it. */
function activityHandlers(desk: Desk): Pick<Handlers, 'getActivity' | 'exportActivity'> {
  const { context } = desk;
  return {
    getActivity: (input) => activityViews(context, input),
    exportActivity: async (filter) => {
      const { language } = readStationSettings(context.db, desk.parts.config);
      const path = await desk.dialogs.saveActivity();
      if (path === null) return false;
      try {
        await writeFile(path, activityCsv(context, filter, language));
      } catch (error) {
        throw new CallFailure('file-not-written', basename(path), error);
      }
      return true;
    },
  };
}

type HostHandlers = Pick<
  Handlers,
  | 'hostHub'
  | 'takeOverHub'
  | 'stopHosting'
  | 'createInvite'
  | 'getInviteUse'
  | 'addPageAccount'
  | 'revokeKiosk'
  | 'changeStops'
  | 'backUpHub'
>;

/** The calls of a desk that hosts the hub, or is about to. */
function hostHandlers(desk: Desk): HostHandlers {
  const { host, link, notify } = desk;
  return {
    hostHub: (input, caller) => {
      notInTraining(desk.context);
      return host.host(input, operatorIdOf(caller));
    },
    takeOverHub: (input, caller) => {
      notInTraining(desk.context);
      return host.takeOver(input, operatorIdOf(caller), (progress) =>
        notify('takeOverProgress', progress),
      );
    },
    stopHosting: () => host.stopHosting(),
    createInvite: (input) => askingHub(() => host.createInvite(input)),
    getInviteUse: ({ code }) => askingHub(() => adminOf(desk).inviteUsedBy(code)),
    addPageAccount: ({ name, role, again }) =>
      askingHub(() => givePageAccount(adminOf(desk), { name, role }, again)),
    revokeKiosk: async ({ id }) => {
      await askingHub(() => adminOf(desk).revokeKiosk(id));
      link.syncNow();
    },
    changeStops: async ({ pin, ...change }, caller) => {
      // Checked first: nobody should type a PIN for what cannot be done here.
      const admin = adminOf(desk);
      const request = { pin, right: 'approve-stop-list' } as const;
      return withSecondPerson(desk.context, caller, request, async () => {
        await askingHub(() => admin.changeStopList(change));
        // The hub's own desk gets the list like every other one: signed, by its sync.
        link.syncNow();
        return {};
      });
    },
    backUpHub: async () => {
      const admin = adminOf(desk);
      const path = await desk.dialogs.saveHubBackup();
      if (path === null) return false;
      await askingHub(() => admin.backup(path));
      return true;
    },
  };
}

function adminOf({ host }: Desk): HubAdmin {
  const admin = host.admin();
  if (admin === null) throw new CallFailure('not-hosting');
  return admin;
}

type HealthHandlers = Pick<
  Handlers,
  keyof typeof backupCalls | keyof typeof doctorCalls | keyof typeof supportCalls
>;

/** The station's health: copies and recovery, the doctor, and the support bundle. */
function healthHandlers(desk: Desk): HealthHandlers {
  const { context, care, notify, log } = desk;
  const bundle = () =>
    gatherBundle({
      db: context.db,
      config: desk.parts.config,
      logs: care.logs.folder,
      version: care.version,
      check: () => care.doctor.look('en'),
      backups: care.backups.state,
      now: Date.now,
    });
  return {
    getRecovery: () => recoveryView(context),
    noteRecoveryRead: () => {
      noteRecoverySeen(context.db, null);
      notify('stationChanged', null);
    },
    settleRecovery: (_input, caller) => {
      noteRecoverySeen(context.db, operatorIdOf(caller));
      log.info({ operator: caller.operator?.id }, 'recovery settled');
      notify('stationChanged', null);
    },
    getBackups: () => {
      const { newest, copies, bytes, folder, second, problem } = care.backups.state();
      const { everyMinutes } = care;
      const logBytes = care.logs.bytes();
      return { newest, copies, bytes, folder, second, everyMinutes, problem, logBytes };
    },
    copyStoreNow: () => care.backups.backUpNow('asked'),
    checkStation: () => care.doctor.look(desk.station().language),
    previewSupportBundle: async () => previewOf(await bundle()),
    saveSupportBundle: async (_input, caller) => {
      const name = `lanyard-support-${new Date().toISOString().slice(0, 10)}.zip`;
      const path = await desk.dialogs.saveSupportBundle(name);
      if (path === null) return false;
      await writeFile(path, zipBundle(await bundle())).catch((error: unknown) => {
        throw new CallFailure('file-not-written', basename(path), error);
      });
      log.info({ operator: caller.operator?.id }, 'support bundle saved');
      return true;
    },
  };
}

function recoveryView(context: Context): RecoveryView | null {
  const recovery = readRecovery(context.db);
  if (recovery === null) return null;
  const { fromHub, missing } = recoveryState(context.db, recovery);
  return {
    at: recovery.at,
    cause: recovery.cause,
    source: recovery.source,
    copyMade: recovery.copyMade,
    putAside: recovery.putAside,
    facts: recovery.facts,
    admissions: recovery.admissions,
    fromHub,
    missing,
    hasHub: findHubLink(context.db) !== null,
    askingJobs: recovery.askingJobs,
    unread: recovery.unread,
    seen: recovery.seen,
    settled: recovery.settledBy !== null,
  };
}
