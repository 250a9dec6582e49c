// clock: a file's own time says whether it is still written; one of the future counts as settled.

import { lstat, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { maxFileSize } from '../../../intake/limits.ts';
import { ConnectorFailure } from '../failure.ts';
import type { RosterChanges, RosterSource } from '../roster-source.ts';
import { type FileReading, readPeopleFile } from './read-people-file.ts';

/** By file name: the file's length and modification time when it was last read. */
const cursorSchema = z.record(z.string(), z.string());
type Cursor = z.infer<typeof cursorSchema>;

export interface FolderSetting extends FileReading {
  /** Absolute path. */
  folder: string;
  settleSeconds: number;
}

/**
 * Reads rosters from a folder: every new or changed .csv and .xlsx, oldest first. It skips files
 * that changed within the last seconds or change while they are read (a copy in progress), hidden
 * and temporary files, links and folders.
 */
export function openFolderSource(setting: FolderSetting): RosterSource {
  return {
    changes: async (since) => {
      const known: Cursor = since === null ? {} : cursorSchema.parse(JSON.parse(since));
      const changes = nothingSaid();
      const next: Cursor = {};
      for (const file of await filesIn(setting.folder)) {
        const before = known[file.name];
        if (before === file.mark) {
          next[file.name] = before;
          continue;
        }
        const bytes = isSettled(file, setting.settleSeconds) ? await readWhole(file) : null;
        if (bytes === null) {
          if (before !== undefined) next[file.name] = before;
          continue;
        }
        await take(changes, bytes, file.name, setting);
        next[file.name] = file.mark;
      }
      changes.next = JSON.stringify(next);
      return changes;
    },
  };
}

/** An answer without any changes. */
export function nothingSaid(): RosterChanges {
  return {
    people: [],
    tombstones: [],
    revokedCodes: [],
    rejected: [],
    reread: [],
    next: '',
    clockOffset: null,
  };
}

/**
 * Reads one file. A file that is not a roster is reported as rejected; the others are still read.
 */
async function take(
  changes: RosterChanges,
  bytes: Uint8Array,
  name: string,
  setting: FolderSetting,
): Promise<void> {
  changes.reread.push(`${name}:`);
  try {
    const found = await readPeopleFile(bytes, name, setting);
    changes.people.push(...found.people);
    changes.rejected.push(...found.rejected);
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    changes.rejected.push({ id: `${name}:`, reason: error.code });
  }
}

interface FoundFile {
  name: string;
  path: string;
  changed: number;
  size: number;
  mark: string;
}

async function filesIn(folder: string): Promise<FoundFile[]> {
  try {
    const names = (await readdir(folder)).filter(isRosterName);
    const found = await Promise.all(names.map((name) => look(folder, name)));
    return found
      .filter((file) => file !== null)
      .sort((a, b) => a.changed - b.changed || (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ConnectorFailure('folder-unreadable', code, { cause: error });
  }
}

/**
 * `~$people.xlsx` is Excel's lock file. A hidden name (with a leading dot) is often a copy in
 * progress.
 */
function isRosterName(name: string): boolean {
  return /^[^.~]/.test(name) && ['.csv', '.xlsx'].includes(extname(name).toLowerCase());
}

async function look(folder: string, name: string): Promise<FoundFile | null> {
  const path = join(folder, name);
  // A link could lead anywhere on the computer.
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const { size, mtimeMs } = found;
  return { name, path, size, changed: mtimeMs, mark: `${size}-${mtimeMs}` };
}

/** By the computer's own clock, which also dated the file. */
function isSettled({ changed }: FoundFile, settleSeconds: number): boolean {
  return Math.abs(Date.now() - changed) >= settleSeconds * 1_000;
}

/** The file's bytes, or null if it changed meanwhile. */
async function readWhole(file: FoundFile): Promise<Uint8Array | null> {
  if (file.size > maxFileSize) throw new ConnectorFailure('too-large', file.name);
  const bytes = await readFile(file.path).catch(() => null);
  const { mtimeMs, size } = (await lstat(file.path).catch(() => null)) ?? { mtimeMs: 0, size: -1 };
  const isSame = bytes?.length === file.size && size === file.size && mtimeMs === file.changed;
  return isSame ? bytes : null;
}
