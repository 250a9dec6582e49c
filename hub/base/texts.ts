import { hash } from 'node:crypto';

/**
 * A station's text in a form that stores accept: without control characters and lone surrogates.
 */
export function storableText(text: string): string {
  return text.replace(/\p{Cc}|\p{Surrogate}/gu, '').trim();
}

/** Hex SHA-256 of a token or a code, which the store keeps instead of it. */
export function secretHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}
