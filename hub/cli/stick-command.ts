import { readFileSync, statSync } from 'node:fs';
import { maxStickSize, type StickAnswer, type StickRefusal } from '../../domain/sync/stick.ts';
import type { AdminClient } from '../admin/client.ts';
import { type Print, timeText } from './print.ts';
import { type HubWords, onlyWord, UsageError } from './words.ts';

const refusalLines: Readonly<Record<StickRefusal, string>> = {
  'not-a-stick': 'Not a station’s file. Choose one that ends with .lanyard.',
  'newer-version': 'It was written by a newer version of the app: update the hub.',
  'other-event': 'It belongs to another event.',
  'other-hub': 'It was written for another hub. Let the station join this one and write it again.',
  truncated: 'Incomplete. Write it again at the station.',
  damaged: 'Altered after writing. Write it again at the station.',
  'unknown-station': 'This hub does not know the station. Let it join and write it again.',
  'bad-signature': 'The signature is not the station’s: do not trust the bearer.',
  revoked: 'The station was revoked or replaced. Its records are in quarantine.',
  'chain-differs':
    'The hub holds another history of this station (a copied or restored disk). Connect it by network.',
};

/**
 * `import-stick FILE`: imports the facts of a station without network.
 *
 * @returns the exit code, 1 if the file was refused
 */
export async function importStickCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<0 | 1> {
  const file = words.path(onlyWord(words, 'file'));
  if (statSync(file).size > maxStickSize) throw new UsageError(refusalLines['not-a-stick']);
  const answer = await client.importStick(readFileSync(file));
  for (const line of linesOf(answer)) print(line);
  return answer.outcome === 'imported' ? 0 : 1;
}

function linesOf(answer: StickAnswer): string[] {
  const inQuarantine =
    answer.quarantined === 0 ? [] : [`In quarantine: ${answer.quarantined} (see: quarantine)`];
  if (answer.outcome === 'refused') {
    const whose = answer.stationName === null ? '' : ` (${answer.stationName})`;
    return [`Refused${whose}: ${refusalLines[answer.reason]}`, ...inQuarantine];
  }
  const { stationName, written, stored, known } = answer;
  const isNew = stored > 0 || answer.quarantined > 0;
  return [
    `${stationName}, written ${timeText(written)}`,
    isNew
      ? `Imported: ${stored} facts; known already: ${known}`
      : `Nothing new: ${known} facts known already.`,
    ...inQuarantine,
  ];
}
