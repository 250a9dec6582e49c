// clock: hands the clock of the machine to the check that compares it with others.

import { dirname } from 'node:path';
import { app, powerMonitor } from 'electron';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { askOnce, connect } from '../../../platform/threads/connect.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import { readPrinters } from '../../base/config/station-settings.ts';
import { onceLoaded } from '../../base/load-by-parts.ts';
import type { LogFile } from '../../base/log.ts';
import type { PrintQueue } from '../../printing/queue.ts';
import type { Doctor } from '../../station/doctor/doctor.ts';
import type { StoreCheck, StoreVerdict } from '../../station/doctor/parts.ts';
import startCheckWorker from '../../station/doctor/worker.ts?nodeWorker';
import { diskStateOf, freeDiskAt } from '../../station/health/disk-watch.ts';
import type { StationHealth } from '../../station/health/station-health.ts';
import type { StationCare } from '../../station/station-care-calls.ts';
import type { LinkService } from '../../sync/link/link-service.ts';
import type { StationParts } from '../station.ts';
import type { Operations } from './create-operations.ts';

function runningVersion(): { app: string; electron: string; system: string } {
  const { electron = '?' } = process.versions;
  return { app: app.getVersion(), electron, system: `${process.platform} ${process.arch}` };
}

interface CareParts {
  station: StationParts;
  location: StoreLocation;
  fonts: string;
  operations: Operations;
  health: Pick<StationHealth, 'lastCamera'>;
  queue: PrintQueue;
  link: LinkService;
  log: LogFile;
}

/** Copies, doctor and log of a running station, and the doctor as a command. */
export function createCare(
  parts: CareParts,
): StationCare & { doctorCommand(asJson: boolean): Promise<number> } {
  const { operations, queue, station } = parts;
  const doctor = createStationDoctor(parts);
  return {
    backups: operations.backups,
    everyMinutes: operations.everyMinutes,
    doctor,
    version: runningVersion(),
    logs: parts.log,
    doctorCommand: async (json) => {
      const { language } = station.context;
      // A printer's state is known only after a query.
      if (queue.printers().length > 0) {
        queue.start();
        await new Promise((resolve) => setTimeout(resolve, printersAnswerWithin));
      }
      const { runDoctorCommand } = await import('../../station/doctor/command.ts');
      const print = (text: string): void => void process.stdout.write(text);
      return runDoctorCommand(doctor, { json, language, print });
    },
  };
}

/** Milliseconds. */
const printersAnswerWithin = 3_000;

/** The doctor. Its checks and texts are loaded at its first check: no start needs them. */
function createStationDoctor(parts: CareParts): Doctor {
  const doctor = onceLoaded(() => loadDoctor(parts));
  return { look: async (...asked) => (await doctor()).look(...asked) };
}

async function loadDoctor(parts: CareParts): Promise<Doctor> {
  const { createDoctor } = await import('../../station/doctor/doctor.ts');
  const { station, location, operations } = parts;
  const { context, config } = station;
  const folder = dirname(location.path);
  return createDoctor({
    context,
    location,
    dataDir: folder,
    fonts: parts.fonts,
    now: Date.now,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    freeDisk: () => freeDiskAt(folder),
    diskState: diskStateOf,
    backups: operations.backups.state,
    checkStore: () => checkInThread(location),
    isKeyGuarded: !station.warnings.some(({ code }) => code === 'key-not-in-keychain'),
    hub: () => {
      const link = findHubLink(context.db);
      const state = parts.link.state();
      return link === null || state === null ? null : { name: link.hubName, state };
    },
    printers: () => parts.queue.printers(),
    devices: () =>
      readPrinters(context.db, config).flatMap(({ connection }) =>
        connection.kind === 'device' ? [connection.path] : [],
      ),
    camera: parts.health.lastCamera,
    lastScan: operations.lastScan,
    onBattery: () => powerMonitor.onBatteryPower,
    version: runningVersion(),
  });
}

function checkInThread(location: StoreLocation): Promise<StoreVerdict> {
  const { path, key, nativeBinding } = location;
  const worker = startCheckWorker({
    workerData: {
      path,
      key: Uint8Array.from(key),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
    },
  });
  return askOnce(connect<StoreCheck>(threadPort(worker)), ({ ask }) => ask.check());
}
