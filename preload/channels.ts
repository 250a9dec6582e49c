/** The IPC channel of a call. Pages never name channels. */
export function callChannel(name: string): string {
  return `call:${name}`;
}

/** The IPC channel of a notice. */
export function noticeChannel(name: string): string {
  return `notice:${name}`;
}
