/**
 * The start of a hub's QR: see `domain/sync/enrolment.ts`. A scanner's Caps Lock swaps its case.
 */
const inviteStart = /^LH:/i;

/** True for the text of a hub's QR. */
export function isInviteText(text: string): boolean {
  return inviteStart.test(text);
}

/** Splits a code or a fingerprint into groups of four, which people compare group by group. */
export function groupsOfFour(text: string): string[] {
  return text.match(/.{1,4}/gu) ?? [];
}
