import { z } from 'zod';

/**
 * Min characters of a pass phrase that opens a station's store. On a stolen disk the number of
 * guesses is unlimited, unlike a PIN's, so it is long: NIST SP 800-63B requires at least 8 where
 * guesses are limited.
 */
export const minPassPhraseCharacters = 12;
const maxPassPhraseCharacters = 200;
/** "aaaaaaaaaaaa" and "121212121212" are long and still guessed first. */
const minDifferentCharacters = 6;

/**
 * The form in which a pass phrase is used: without spaces around it, and in one spelling of each
 * letter whatever the keyboard sent (Unicode NFKC).
 */
export function plainPassPhrase(text: string): string {
  return text.normalize('NFKC').trim();
}

/** A new pass phrase: long enough, and neither digits alone nor a few characters repeated. */
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

/** A pass phrase typed to open the store; only the key's file shows whether it is right. */
export const typedPassPhraseSchema = z
  .string()
  .min(1)
  .max(maxPassPhraseCharacters)
  .transform(plainPassPhrase);
