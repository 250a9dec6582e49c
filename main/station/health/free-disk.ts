import { statfs } from 'node:fs/promises';

/** Bytes that this program may still write on the folder's disk; null if unknown. */
export async function freeDiskAt(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    return Number.isSafeInteger(free) && free >= 0 ? free : null;
  } catch {
    // Some network drives cannot tell. That is not a failure of the station.
    return null;
  }
}
