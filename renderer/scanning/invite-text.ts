/** How a hub's QR begins: see `domain/sync/enrolment.ts`. A scanner's Caps Lock swaps its case. */
const inviteStart = /^LH:/i;

export function isInviteText(text: string): boolean {
  return inviteStart.test(text);
}
