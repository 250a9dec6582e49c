import { statfs } from 'node:fs/promises';

/** Bytes that this program may still write where the folder lies; null where the system does not say. */
export async function freeDiskAt(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    return Number.isSafeInteger(free) && free >= 0 ? free : null;
  } catch {
    // Some network drives cannot tell. That is no failure of anything that the station does.
    return null;
  }
}
