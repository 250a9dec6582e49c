import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';
import type { VitestPluginContext } from 'vitest/node';
import { mutationOf } from './list.ts';
import { mutated, type Plant, plantsIn } from './mutation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Plants the fault of this name in what vitest loads, or in a page that is built; the files on disk
 * stay unchanged.
 */
export function plantMutation(
  name: string,
): Plugin & { configureVitest: (context: VitestPluginContext) => void } {
  const mutation = mutationOf(name);
  const plantsOf = (id: string): Plant[] =>
    plantsIn(normalizePath(relative(root, id.split('?')[0] ?? id)), mutation);
  return {
    name: 'plant-mutation',
    enforce: 'pre',
    transform: (code, id) => {
      const plants = plantsOf(id);
      return plants.length > 0 ? mutated(plants, code) : null;
    },
    // Vitest caches transformed files on disk by their text: the fault must neither stay in the
    // cache nor be missed because of it.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (plantsOf(id).length > 0 ? false : null)),
  };
}
