/**
 * A set-up step that failed for a reason the reader can act on. `message` names the thing, `remedy`
 * says what to do.
 */
export class SetupError extends Error {
  /**
   * @param {string} message what went wrong, naming the thing
   * @param {string} remedy what the reader can do about it
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/**
 * Prints one plain line. It goes to stderr, because stdout belongs to the command that asked for
 * set-up.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/**
 * Prints an error for a person: a SetupError without its stack, anything else (a defect of ours)
 * with it.
 * @param {unknown} error
 */
export function reportFailure(error) {
  if (error instanceof SetupError) {
    process.stderr.write(`\n${error.message}\n${error.remedy}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
