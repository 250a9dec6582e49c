import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { loadByParts } from '../../base/load-by-parts.ts';

/**
 * Loads the station's code file by file, so that importing it later takes no time. The window has
 * its turn after each file: both run on this one thread, and requests of a page and its camera wait
 * for the part that is being loaded.
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

/** Imports in build order (tools/build/station-parts.ts): files as addresses, packages by name. */
function partsOf(built: string): string[] {
  const names: unknown = JSON.parse(readFileSync(join(built, 'station-parts.json'), 'utf8'));
  if (!Array.isArray(names)) return [];
  return names
    .map(String)
    .map((name) => (name.endsWith('.js') ? pathToFileURL(join(built, name)).href : name));
}

interface Contents {
  once(event: 'did-navigate', listener: () => void): unknown;
}

/** Milliseconds to wait for a page; a page that crashed requests nothing. */
const maxWait = 300;

/**
 * Returns a function that resolves once a window's page can do without this thread. From when its
 * process has the page until the page requests its own code, the page waits for the preload, which
 * this thread reads in several turns.
 *
 * @param codeAsked the page requests its code
 */
export function pageBeginning(contents: Contents, codeAsked: Promise<void>): () => Promise<void> {
  let asked: Promise<void> = Promise.resolve();
  contents.once('did-navigate', () => {
    asked = Promise.race([codeAsked, delay(maxWait)]);
  });
  return () => asked;
}
