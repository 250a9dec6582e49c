import type { Station } from '../../../preload/contract/station/station.ts';
import type { ParsedCallInput } from '../../../preload/contract.ts';
import type { BatchRunner } from '../../badges/batch-runner.ts';
import type { BadgeCheck } from '../../badges/check/badge-check.ts';
import type { CallParts, FileDialogs } from '../../base/calls.ts';
import type { Log } from '../../base/log.ts';
import { createDayHub } from '../../day-close/day-hub.ts';
import type { Paper } from '../../emergency/paper/paper-document.ts';
import type { HostService } from '../../hub-hosting/host-service.ts';
import type { DeskSession } from '../../operators/session.ts';
import type { PrinterSearch } from '../../printing/find/printer-search.ts';
import type { PrintQueue } from '../../printing/queue.ts';
import type { Renderer } from '../../printing/render/renderer.ts';
import type { StationPurge } from '../../privacy/station-purge.ts';
import type { LongReads } from '../../reports/long-reads.ts';
import type { ReportDay } from '../../reports/reports.ts';
import type { RosterImport } from '../../roster/import/roster-import.ts';
import type { PhotoImport } from '../../roster/photos/photo-import.ts';
import type { PhotoThread } from '../../roster/photos/photo-thread.ts';
import { changeStation } from '../../station/change-station.ts';
import type { StationHealth } from '../../station/health/station-health.ts';
import type { KeyHolders } from '../../station/key-holders.ts';
import type { LoginItem } from '../../station/login-item.ts';
import type { StationCare } from '../../station/station-care-calls.ts';
import type { TrainingSwitch } from '../../station/training.ts';
import type { UpdateService } from '../../station/update/update-service.ts';
import type { LinkService } from '../../sync/link/link-service.ts';
import type { Mailing } from '../../tickets/mailing.ts';
import { type StationParts, stationView } from '../station.ts';
import type { notify as notifyPages } from './notify.ts';

export interface DeskParts {
  station: StationParts;
  session: DeskSession;
  queue: PrintQueue;
  batches: BatchRunner;
  renderer: Renderer;
  badgeCheck: BadgeCheck;
  /** Adds what is done after each purge of personal data. */
  onPurged: (forget: () => void) => void;
  imports: RosterImport;
  photos: PhotoImport;
  photoThread: PhotoThread;
  link: LinkService;
  host: HostService;
  purge: StationPurge;
  reads: LongReads;
  /** A separate process for lists that follow each check-in: they do not wait for a report. */
  liveReads: LongReads;
  mailing: Mailing;
  health: Pick<StationHealth, 'camera'>;
  care: StationCare;
  printerSearch: PrinterSearch;
  dialogs: FileDialogs;
  paper: Paper;
  training: TrainingSwitch;
  keyHolders: KeyHolders;
  updates: UpdateService;
  notify: typeof notifyPages;
  /** Call it when the store has another version of the event. */
  eventChanged: () => void;
  log: Log;
  restart: () => void;
  leave: () => void;
  loginItem: LoginItem;
  /** Ends the first start with the demo: its operator and its roster. */
  startDemo: () => Promise<void>;
}

export interface Desk extends Omit<DeskParts, 'station'>, CallParts {
  parts: StationParts;
  dayClose: ReportDay;
  station(): Station;
  saveSettings(change: ParsedCallInput<'saveStationSettings'>): Station;
}

export function createDesk(parts: DeskParts): Desk {
  const { context } = parts.station;
  const desk: Desk = {
    ...parts,
    context,
    config: parts.station.config,
    dayClose: {
      context,
      hub: () => createDayHub({ context, link: parts.link, version: parts.station.version }),
      signingKey: () => parts.link.signingKey(),
      reads: parts.reads,
    },
    parts: parts.station,
    station: () => stationView(parts.station, parts.session.caller()),
    saveSettings: (change) => {
      changeStation(context, parts.station.config, change);
      parts.notify('stationChanged', null);
      return desk.station();
    },
    factWritten: () => {
      parts.notify('countsChanged', null);
      parts.notify('alertsChanged', null);
      parts.link.nudge();
    },
  };
  return desk;
}
