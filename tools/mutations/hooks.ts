// Hooks of Node's module loader, in its thread: plant a fault in the sources as they are loaded.
import { readFileSync } from 'node:fs';
import type { InitializeHook, LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutationOf } from './list.ts';
import { type Mutation, mutated } from './mutation.ts';

const root = new URL('../../', import.meta.url).href;
let mutation: Mutation | null = null;

export const initialize: InitializeHook<string> = (name) => {
  mutation = mutationOf(name);
};

export const load: LoadHook = async (url, context, nextLoad) => {
  const file = url.startsWith(root) ? url.slice(root.length) : '';
  if (mutation === null || mutation.edits.every((edit) => edit.file !== file)) {
    return await nextLoad(url, context);
  }
  const source = mutated(mutation, file, readFileSync(fileURLToPath(url), 'utf8'));
  // Types of Node 20 do not know this format yet; it is that of the project's own Node.
  return { format: 'module-typescript' as 'module', source, shortCircuit: true };
};
