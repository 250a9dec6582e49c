/** One text of one file, and what stands there instead. */
interface Edit {
  /** From the repository's root. */
  file: string;
  find: string;
  put: string;
}

/** A bug on purpose: the simulation must break an invariant with it. */
export interface Mutation {
  name: string;
  edits: readonly Edit[];
  /** Found within a few schedules: one of those that every test run plants. */
  quick?: true;
}
