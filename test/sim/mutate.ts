import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';

/** The planted bug of this name. */
export function mutationOf(name: string): Mutation {
  const mutation = mutations.find((known) => known.name === name);
  if (mutation === undefined) throw new Error(`no such mutation: ${name}`);
  return mutation;
}

/** The text of a file with its part of a bug in it. Throws where the text that it changes is there no more, or twice. */
export function mutated(mutation: Mutation, file: string, source: string): string {
  return mutation.edits
    .filter((edit) => edit.file === file)
    .reduce((text, { find, put }) => {
      const pieces = text.split(find);
      if (pieces.length !== 2) {
        throw new Error(`“${mutation.name}”: found ${pieces.length - 1} times in ${file}: ${find}`);
      }
      return pieces.join(put);
    }, source);
}
