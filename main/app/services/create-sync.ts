import { app } from 'electron';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { wrongClock } from '../../base/clock.ts';
import { readStationSettings } from '../../base/config/station-settings.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { SecretBox } from '../../base/secret-box.ts';
import { createHostService, type HostService } from '../../hub-hosting/host-service.ts';
import { createLinkService, type LinkService } from '../../sync/link/link-service.ts';
import type { SyncChange } from '../../sync/sync-parts.ts';
import { startSyncThread } from '../../sync/sync-thread.ts';
import startSyncWorker from '../../sync/worker.ts?nodeWorker';
import { notify } from '../gateway/notify.ts';
import type { StationParts } from '../station.ts';

/** The station's link to its hub, and the hub that it may host. */
export function createSync(options: {
  station: StationParts;
  location: StoreLocation;
  secrets: SecretBox;
  hubFolder: string;
  /** Folder of the built organiser's page, which a hosted hub serves. */
  organiserPage: string;
  /** The sync changed the store: badges may print now, or no longer. */
  onChange: (what: SyncChange) => void;
  stops: Stops;
  log: Log;
}): { link: LinkService; host: HostService } {
  const { station, location, secrets, organiserPage, stops, log } = options;
  const { context } = station;
  let corrected = wrongClock(context) ?? 0;
  const link = createLinkService({
    context,
    location,
    // The mode that the hub knows, also while a kiosk is set up or runs as a desk for its settings.
    get mode() {
      return station.launchMode ?? readStationSettings(context.db, station.config).mode;
    },
    version: app.getVersion(),
    secrets,
    startThread: (parts) =>
      startSyncThread(parts, {
        startWorker: (data) => startSyncWorker({ workerData: data }),
        onCrash: (error) => log.error(errorFields(error), 'the sync thread ended; it starts anew'),
      }),
    onState: () => {
      notify('syncChanged', null);
      // Every page shows day and time by the correction.
      const correction = wrongClock(context) ?? 0;
      if (Math.abs(correction - corrected) >= 1_000) notify('stationChanged', null);
      corrected = correction;
    },
    onChange: (what) => {
      options.onChange(what);
      notify('syncChanged', null);
      if (what.roster || what.facts) notify('countsChanged', null);
      if (what.roster || what.facts) notify('alertsChanged', null);
      if (what.photos) notify('photosChanged', null);
      if (what.roster || what.stations) notify('stationChanged', null);
    },
  });
  const host = createHostService({
    context,
    secrets,
    link,
    folder: options.hubFolder,
    startProcess: async (start) => {
      // Loaded here, as few stations host a hub: docs/decisions/020.
      const { startHubProcess } = await import('../../hub-hosting/hub-process.ts');
      return startHubProcess(start, { nativeBinding: location.nativeBinding, organiserPage }, log);
    },
    onChanged: () => notify('syncChanged', null),
    log,
  });
  // The thread of the link ends before the hub that it calls.
  stops.defer('hosted hub', host.stop);
  stops.defer('link', link.stop);
  return { link, host };
}
