import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { startProgram } from '../support/program.ts';

/** Where something writes that can run out of room. */
export interface Fillable {
  /** Takes all room that is left. */
  fill(): void;
  /** Gives room again. */
  free(): void;
}

/** A disk of its own, in memory. */
export interface SmallDisk extends Fillable {
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Bytes: far more than a run writes; memory is taken only for what is written. */
const defaultSize = 2 ** 30;

/**
 * Mounts a tmpfs on the folder. A guard of its own unmounts it when this process ends, in whatever way.
 *
 * @returns null where this user may not mount
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

/** Signals of the terminal go to the guard, too: it must outlive them. */
const guardScript = `trap '' INT TERM HUP
mount -t tmpfs -o "size=$2,mode=755" lanyard-small-disk "$1" || exit 1
echo mounted
read end
umount -l "$1"`;

/** Bytes left to whoever writes while the size is being set: a size below what is used is refused. */
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
