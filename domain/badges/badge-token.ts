import type { AttendanceEvent } from '../ledger/attendance.ts';
import { payloadText } from '../ledger/attendance-fold.ts';
import { formatSerial, parseSerial } from '../tickets/opaque-code.ts';

/**
 * The proof of a badge's token, kept in the fact of its issue. Salt and hash are hexadecimal, 16
 * bytes each.
 */
export interface TokenProof {
  salt: string;
  hash: string;
}

/** Makes and checks the random bytes in the codes of badges. */
export interface BadgeTokens {
  /** Makes a token for one badge, and the proof for the fact of its issue. */
  make(): { token: Uint8Array; proof: TokenProof };
  /** Whether a token matches a proof. Slow on purpose (`platform/crypto/badge-tokens.ts`). */
  matches(token: Uint8Array, proof: TokenProof): boolean;
}

/**
 * Max issues of one serial that are checked, so that no one can make a door station compute for
 * minutes. A station gives a serial twice only where its disk was cloned.
 */
const maxIssuesOfSerial = 4;

/**
 * Whether a fact issues the badge of its serial. Only the station whose number begins the serial
 * may issue it, so no other station can give it a token. The caller leaves out disregarded facts
 * (trust.md, 6).
 */
export function countsAsIssue(
  fact: Pick<AttendanceEvent, 'type' | 'station' | 'badgeSerial' | 'delegateId'>,
): boolean {
  const serial = parseSerial(fact.badgeSerial ?? '');
  if (fact.type !== 'badge-issued' || fact.delegateId === null || serial === null) return false;
  // Refuses other spellings of the serial, which no badge code can carry.
  if (formatSerial(serial) !== fact.badgeSerial) return false;
  return serial.station === fact.station.slice(0, 8).toUpperCase();
}

/** The token proof in the fact of an issue; null where there is none that can be checked. */
export function tokenProofOf(fact: Pick<AttendanceEvent, 'payload'>): TokenProof | null {
  const salt = payloadText(fact, 'salt') ?? '';
  const hash = payloadText(fact, 'hash') ?? '';
  return isProofText(salt) && isProofText(hash) ? { salt, hash } : null;
}

/**
 * The issue of the badge that carries this token; null where no issue has this token.
 *
 * @param issues issues of one serial (`countsAsIssue`), sorted by clock
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
