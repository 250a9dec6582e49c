import { addUpdate, UpdateFileError, updatesFolder } from '../station/add-update.ts';
import type { Print } from './print.ts';
import { type HubWords, onlyWord, UsageError } from './words.ts';

/**
 * `add-update FILE`: offers this update to the hub's stations. The hub may be running.
 *
 * @throws UsageError for a file that is not an update; Node's file errors
 */
export async function addUpdateCommand(words: HubWords, print: Print): Promise<void> {
  const file = words.path(onlyWord(words, 'FILE'));
  try {
    const { manifest } = await addUpdate(file, updatesFolder(words.dataDir));
    print(`Offered to stations: ${manifest.version} for ${manifest.platform}.`);
    print('Each checks the publisher’s two signatures itself, and installs outside opening hours.');
  } catch (error) {
    if (error instanceof UpdateFileError) throw new UsageError(error.message);
    throw error;
  }
}
