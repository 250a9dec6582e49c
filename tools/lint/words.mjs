// The words of the screens in further languages (ui/words/further.ts): a key that English lacks, or
// other values in a sentence, is wrong. A key that is missing is shown in English, and only named.
// As a program: names both; exits 1 if something is wrong.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupForms } from '../../domain/event/group-words.ts';
import { root } from '../setup/paths.mjs';

/** Beside English and French, which are whole (test/ui/locales.test.ts). */
const FURTHER = ['es', 'ar', 'ru', 'pt'];
const FORM = /_(zero|one|two|few|many|other)$/;

/** @typedef {{ [key: string]: string | Words }} Words */

/**
 * @param {Words} words
 * @param {string} [path]
 * @returns {[stem: string, text: string][]} forms of a count have one stem
 */
function flat(words, path = '') {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [/** @type {[string, string]} */ ([path + key.replace(FORM, ''), value])]
      : flat(value, `${path}${key}.`),
  );
}

/**
 * Its values and elements, in the order of the alphabet. Each language takes the form that it needs.
 * @param {string} text
 */
function values(text) {
  const found = text.match(/\{\{[^}]*\}\}|<\/?[^>]*>/g) ?? [];
  return found
    .map((one) => one.replace(/,.*\}\}/, '}}'))
    .sort()
    .join(' ');
}

/**
 * What a further language lacks, and what is wrong with it.
 * @param {Words} english all words: those of the screens, and of the organiser's page in `organiser`
 * @param {Words} words
 * @returns {{ missing: string[], wrong: string[] }}
 */
export function compareWords(english, words) {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  for (const [stem, text] of flat(english)) {
    const sets = known.get(stem) ?? new Set();
    known.set(stem, sets.add(values(text)));
  }
  const given = flat(words);
  const stems = new Set(given.map(([stem]) => stem));
  return {
    missing: [...known.keys()].filter((stem) => !stems.has(stem)),
    wrong: given.flatMap(([stem, text]) => {
      const allowed = known.get(stem);
      if (allowed === undefined) return [`${stem} is no key of the English words`];
      if (allowed.has(values(text))) return [];
      return [`${stem} has other values than in English: ${values(text) || 'none'}`];
    }),
  };
}

/** @param {string} path @returns {Words} */
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

if (process.argv[1] === import.meta.filename) {
  const english = {
    ...read('ui/words/en.json'),
    group: groupForms.en,
    organiser: read('web/organiser/words/en.json'),
  };
  for (const language of FURTHER) {
    const path = `ui/words/${language}.json`;
    if (!existsSync(join(root, path))) continue;
    const { missing, wrong } = compareWords(english, read(path));
    for (const line of wrong) console.log(`${path}: ${line}`);
    if (wrong.length > 0) process.exitCode = 1;
    console.log(`${path}: ${missing.length} texts are shown in English`);
    for (const stem of missing) console.log(`  ${stem}`);
  }
}
