import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of a worker thread's program beside the calling file, as source or as built; null if
 * missing.
 *
 * @param folder `import.meta.dirname` of the caller
 */
export function findWorker(folder: string, name: string): string | null {
  const names = [`${name}.ts`, `${name}.js`, `../${name}.js`];
  return names.map((each) => join(folder, each)).find((place) => existsSync(place)) ?? null;
}
