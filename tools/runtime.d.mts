import type { Transform } from 'node:stream';

export interface ElectronRuntime {
  /** Absolute path of the program. */
  executable: string;
  /** The folder that holds the program, for electron-builder's `electronDist`. */
  distDir: string;
  /** Goes before the app's folder: `--no-sandbox` for root, `--disable-gpu` where there is none. */
  args: string[];
  /**
   * Added to the environment: `LANYARD_SQLITE_BINDING` for old runtimes, `DISPLAY` for our own
   * Xvfb.
   */
  env: Record<string, string>;
  version: string;
  /** The old Electron from the package registry: not for a release. */
  fallback: boolean;
}

/** An X server without a screen. */
export interface VirtualDisplay {
  /** As in the variable DISPLAY, `:99` for instance. */
  display: string;
  stop: () => void;
}

/** Purposes for which a tool or test needs Debian packages. */
export type DebianPurpose =
  | 'electron'
  | 'display'
  | 'test'
  | 'keyring'
  | 'debTest'
  | 'nativeBuild'
  | 'windows';

/** How to start Electron here. Throws a SetupError if the set-up has not installed it yet. */
export function electronRuntime(): ElectronRuntime;
/** Whether windows can be shown. */
export function hasDisplay(): boolean;
/**
 * Starts one Xvfb for this process if there is no display. Throws a SetupError when it does not
 * start.
 */
export function ensureDisplay(): Promise<void>;
/**
 * Starts an Xvfb on a free display number; it ends with this process. Throws a SetupError when it
 * does not start.
 */
export function startXvfb(): Promise<VirtualDisplay>;
/** Runs `work` with a display, and ends the display afterwards if it was started for this. */
export function withDisplay<T>(work: (display: string | undefined) => Promise<T>): Promise<T>;
/**
 * Installs what is missing if we are root on Debian. Otherwise throws a SetupError with the command
 * to run.
 */
export function ensureDebianPackages(purposes: DebianPurpose[]): Promise<void>;
/** Whether a line of Electron's stderr is one that every headless start prints. */
export function isHarmlessLine(line: string): boolean;
/** Pipe Electron's stderr through it to drop those lines. */
export function harmlessLineFilter(): Transform;
/** The Node 24 of the `node` devDependency. */
export const projectNode: string;
export const root: string;
export const productFolders: string[];
