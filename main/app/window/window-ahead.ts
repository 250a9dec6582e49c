import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { Launch } from '../../base/config/command-line.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { lockStationWindow } from '../security/station-lock.ts';
import type { Ending } from '../start/ending.ts';
import { modeOfConfig, type StartHint } from '../start/start-hint.ts';
import { openWindow } from './window.ts';

/**
 * The contract's calls, inserted by the build (electron.vite.config.ts): the contract is not loaded
 * yet.
 */
declare const contractCalls: readonly string[];

/** The gateway for pages, and the station's window if it could be opened before the store. */
export interface WindowAhead {
  gateway: Gateway;
  opened: { mode: StationMode; window: BrowserWindow } | null;
}

/**
 * Opens the window with which the last start ended. Its process, the page and the camera then start
 * while the station is loaded and the store opened. The page's calls wait at the gateway.
 */
export function openWindowAhead(options: {
  launch: Launch;
  /** From the last start. */
  hint: StartHint | null;
  built: string;
  ending: Ending;
}): WindowAhead {
  const { launch, hint, ending } = options;
  const gateway = createGateway(contractCalls);
  // Commands have no window.
  if (launch.importFile !== null || launch.doctor !== null) return { gateway, opened: null };
  const asked = launch.mode ?? modeOfConfig(launch.configFile);
  if (hint === null || (asked !== null && asked !== hint.mode)) return { gateway, opened: null };
  const preload = join(options.built, '../preload/index.cjs');
  const { mode } = hint;
  const window = openWindow({ preload, title: 'Lanyard', mode, ahead: hint });
  if (mode !== 'desk') lockStationWindow(window, ending);
  return { gateway, opened: { mode, window } };
}
