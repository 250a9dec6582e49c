import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHubLink } from '../../db/hub-link.ts';
import type { backupCalls, RecoveryView } from '../../preload/contract/backup.ts';
import type { doctorCalls } from '../../preload/contract/doctor.ts';
import type { supportCalls } from '../../preload/contract/support.ts';
import { noteRecoverySeen, readRecovery, recoveryState } from '../backup/recovery-record.ts';
import { CallFailure } from '../call-failure.ts';
import { gatherBundle, previewOf, zipBundle } from '../support/bundle.ts';
import { type Context, operatorIdOf } from '../use-cases/context.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type HealthHandlers = Pick<
  Handlers,
  keyof typeof backupCalls | keyof typeof doctorCalls | keyof typeof supportCalls
>;

/** How the station is: copies and recovery, the doctor, and what goes to whoever helps. */
export function healthHandlers(desk: Desk): HealthHandlers {
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
