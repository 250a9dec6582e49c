import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { startProgram } from '../support/program.ts';

export interface Fillable {
  fill(): void;
  free(): void;
}

/** A separate disk, in memory. */
export interface SmallDisk extends Fillable {
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Bytes: far more than a run writes; memory is taken only for what is written. */
const defaultSize = 2 ** 30;

/**
 * Mounts a tmpfs on the folder. A separate guard process unmounts it however this process ends.
 *
 * @returns null if this user may not mount
 */
export async function mountSmallDisk(folder: string): Promise<SmallDisk | null> {
  mkdirSync(folder, { recursive: true });
  const guard = startProgram(['sh', '-c', guardScript, 'sh', folder, String(defaultSize)]);
  try {
    await guard.line('mounted');
  } catch {
    return null;
  }
  return {
    folder,
    fill: () => fill(folder),
    free: () => resize(folder, defaultSize),
    dispose: async () => {
      guard.say('unmount');
      await guard.ended;
    },
  };
}

/** The guard ignores the terminal's signals: it must outlive the process that it guards. */
const guardScript = `trap '' INT TERM HUP
mount -t tmpfs -o "size=$2,mode=755" lanyard-small-disk "$1" || exit 1
echo mounted
read end
umount -l "$1"`;

/**
 * Bytes left free for what is written while the size is being set: the kernel refuses a size below
 * what is used.
 */
const leastSlack = 64 * 1024;
const maxSlack = 16 * 2 ** 20;

function fill(folder: string): void {
  for (let slack = leastSlack; ; slack *= 2) {
    try {
      resize(folder, usedBytes(folder) + slack);
      return;
    } catch (error) {
      if (slack > maxSlack) throw error;
    }
  }
}

function usedBytes(folder: string): number {
  const { bsize, blocks, bfree } = statfsSync(folder);
  return bsize * (blocks - bfree);
}

function resize(folder: string, bytes: number): void {
  execFileSync('mount', ['-o', `remount,size=${bytes}`, folder], { stdio: 'ignore' });
}
