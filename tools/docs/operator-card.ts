import english from '../../renderer/kit/words/en.json' with { type: 'json' };
import french from '../../renderer/kit/words/fr.json' with { type: 'json' };
import { type CardLanguage, cardBlanks, cardParts, cardTitle } from './operator-card-words.ts';

const words: Record<CardLanguage, unknown> = { en: english, fr: french };

/**
 * The screen's word of a key such as `signIn.enter`.
 *
 * @throws Error if the app has no such word
 */
function wordOf(key: string, language: CardLanguage): string {
  const found = key.split('.').reduce<unknown>((here, step) => Object(here)[step], words[language]);
  if (typeof found !== 'string') throw new Error(`no word ${key} in ${language}.json`);
  return found;
}

interface Marks {
  word: (text: string) => string;
  key: (text: string) => string;
}

function filled(text: string, language: CardLanguage, marks: Marks): string {
  // French has a narrow space before these signs.
  const spaced = language === 'fr' ? text.replace(/ ([;:!?])/g, '\u202F$1') : text;
  return spaced
    .replace(/\{([\w.-]+)\}/g, (_, key: string) => marks.word(wordOf(key, language)))
    .replace(/\[([^\]]+)\]/g, (_, key: string) => marks.key(key));
}

/** docs/operator-card.en.md and .fr.md. */
export function cardMarkdown(language: CardLanguage): string {
  const marks: Marks = { word: (text) => `**${text}**`, key: (text) => `\`${text}\`` };
  const parts = cardParts.flatMap(({ title, lines }) => [
    `## ${title[language]}`,
    '',
    '| | |',
    '|---|---|',
    ...lines.map(
      ({ when, do: deed }) =>
        `| ${filled(when[language], language, marks)} | ${filled(deed[language], language, marks)} |`,
    ),
    '',
  ]);
  const blanks = cardBlanks[language].map((blank) => `${blank}: ____________________`).join(' · ');
  const note =
    language === 'en'
      ? 'Made by `npm run docs` from the words of the app. To print: `operator-card.en.html`.'
      : 'Produite par `npm run docs` à partir des mots de l’application. À imprimer : `operator-card.fr.html`.';
  return [`# ${cardTitle[language]}`, '', note, '', ...parts, blanks, ''].join('\n');
}

const style = `
@page { size: A4; margin: 11mm 14mm; }
body { font: 10.5pt/1.3 "Noto Sans", system-ui, sans-serif; color: #111; margin: 0 auto; max-width: 180mm; }
h1 { font-size: 18pt; margin: 0 0 1mm; }
h2 { font-size: 12.5pt; margin: 3.5mm 0 0.5mm; padding-bottom: 0.6mm; border-bottom: 1.5pt solid #111; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.9mm 0; border-bottom: 0.4pt solid #999; }
th { width: 44mm; padding-inline-end: 5mm; font-weight: 600; }
kbd { font: inherit; border: 0.8pt solid #111; border-radius: 1mm; padding: 0 1.2mm; white-space: nowrap; }
footer { display: flex; gap: 6mm; margin-top: 5mm; }
footer span { flex: 1; border-bottom: 0.8pt solid #111; padding-bottom: 5mm; font-size: 9.5pt; }
`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** docs/operator-card.en.html and .fr.html: one page of A4. */
export function cardPage(language: CardLanguage): string {
  const marks: Marks = {
    word: (text) => `<b>${text}</b>`,
    key: (text) => `<kbd>${text}</kbd>`,
  };
  const cell = (text: string): string => filled(escaped(text), language, marks);
  const parts = cardParts.flatMap(({ title, lines }) => [
    `<h2>${escaped(title[language])}</h2>`,
    '<table>',
    ...lines.map(
      ({ when, do: deed }) =>
        `<tr><th scope="row">${cell(when[language])}</th><td>${cell(deed[language])}</td></tr>`,
    ),
    '</table>',
  ]);
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<meta charset="utf-8"><title>${escaped(cardTitle[language])}</title>`,
    `<style>${style}</style>`,
    `<h1>${escaped(cardTitle[language])}</h1>`,
    ...parts,
    `<footer>${cardBlanks[language].map((blank) => `<span>${escaped(blank)}</span>`).join('')}</footer>`,
    '</html>',
    '',
  ].join('\n');
}
