import type { Page } from 'playwright-core';
import screenEn from '../../ui/words/en.json' with { type: 'json' };
import { endonyms } from '../../ui/words/endonyms.ts';
import screenFr from '../../ui/words/fr.json' with { type: 'json' };
import kioskEn from '../../ui/words/kiosk/en.json' with { type: 'json' };
import kioskEs from '../../ui/words/kiosk/es.json' with { type: 'json' };
import kioskFr from '../../ui/words/kiosk/fr.json' with { type: 'json' };
import kioskPt from '../../ui/words/kiosk/pt.json' with { type: 'json' };
import pageEn from '../../web/organiser/words/en.json' with { type: 'json' };
import pageFr from '../../web/organiser/words/fr.json' with { type: 'json' };

interface Words {
  [key: string]: string | Words;
}

function textsIn(words: Words): string[] {
  return Object.values(words).flatMap((one) => (typeof one === 'string' ? [one] : textsIn(one)));
}

/** A value that a text takes, and a mark of its form. */
const value = /\{\{[^}]*\}\}|<[^>]*>/;
const allIn = (...all: Words[]): string[] => all.flatMap(textsIn);
const frenchTexts = allIn(screenFr, kioskFr, pageFr);
const englishTexts = allIn(screenEn, kioskEn, pageEn);

interface Pattern {
  pattern: RegExp;
  /** Number of characters that do not depend on values. */
  fixed: number;
}

/** Matches the whole text, with anything in place of its values. */
function patternOf(text: string): Pattern {
  const parts = text.split(new RegExp(value, 'g'));
  const escaped = parts.map((part) =>
    part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'),
  );
  return { pattern: new RegExp(`^${escaped.join('.+')}$`), fixed: parts.join('').length };
}

const saysSomething = (text: string): boolean =>
  /\p{L}{2}/u.test(text.replace(new RegExp(value, 'g'), ''));
const french = frenchTexts.filter(saysSomething).map(patternOf);
const english = englishTexts.filter(saysSomething).map(patternOf);

/** @returns the length of the most exact of the patterns that match; −1 if none does */
function matchOf(text: string, patterns: readonly Pattern[]): number {
  const matching = patterns.filter(({ pattern }) => pattern.test(text));
  return Math.max(-1, ...matching.map(({ fixed }) => fixed));
}

/** Addresses, paths, codes of letters and digits, and groups of a fingerprint. */
const noWords = /@|\w[./\\:]\w|^(?=.*\d)[A-Za-z\d-]+$|^[\da-f]{4}$/;

/** The words of a text, in small letters. */
function wordsOf(text: string): string[] {
  const plain = text.replace(new RegExp(value, 'g'), ' ').split(/\s+/);
  return plain
    .filter((part) => !noWords.test(part))
    .flatMap((part) => part.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
}

/** French words that are only in texts of documents and e-mails. */
const frenchOfDocuments = ['agenda', 'place', 'tickets'];
const frenchWords = new Set([...frenchTexts.flatMap(wordsOf), ...frenchOfDocuments]);
/** Words of the product's texts in other languages which none of its French texts has. */
const foreignWords = new Set(
  [...englishTexts, ...allIn(kioskEs, kioskPt)]
    .flatMap(wordsOf)
    .filter((word) => !frenchWords.has(word)),
);
const otherScripts = /\p{Script=Arabic}|\p{Script=Cyrillic}/u;
const namesOfLanguages: ReadonlySet<string> = new Set(Object.values(endonyms));

function isForeign(text: string): boolean {
  if (namesOfLanguages.has(text)) return false;
  if (otherScripts.test(text) || wordsOf(text).some((word) => foreignWords.has(word))) return true;
  return matchOf(text, english) > matchOf(text, french);
}

/** Verdicts so far: a screen repeats most texts of the last one, and each takes milliseconds. */
const judged = new Map<string, boolean>();

/**
 * The texts among these that are not French: one with a word that the product says only in English,
 * Spanish or Portuguese, one in Arabic or Russian letters, and one that is an English label and no
 * French one. A language's own name is French everywhere. Names of people and places pass unless
 * they are such a word.
 */
export function notFrenchAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const verdict = judged.get(text) ?? isForeign(text);
    judged.set(text, verdict);
    return verdict;
  });
}

/** Every text that is visible or read out on the page now, and what its fields hold. */
export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility() === true) found.add(node.textContent ?? '');
    }
    const spoken = ['label', 'description', 'roledescription', 'valuetext', 'placeholder'];
    const attributes = ['title', 'placeholder', 'alt', ...spoken.map((name) => `aria-${name}`)];
    for (const name of attributes) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        if (one.checkVisibility()) found.add(one.getAttribute(name) ?? '');
      }
    }
    for (const one of document.querySelectorAll('input, textarea')) {
      const isText = !['checkbox', 'radio', 'file', 'hidden'].includes(
        one.getAttribute('type') ?? '',
      );
      if (isText && one.checkVisibility()) found.add((one as HTMLInputElement).value);
    }
    return [...found].map((text) => text.trim()).filter((text) => text !== '');
  });
}
