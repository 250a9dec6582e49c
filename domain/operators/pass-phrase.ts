import { z } from 'zod';

/**
 * Min characters of a passphrase that opens a station's store. On a stolen disk guesses are
 * unlimited, unlike those of a PIN, so it is long: NIST SP 800-63B requires at least 8 where
 * guesses are limited.
 */
export const minPassPhraseCharacters = 12;
const maxPassPhraseCharacters = 200;
/** "aaaaaaaaaaaa" and "121212121212" are long but guessed first. */
const minDifferentCharacters = 6;

/**
 * The form in which a passphrase is used: trimmed, and with one encoding of each letter whatever
 * the keyboard sent (Unicode NFKC).
 */
export function plainPassPhrase(text: string): string {
  return text.normalize('NFKC').trim();
}

/** A new passphrase: long enough, and neither digits only nor a few characters repeated. */
export const newPassPhraseSchema = z
  .string()
  .max(maxPassPhraseCharacters)
  .transform(plainPassPhrase)
  .refine((text) => {
    const characters = [...text];
    return (
      characters.length >= minPassPhraseCharacters &&
      new Set(characters).size >= minDifferentCharacters &&
      !/^\p{Nd}+$/u.test(text)
    );
  }, 'too easy to guess');

/** A passphrase typed to open the store. Only the key's file shows whether it is right. */
export const typedPassPhraseSchema = z
  .string()
  .min(1)
  .max(maxPassPhraseCharacters)
  .transform(plainPassPhrase);
