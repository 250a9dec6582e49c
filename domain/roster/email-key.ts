/**
 * A text that is equal for two writings of one address; null for what is no address, because forms
 * write "anonymous" for people who did not sign in.
 */
export function emailKey(email: string): string | null {
  if (!email.includes('@')) return null;
  // Servers tell apart capitals before the @ in theory only (RFC 5321, section 2.4).
  return email.normalize('NFC').toLowerCase();
}
