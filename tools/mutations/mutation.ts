/** A text in a file and its replacement. */
interface Edit {
  /** From the repository's root. */
  file: string;
  /** Must occur exactly once in the file. */
  find: string;
  put: string;
}

/** A fault planted on purpose. */
export interface Mutation {
  /** Unique in the whole list. */
  name: string;
  edits: readonly Edit[];
  /**
   * The test file that must fail, of the unit tests or of the renderer's page tests, or
   * `simulation`; null if nothing catches the fault yet.
   */
  caughtBy: string | null;
  /** Runs only the tests with this text in their names, if the whole file takes long. */
  only?: string;
}

/**
 * A run of the mechanism without a fault. A test that fails in it would seem to catch every fault.
 */
export const noFault: Mutation = { name: 'no fault', edits: [], caughtBy: null };

/** The value of `caughtBy` for faults that the random schedules of test/sim find. */
export const simulation = 'simulation';

/** The environment variable that names the planted fault. */
export const mutationVariable = 'LANYARD_MUTATION';

/**
 * The text of a file with its part of a fault.
 * Throws if the text to replace is missing or occurs twice.
 */
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
