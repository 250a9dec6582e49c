import type { Launch } from '../../base/config/command-line.ts';
import type { WindowAhead } from '../window/window-ahead.ts';
import type { Ending } from './ending.ts';

/** What the app's first file (main/app/index.ts) passes on. */
export interface Start {
  launch: Launch;
  /** Absolute folder for all that the app writes. */
  dataDir: string;
  /** Folder of the built main process. */
  built: string;
  /** Folder of the badges' fonts. */
  fonts: string;
  ending: Ending;
  ahead: WindowAhead;
}
