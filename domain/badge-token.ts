import type { AttendanceEvent } from './attendance.ts';
import { payloadText } from './attendance-fold.ts';
import { formatSerial, parseSerial } from './opaque-code.ts';

/** What the fact of an issue says of the badge's token: hexadecimal, 16 bytes each. */
export interface TokenProof {
  salt: string;
  hash: string;
}

/** Makes and checks the random bytes in the codes of badges. */
export interface BadgeTokens {
  /** A token of its own for one badge, and what its fact says of it. */
  make(): { token: Uint8Array; proof: TokenProof };
  /** Whether a token is the one of a proof; slow on purpose (`crypto/badge-tokens.ts`). */
  matches(token: Uint8Array, proof: TokenProof): boolean;
}

/**
 * A station gives a serial twice only where its disk was cloned. More issues of one serial than this are not
 * looked at, so that nobody can make a door compute for minutes.
 */
const maxIssuesOfSerial = 4;

/**
 * Whether a fact issues the badge of its serial. Only the station whose number begins the serial issues it, so that
 * nobody gives another station's serial a token of their own. A disregarded fact (trust.md, 6) is to be left out here.
 */
export function countsAsIssue(
  fact: Pick<AttendanceEvent, 'type' | 'kiosk' | 'badgeSerial' | 'delegateId'>,
): boolean {
  const serial = parseSerial(fact.badgeSerial ?? '');
  if (fact.type !== 'badge-issued' || fact.delegateId === null || serial === null) return false;
  // Another way of writing a serial is none that a badge could be read by.
  if (formatSerial(serial) !== fact.badgeSerial) return false;
  return serial.kiosk === fact.kiosk.slice(0, 8).toUpperCase();
}

/** What an issue says of its token; null where it says nothing that can be checked. */
export function tokenProofOf(fact: Pick<AttendanceEvent, 'payload'>): TokenProof | null {
  const salt = payloadText(fact, 'salt') ?? '';
  const hash = payloadText(fact, 'hash') ?? '';
  return isProofText(salt) && isProofText(hash) ? { salt, hash } : null;
}

/**
 * The issue of the badge that carries this token; null where the token is none of theirs.
 *
 * @param issues issues of one serial (`countsAsIssue`), first by clock first
 */
export function issueOfToken<Issue extends Pick<AttendanceEvent, 'payload'>>(
  issues: readonly Issue[],
  token: Uint8Array,
  tokens: Pick<BadgeTokens, 'matches'>,
): Issue | null {
  const found = issues.slice(0, maxIssuesOfSerial).find((issue) => {
    const proof = tokenProofOf(issue);
    return proof !== null && tokens.matches(token, proof);
  });
  return found ?? null;
}

function isProofText(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
