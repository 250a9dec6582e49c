/** How a hub's QR begins: see `domain/sync/enrolment.ts`. A scanner's Caps Lock swaps its case. */
const inviteStart = /^LH:/i;

export function isInviteText(text: string): boolean {
  return inviteStart.test(text);
}

/** Splits a code or fingerprint into groups of four, which people compare more easily. */
export function groupsOfFour(text: string): string[] {
  return text.match(/.{1,4}/gu) ?? [];
}
