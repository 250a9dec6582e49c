// Loaded first (`--import`) in each process and thread of a run: child processes and worker threads
// of the code under test read the sources through Node, not through vitest. The hook is synchronous
// like that of tools/native-types.mjs: behind an asynchronous one, that hook finds no source.
import { readFileSync } from 'node:fs';
// @ts-expect-error The types are of Electron's Node 20; tests run on the project's own.
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutationOf } from './list.ts';
import { mutated, mutationVariable, plantsIn } from './mutation.ts';

const root = new URL('../../', import.meta.url).href;
const mutation = mutationOf(process.env[mutationVariable] ?? '');

interface Loaded {
  format: string;
  source: unknown;
  shortCircuit?: boolean;
}

registerHooks({
  load: (url: string, context: object, nextLoad: (url: string, context: object) => Loaded) => {
    const file = url.startsWith(root) ? url.slice(root.length) : '';
    const plants = plantsIn(file, mutation);
    if (plants.length === 0) return nextLoad(url, context);
    const source = mutated(plants, readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
