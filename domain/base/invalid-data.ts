/**
 * Data that a rule of the domain does not accept. A caller shows its own text for the code: only
 * `fact-line` shows the message.
 */
export class InvalidData extends Error {
  readonly code: /** A line of a facts file. */
    | 'fact-line'
    /** A new person without any name. */
    | 'incomplete-entry'
    /** This station's event file lacks a badge's category or delegation; another may have it. */
    | 'not-in-event-file'
    /** No regular expression, or one that could take very long. */
    | 'unsafe-pattern';
  /** With `not-in-event-file`, the id that is missing. */
  readonly detail: string;
  constructor(
    code: InvalidData['code'],
    message: string,
    { detail = '', cause }: { detail?: string; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'InvalidData';
    this.code = code;
    this.detail = detail;
  }
}
