import type { Print } from './print.ts';
import type { HubWords } from './words.ts';

export async function restoreCommand(_words: HubWords, _print: Print): Promise<void> {}
