import type { Page } from 'playwright-core';
import en from '../../ui/words/en.json' with { type: 'json' };
import fr from '../../ui/words/fr.json' with { type: 'json' };

interface Words {
  [key: string]: string | Words;
}

function* flat(words: Words): Generator<string> {
  for (const value of Object.values(words)) {
    if (typeof value === 'string') yield value;
    else yield* flat(value);
  }
}

const value = /\{\{\w+\}\}/;

/** Matches the whole sentence, with any text in place of its values. */
function patternOf(sentence: string): RegExp {
  const parts = sentence
    .split(value)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'));
  return new RegExp(`^${parts.join('.+')}$`);
}

const saysSomething = (sentence: string): boolean =>
  /\p{L}{2}/u.test(sentence.replace(new RegExp(value, 'g'), ''));
const english = [...flat(en)].filter(saysSomething).map(patternOf);
const french = [...flat(fr)].filter(saysSomething).map(patternOf);
/** English words that none of our French texts contains. */
const functionWords = /(?<![\w@./-])(?:the|and|of|with|your|please|this|not|no|is|to)(?![\w@./-])/i;

/**
 * The English texts among these. A text is English if it matches an English label or contains one
 * of `functionWords`, unless it matches a French label.
 */
export function englishAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    if (french.some((pattern) => pattern.test(text))) return false;
    return functionWords.test(text) || english.some((pattern) => pattern.test(text));
  });
}

/** Every text that is visible or read out on the page now. */
export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility() === true) found.add(node.textContent ?? '');
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        if (one.checkVisibility()) found.add(one.getAttribute(name) ?? '');
      }
    }
    return [...found].map((text) => text.trim()).filter((text) => text !== '');
  });
}
