/** A folder or file that the hub does not use. The message tells the administrator what to do. */
export class HubFileError extends Error {
  readonly code: 'open-to-others' | 'not-an-update';
  readonly path: string;
  constructor(code: HubFileError['code'], path: string, message: string) {
    super(message);
    this.name = 'HubFileError';
    this.code = code;
    this.path = path;
  }
}
