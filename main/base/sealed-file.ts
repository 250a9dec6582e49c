import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { safeFileName } from '../../domain/base/file-name.ts';

/** Words of a passphrase made here: 66 bits, behind scrypt. */
const phraseWords = 6;

export function makePhrase(): string {
  const word = () => wordlist[randomInt(wordlist.length)] ?? '';
  return Array.from({ length: phraseWords }, word).join(' ');
}

/** A passphrase as it seals: however many spaces were typed between its words. */
export function sealingPhrase(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

/** A name as a file name: characters that a system may refuse become hyphens. */
export function fileNameOf(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
  return safeFileName(plain.slice(0, 60));
}
