import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compareVersions, versionSchema } from '../../../domain/sync/update.ts';
import { replaceFile } from '../../../platform/files/durable.ts';

/**
 * An installation by folders, as tools/package/launcher/lanyard-start reads it: `versions/<v>/`,
 * the `pointer` to the current one, and `failed/<v>` for those that did not work. A version on
 * trial writes its number into `ready`. No later offer may go below `last-offer.json`.
 */
export type Installation = ReturnType<typeof openInstallation>;

const pointerSchema = z.object({
  current: versionSchema,
  previous: versionSchema.or(z.literal('')).default(''),
  trial: versionSchema.or(z.literal('')).default(''),
  starts: z.coerce.number().int().nonnegative().default(0),
});
export type Pointer = z.infer<typeof pointerSchema>;

const offerSchema = z.object({ version: versionSchema, signedAt: z.int().nonnegative() });
/** The version, and when the publisher signed it (UTC milliseconds). */
export type Offer = z.infer<typeof offerSchema>;

/** Mode of the files: every user's launcher must read them. */
const readable = 0o644;

/** The folder that the launcher named, or null: then a system installer updates this app. */
export function installationAt(environment: NodeJS.ProcessEnv): Installation | null {
  const root = environment.LANYARD_UPDATE_ROOT;
  if (root === undefined || root === '' || !existsSync(join(root, 'pointer'))) return null;
  return openInstallation(root);
}

/** Its calls throw Node's file errors. */
export function openInstallation(root: string) {
  const pointer = (): Pointer => readPointer(join(root, 'pointer'));
  const failed = (): string[] => {
    const folder = join(root, 'failed');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  return {
    /** Absolute path. */
    root,
    pointer,
    /** Whether the version is unpacked. */
    isStaged: (version: string): boolean => existsSync(join(root, 'versions', version)),
    /** Whether a version failed: it is not tried again. */
    hasFailed: (version: string): boolean => failed().includes(version),
    lastFailed: (): string | null =>
      failed().filter(isVersion).sort(compareVersions).at(-1) ?? null,
    /** The newest publisher-signed offer that was seen here, or null. */
    lastOffer: (): Offer | null => {
      const path = join(root, 'last-offer.json');
      return existsSync(path) ? offerSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
    },
    rememberOffer: (offer: Offer): void =>
      replaceFile(join(root, 'last-offer.json'), JSON.stringify(offer), readable),
    reportReady: (version: string): void => replaceFile(join(root, 'ready'), version, readable),
    /** The next start is the trial of `version`, and `from` returns if it does not work. */
    switchTo: (version: string, from: string): void =>
      replaceFile(
        join(root, 'pointer'),
        `current=${version}\nprevious=${from}\ntrial=${version}\nstarts=0\n`,
        readable,
      ),
    /**
     * Removes what is no longer needed: every version but the current one, the one before, and
     * newer ones that are ready; and the remains of an interrupted unpacking. Throws Node's file
     * errors.
     */
    removeOldVersions: (): void => {
      const { current, previous } = pointer();
      const isNeeded = (name: string): boolean =>
        name === current ||
        name === previous ||
        (isVersion(name) && compareVersions(name, current) > 0 && !failed().includes(name));
      for (const name of readdirSync(join(root, 'versions'))) {
        if (!isNeeded(name)) removeFolder(join(root, 'versions', name));
      }
    },
  };
}

function isVersion(name: string): boolean {
  return versionSchema.safeParse(name).success;
}

function readPointer(path: string): Pointer {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('='));
  return pointerSchema.parse(
    Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
    ),
  );
}

/** Empties a folder, or makes it if missing. */
export function emptyFolder(path: string): void {
  removeFolder(path);
  mkdirSync(path, { recursive: true });
}

/** Removes a folder that may hold an app: Electron's file functions treat app.asar as a folder. */
export function removeFolder(path: string): void {
  const before: unknown = Reflect.get(process, 'noAsar');
  Reflect.set(process, 'noAsar', true);
  try {
    rmSync(path, { recursive: true, force: true });
  } finally {
    Reflect.set(process, 'noAsar', before);
  }
}

/** Whether a waiting update is installed at night: a supervisor's choice, kept over restarts. */
export type PlanFile = ReturnType<typeof createPlanFile>;

/**
 * @param path absolute path
 * @param usual the default until a supervisor chooses
 */
export function createPlanFile(path: string, usual: boolean) {
  return {
    isTonight: (): boolean =>
      existsSync(path) ? readFileSync(path, 'utf8').trim() === 'tonight' : usual,
    /** Throws Node's file errors. */
    write: (tonight: boolean): void => replaceFile(path, tonight ? 'tonight\n' : 'ask\n'),
  };
}
