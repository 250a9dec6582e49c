// clock: dates the name of a file for support.

import { suggestedName } from '../../domain/base/suggested-names.ts';
import type { LeaveAnswer } from '../../preload/contract/operators.ts';
import {
  backupCalls,
  doctorCalls,
  supportCalls,
  updateCalls,
} from '../../preload/contract/station/care.ts';
import {
  type Station,
  stationExitCalls,
  trainingCalls,
} from '../../preload/contract/station/station.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { unmovedNow } from '../base/clock.ts';
import type { Context } from '../base/context.ts';
import type { LogFile } from '../base/log.ts';
import { startOnceAsDesk } from '../base/next-start.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { type ApprovalAnswer, approverByPin } from '../operators/approve.ts';
import type { Backups } from './backup/backups.ts';
import type { Doctor } from './doctor/doctor.ts';
import { gatherBundle, previewOf, zipBundle } from './support/bundle.ts';
import type { TrainingSwitch } from './training.ts';
import type { UpdateService } from './update/update-service.ts';

export interface StationCare {
  backups: Backups;
  everyMinutes: number;
  doctor: Doctor;
  version: { app: string; electron: string; system: string };
  logs: Pick<LogFile, 'folder' | 'bytes'>;
}

interface CareParts extends CallParts {
  care: StationCare;
  updates: UpdateService;
  station(): Station;
}

/** Calls about copies and recovery, the doctor, the files for support, and updates of the app. */
export function stationCareAnswers(desk: CareParts) {
  const { care, config, context, log, updates } = desk;
  const bundle = () =>
    gatherBundle({
      db: context.db,
      config: config,
      logs: care.logs.folder,
      version: care.version,
      check: () => care.doctor.look('en'),
      backups: care.backups.state,
      now: Date.now,
    });
  return answers(
    { ...backupCalls, ...doctorCalls, ...supportCalls, ...updateCalls },
    {
      getBackups: () => {
        const { newest, copies, bytes, folder, second, problem } = care.backups.state();
        const { everyMinutes } = care;
        const logBytes = care.logs.bytes();
        return { newest, copies, bytes, folder, second, everyMinutes, problem, logBytes };
      },
      copyStoreNow: () => care.backups.backUpNow('asked'),
      checkStation: () => care.doctor.look(context.language),
      previewSupportBundle: async () => previewOf(await bundle()),
      saveSupportBundle: async (_input, caller) => {
        const today = new Date().toISOString().slice(0, 10);
        const name = suggestedName(context.language, 'support', 'zip', today);
        const path = await desk.dialogs.saveSupportBundle(name);
        if (path === null) return false;
        await savePersonalFile(desk.context, path, zipBundle(await bundle()));
        log.info({ operator: caller.operator?.id }, 'support bundle saved');
        return true;
      },
      getUpdates: () => updates.view(),
      lookForUpdate: async () => {
        await updates.look();
        return updates.view();
      },
      planUpdate: ({ tonight }) => updates.planTonight(tonight),
      installUpdate: () => updates.installNow(),
    },
  );
}

interface ExitParts extends Pick<CallParts, 'context' | 'log'> {
  /** The hub that this station hosts; null where it hosts none. */
  host: { view(): unknown };
  training: TrainingSwitch;
  restart(): void;
  leave(): void;
}

/** The only way out of a kiosk or a door, and into the training data and back. */
export function stationExitAnswers(desk: ExitParts) {
  const { context } = desk;
  return answers(
    { ...stationExitCalls, ...trainingCalls },
    {
      leaveStation: async (input) => {
        const answer = await leaveStation(context, input);
        const operator = answer.result === 'approved' ? answer.operator.id : null;
        desk.log.info(
          { to: input.to, result: answer.result, operator },
          'the way out was asked for',
        );
        if (answer.result !== 'approved') return answer;
        // Only after the answer has been sent.
        if (input.to === 'settings') setImmediate(() => desk.restart());
        if (input.to === 'leave') setImmediate(() => desk.leave());
        return answer;
      },
      switchTraining: ({ on }) => {
        // The other stations would lose their hub, and with it what they wait to send.
        if (on && desk.host.view() !== null) throw new CallFailure('training-while-hosting');
        desk.training.set(on);
        desk.restart();
      },
    },
  );
}

/**
 * Lets a supervisor leave a kiosk or a door. `ask` only checks the PIN; `settings` makes the next
 * start a desk once; `leave` does nothing to the store. The caller ends the app after `approved`.
 */
export async function leaveStation(
  context: Pick<Context, 'db'>,
  input: { pin: string; to: 'ask' | 'settings' | 'leave' },
  realNow: () => number = unmovedNow,
): Promise<LeaveAnswer> {
  const request = { pin: input.pin, roles: ['supervisor'] as const, notBy: null };
  const answer: ApprovalAnswer = await approverByPin(context.db, request, realNow);
  // There is no requester but the supervisor who types the PIN: these answers cannot occur.
  if (answer.result === 'same-person' || answer.result === 'not-independent')
    throw new Error('leaveStation: nobody asked');
  if (answer.result === 'approved' && input.to === 'settings') startOnceAsDesk(context.db);
  return answer;
}
