/** One text of one file, and what replaces it. */
interface Edit {
  /** From the repository's root. */
  file: string;
  /** Occurs exactly once in the file. */
  find: string;
  put: string;
}

/** A fault planted on purpose. */
export interface Mutation {
  /** Unique in the whole list. */
  name: string;
  edits: readonly Edit[];
  /**
   * The test file that must fail, of the unit tests or of the renderer's page tests, or `simulation`;
   * null where nothing catches the fault yet.
   */
  caughtBy: string | null;
  /** Runs only the tests with this text in their names, where the whole file takes long. */
  only?: string;
}

/**
 * Nothing is planted, by all that plants a fault otherwise: a test that fails so would seem to catch
 * whatever it is given.
 */
export const noFault: Mutation = { name: 'no fault', edits: [], caughtBy: null };

/** The value of `caughtBy` for what the random schedules of test/sim find. */
export const simulation = 'simulation';

/** The environment variable that names the planted fault. */
export const mutationVariable = 'LANYARD_MUTATION';

/**
 * The text of a file with its part of a fault in it.
 * Throws where the text to replace is missing or occurs twice.
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
