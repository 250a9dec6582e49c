/** The channel of a call; pages never name channels. */
export function callChannel(name: string): string {
  return `call:${name}`;
}

/** The channel of a notice. */
export function noticeChannel(name: string): string {
  return `notice:${name}`;
}
