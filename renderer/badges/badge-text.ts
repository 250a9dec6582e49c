import { badgeCodeLength, badgePrefix } from '../../domain/tickets/opaque-code.ts';

/** True for the text of a badge's QR, as far as a page can tell; main checks if it is genuine. */
export function isBadgeText(text: string): boolean {
  const code = text.trim().toUpperCase();
  return code.length === badgeCodeLength && code.startsWith(badgePrefix) && /^[A-Z]+$/.test(code);
}
