import { existsSync, statSync } from 'node:fs';
import { insertWrittenFile } from '../../db/base/written-files.ts';
import { fileHash } from '../../hub/store/purge-files.ts';
import type { Context } from '../base/context.ts';

/** Records which files with personal data the app wrote, so that a purge finds them. */
export interface FileRecorder {
  /** The same dialogs; the path of each file chosen for saving is kept until it is written. */
  watching<Dialogs extends object>(dialogs: Dialogs): Dialogs;
  /** After a call was answered: records files written at the chosen paths. Never rejects. */
  settle(): Promise<void>;
}

/** Files without personal data, and those recorded elsewhere. */
const harmless: ReadonlySet<string> = new Set([
  // The hosted hub also records it, and the second one to delete it would miss it.
  'saveHubBackup',
  'saveTemplate',
  'saveSettings',
  // Counts and ids; proofs must stay to be shown later.
  'saveDayReport',
  'saveCertificate',
  'saveArchive',
]);

/** Milliseconds: the file system of a stick (FAT) keeps times to two seconds. */
const timeGrain = 2_000;

/** A recorder on the station's store. `failed` gets errors of recording. */
export function createFileRecorder(
  context: Context,
  failed: (error: unknown) => void,
): FileRecorder {
  const chosen = new Map<string, number>();
  const note = async (path: string, since: number): Promise<void> => {
    // A file from before that was not written now is not ours.
    if (!existsSync(path) || statSync(path).mtimeMs < since - timeGrain) return;
    const sha256 = await fileHash(path);
    const eventId = context.event.file.id;
    insertWrittenFile(context.db, { path, sha256, eventId, wall: context.clock() });
  };
  return {
    watching: (dialogs) =>
      new Proxy(dialogs, {
        get: (target, name, receiver) => {
          const dialog: unknown = Reflect.get(target, name, receiver);
          const isSaving =
            typeof name === 'string' && name.startsWith('save') && !harmless.has(name);
          if (!isSaving || typeof dialog !== 'function') return dialog;
          return async (...words: unknown[]): Promise<unknown> => {
            const path: unknown = await Reflect.apply(dialog, target, words);
            if (typeof path === 'string')
              for (const one of withBeside(path)) chosen.set(one, Date.now());
            return path;
          };
        },
      }),
    settle: async () => {
      for (const [path, since] of [...chosen]) {
        chosen.delete(path);
        try {
          await note(path, since);
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}

/** Files saved beside the chosen one: a job's picture, the parts of an access request. */
function withBeside(path: string): string[] {
  const stem = path.replace(/\.(bin|json)$/i, '');
  return stem === path ? [path] : [path, `${stem}.pbm`, `${stem}.txt`, `${stem}.jpg`];
}
