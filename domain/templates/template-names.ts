import type { ScreenLanguage } from '../base/language.ts';

/** The forms of the names of built-in templates. A name given by a user has none of them. */
const builtIn =
  /^(?:\d+ mm roll|A6|\d+ × \d+ mm|Brother label \d+ × \d+ mm|Card \d+ × \d+ mm|CR80 card)(?:, folded|, with photo| with photo and back)?(?:, given name first)?$/;

const french: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) mm roll/, 'Rouleau $1 mm'],
  [/^Brother label/, 'Étiquette Brother'],
  [/^Card/, 'Carte'],
  [/^CR80 card/, 'Carte CR80'],
  [/, folded/, ', plié'],
  [/with photo and back/, 'avec photo et verso'],
  [/with photo/, 'avec photo'],
  [/, given name first/, ', prénom en premier'],
];

/**
 * A template's name on the screens: that of a built-in one in their language, any other unchanged.
 */
export function templateName(name: string, language: ScreenLanguage): string {
  if (language !== 'fr' || !builtIn.test(name)) return name;
  return french.reduce((text, [words, said]) => text.replace(words, said), name);
}
