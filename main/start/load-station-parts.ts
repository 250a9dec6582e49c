import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { loadByParts } from '../load-by-parts.ts';

/**
 * Loads the station's code file by file, so that importing it is no more than a look: the window has its turn after each.
 * Both are the work of this one thread, and what a page and its camera ask of it waits for the part that is being loaded.
 *
 * @param built folder of the built main process
 * @param pageBegins waited for before each part: see `pageBeginning`
 */
export async function loadStationParts(
  built: string,
  pageBegins: () => Promise<void>,
): Promise<void> {
  const parts = partsOf(built).map((part) => async () => {
    await pageBegins();
    await import(/* @vite-ignore */ part);
  });
  await loadByParts(parts);
}

/** What is imported, in the build's order (tools/build/station-parts.ts): files as addresses, packages by name. */
function partsOf(built: string): string[] {
  const names: unknown = JSON.parse(readFileSync(join(built, 'station-parts.json'), 'utf8'));
  if (!Array.isArray(names)) return [];
  return names
    .map(String)
    .map((name) => (name.endsWith('.js') ? pathToFileURL(join(built, name)).href : name));
}

/** What is needed of Electron's WebContents. */
interface Contents {
  once(event: 'did-navigate', listener: () => void): unknown;
}

/** Milliseconds for which a page is waited for; one that crashed asks for nothing. */
const longestWait = 300;

/**
 * Tells when a window's page needs this thread: from the moment at which its process has the page until the page asks for its
 * own code, it waits for the preload, which this thread reads for it in several turns.
 *
 * @param codeAsked the page asks for its code
 */
export function pageBeginning(contents: Contents, codeAsked: Promise<void>): () => Promise<void> {
  let asked: Promise<void> = Promise.resolve();
  contents.once('did-navigate', () => {
    asked = Promise.race([codeAsked, delay(longestWait)]);
  });
  return () => asked;
}
