import type { CheckInAnswer, CheckInInput } from '../../preload/contract/check-in.ts';
import type { Station } from '../../preload/contract/station.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import type { Backups } from '../backup/backups.ts';
import { CallFailure } from '../call-failure.ts';
import { changeStationSettings } from '../config/station-settings.ts';
import type { Doctor } from '../doctor/doctor.ts';
import type { StationHealth } from '../health/station-health.ts';
import type { HostService } from '../hub-link/host-service.ts';
import type { LinkService } from '../hub-link/link-service.ts';
import type { RosterImport } from '../import/roster-import.ts';
import type { Log, LogFile } from '../log.ts';
import type { Paper } from '../paper/paper.ts';
import type { PhotoImport } from '../photos/photo-import.ts';
import type { PrinterSearch } from '../printing/find/printer-search.ts';
import type { PrintQueue } from '../printing/queue.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import type { KeyHolders } from '../security/key-holders.ts';
import type { DeskSession } from '../session.ts';
import type { LoginItem } from '../start/login-item.ts';
import { type StationParts, stationView } from '../station.ts';
import type { TrainingSwitch } from '../training.ts';
import type { UpdateService } from '../update/update-service.ts';
import type { BatchRunner } from '../use-cases/batch-runner.ts';
import type { Context } from '../use-cases/context.ts';
import type { LongReads } from '../use-cases/long-reads.ts';
import type { StationPurge } from '../use-cases/purge/station-purge.ts';
import type { notify as notifyPages } from './notify.ts';

/** File dialogs, which only the main process opens; null when the operator closed them. */
export interface FileDialogs {
  chooseRoster(): Promise<string | null>;
  choosePhotoFolder(): Promise<string | null>;
  saveRejectedRows(): Promise<string | null>;
  saveBadgeList(name: string): Promise<string | null>;
  saveActivity(): Promise<string | null>;
  /** `name` is suggested; its ending sets the format. */
  saveReport(name: string): Promise<string | null>;
  chooseStopList(): Promise<string | null>;
  saveStopList(): Promise<string | null>;
  saveHubBackup(): Promise<string | null>;
  /** `name` is suggested. */
  saveJobBytes(name: string): Promise<string | null>;
  chooseTemplate(): Promise<string | null>;
  saveTemplate(name: string): Promise<string | null>;
  chooseEventFile(): Promise<string | null>;
  chooseEventSecret(): Promise<string | null>;
  chooseSettings(): Promise<string | null>;
  saveSettings(name: string): Promise<string | null>;
  /** This station's facts for the hub, and those of another station that an operator brings. */
  saveStick(name: string): Promise<string | null>;
  chooseStick(): Promise<string | null>;
  /** The signed report of a day. */
  saveDayReport(name: string): Promise<string | null>;
  /** For support; names nobody. */
  saveSupportBundle(name: string): Promise<string | null>;
  /** Of a purge. */
  saveCertificate(name: string): Promise<string | null>;
  /** All data held about one person. */
  savePersonReport(name: string): Promise<string | null>;
  /** A list as PDF. */
  savePaper(name: string): Promise<string | null>;
}

/** Keeps the station healthy, and reports its health. */
export interface StationCare {
  backups: Backups;
  everyMinutes: number;
  doctor: Doctor;
  version: { app: string; electron: string; system: string };
  logs: Pick<LogFile, 'folder' | 'bytes'>;
}

/** What the handlers need: one running station. */
export interface DeskParts {
  station: StationParts;
  session: DeskSession;
  queue: PrintQueue;
  batches: BatchRunner;
  renderer: Renderer;
  imports: RosterImport;
  photos: PhotoImport;
  link: LinkService;
  host: HostService;
  purge: StationPurge;
  reads: LongReads;
  health: Pick<StationHealth, 'camera'>;
  care: StationCare;
  printerSearch: PrinterSearch;
  dialogs: FileDialogs;
  paper: Paper;
  training: TrainingSwitch;
  keyHolders: KeyHolders;
  updates: UpdateService;
  notify: typeof notifyPages;
  log: Log;
  /** Restarts the app, with another event for example. */
  restart: () => void;
  /** Ends the app for good. */
  leave: () => void;
  loginItem: LoginItem;
  /** Ends the first start with the demo: its operator and its roster. */
  startDemo: () => Promise<void>;
}

export interface Desk extends Omit<DeskParts, 'station'> {
  context: Context;
  parts: StationParts;
  station(): Station;
  saveSettings(change: ParsedCallInput<'saveStationSettings'>): Station;
  /** After commit: notifies printer and pages, and logs the time from frame to decision. */
  answered(input: CheckInInput, answer: CheckInAnswer): void;
  /** After the commit of a fact: the pages reload, and the hub gets it. */
  factWritten(): void;
}

/** Assembles the running station for the handlers. */
export function createDesk(parts: DeskParts): Desk {
  const { context } = parts.station;
  const desk: Desk = {
    context,
    parts: parts.station,
    session: parts.session,
    queue: parts.queue,
    batches: parts.batches,
    renderer: parts.renderer,
    imports: parts.imports,
    photos: parts.photos,
    link: parts.link,
    host: parts.host,
    purge: parts.purge,
    reads: parts.reads,
    health: parts.health,
    care: parts.care,
    updates: parts.updates,
    restart: parts.restart,
    leave: parts.leave,
    loginItem: parts.loginItem,
    startDemo: parts.startDemo,
    printerSearch: parts.printerSearch,
    dialogs: parts.dialogs,
    paper: parts.paper,
    training: parts.training,
    keyHolders: parts.keyHolders,
    notify: parts.notify,
    log: parts.log,
    station: () => stationView(parts.station, parts.session.caller()),
    saveSettings: (change) => {
      const known = context.event.file.checkpoints.some(({ id }) => id === change.checkpoint);
      if (change.checkpoint !== undefined && !known)
        throw new CallFailure('not-found', change.checkpoint);
      changeStationSettings(context.db, change);
      parts.notify('stationChanged', null);
      return desk.station();
    },
    answered: (input, answer) => {
      const decidedAt = performance.now();
      logDecision(parts.log, input, answer, decidedAt);
      if (answer.outcome !== 'admitted') {
        if (mayHaveAlerted(answer)) desk.factWritten();
        return;
      }
      if (answer.badge !== null) parts.queue.wake(answer.badge.jobId ?? undefined, decidedAt);
      desk.factWritten();
    },
    factWritten: () => {
      parts.notify('countsChanged', null);
      parts.notify('alertsChanged', null);
      parts.link.nudge();
    },
  };
  return desk;
}

/** Outcomes of which some are facts, see `isAlertingRefusal`. */
function mayHaveAlerted({ outcome }: CheckInAnswer): boolean {
  return outcome === 'stopped' || outcome === 'forged' || outcome === 'badge-not-valid';
}

/** Real time, whatever the event's clock says: the scan's `seenAt` is real time too. */
function logDecision(
  log: Log,
  input: CheckInInput,
  answer: CheckInAnswer,
  decidedAt: number,
): void {
  const seenAt = input.target.kind === 'scan' ? input.target.scan.seenAt : null;
  const fields = {
    outcome: answer.outcome,
    source: input.target.kind === 'scan' ? input.target.scan.source : 'search',
    frameToDecisionMs:
      seenAt === null ? null : Math.round((performance.timeOrigin + decidedAt - seenAt) * 10) / 10,
    jobId: answer.outcome === 'admitted' ? (answer.badge?.jobId ?? null) : null,
  };
  log.info(fields, 'decision');
}
