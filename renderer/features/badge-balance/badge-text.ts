import { badgeCodeLength, badgePrefix } from '../../../domain/opaque-code.ts';

/** True for what a badge's own QR holds, as far as a page can tell: whether it is genuine, main says. */
export function isBadgeText(text: string): boolean {
  const code = text.trim().toUpperCase();
  return code.length === badgeCodeLength && code.startsWith(badgePrefix) && /^[A-Z]+$/.test(code);
}
