import type { Station } from '../../preload/contract/station.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../call-failure.ts';
import type { CallParts, FileDialogs } from '../calls.ts';
import { changeStationSettings } from '../config/station-settings.ts';
import type { StationHealth } from '../health/station-health.ts';
import type { HostService } from '../hub-link/host-service.ts';
import type { LinkService } from '../hub-link/link-service.ts';
import type { RosterImport } from '../import/roster-import.ts';
import type { Log } from '../log.ts';
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
import type { LongReads } from '../use-cases/long-reads.ts';
import type { StationPurge } from '../use-cases/purge/station-purge.ts';
import type { StationCare } from '../use-cases/station-care-calls.ts';
import type { notify as notifyPages } from './notify.ts';

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

export interface Desk extends Omit<DeskParts, 'station'>, CallParts {
  parts: StationParts;
  version: string;
  station(): Station;
  saveSettings(change: ParsedCallInput<'saveStationSettings'>): Station;
}

/** Assembles the running station for the handlers. */
export function createDesk(parts: DeskParts): Desk {
  const { context } = parts.station;
  const desk: Desk = {
    ...parts,
    context,
    config: parts.station.config,
    version: parts.station.version,
    parts: parts.station,
    station: () => stationView(parts.station, parts.session.caller()),
    saveSettings: (change) => {
      const known = context.event.file.checkpoints.some(({ id }) => id === change.checkpoint);
      if (change.checkpoint !== undefined && !known)
        throw new CallFailure('not-found', change.checkpoint);
      changeStationSettings(context.db, change);
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
