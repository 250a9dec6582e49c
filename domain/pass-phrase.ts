import { z } from 'zod';

/**
 * Fewest characters of a pass phrase that opens a station's store. It can be guessed without end on a stolen disk,
 * unlike a PIN, so it is long: NIST SP 800-63B asks for 8 at least where guesses are limited, and here they are not.
 */
export const fewestPassPhraseCharacters = 12;
const mostPassPhraseCharacters = 200;
/** "aaaaaaaaaaaa" and "121212121212" are long and still guessed first. */
const fewestDifferentCharacters = 6;

/**
 * The form of a pass phrase in which it is used: without spaces around it, and in one spelling of each letter whatever
 * the keyboard sent (Unicode NFKC).
 */
export function plainPassPhrase(text: string): string {
  return text.normalize('NFKC').trim();
}

/** A pass phrase to be set: long enough, and neither digits alone nor a few characters over and over. */
export const newPassPhraseSchema = z
  .string()
  .max(mostPassPhraseCharacters)
  .transform(plainPassPhrase)
  .refine((text) => {
    const characters = [...text];
    return (
      characters.length >= fewestPassPhraseCharacters &&
      new Set(characters).size >= fewestDifferentCharacters &&
      !/^\p{Nd}+$/u.test(text)
    );
  }, 'too easy to guess');

/** A pass phrase as somebody types it to open the store; whether it is right only the key's file knows. */
export const typedPassPhraseSchema = z
  .string()
  .min(1)
  .max(mostPassPhraseCharacters)
  .transform(plainPassPhrase);
