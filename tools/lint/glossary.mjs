// One term for one thing: names the file, the line and the word to use, and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

/** Lists of such words, this one among them. */
const LISTS = /^(tools\/lint\/glossary\.mjs|test\/tools\/lint\.test\.ts)$/;

/** What must not occur in code or comments, and what to say instead. @type {[RegExp, string][]} */
const WORDS = [
  [/(?<![A-Za-z])(wish(es|ed)?|\w+Wish(es)?)(?![a-z])/i, 'request, query'],
  [/certificatePin/i, 'certificateFingerprint'],
  [/\b(open|create|group)Door\b|\bDoorOptions\b/i, 'gateway'],
  // An installation is a station; a kiosk is only its self-service mode.
  [
    /kiosk(Mode|Name|Number|OfToken|Health|Table|Row|Entry|Status|Evidence|Headers)(?![a-z])/i,
    'station',
  ],
  [
    /(enrolled|directory|known|report|list|revoke|seed|enrol|per|for|lock|find)Kiosks?(?![a-z])/i,
    'station',
  ],
  [/\bkiosk_|known_kiosk|\b(fact|event|head|chain|link|item|self)\.kiosk\b/, 'station'],
];

/**
 * Lines with a word that the glossary replaces, as `path:line: word → instead`.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function wrongWords(folder = root) {
  return sourcesIn(folder, '')
    .filter((path) => !LISTS.test(path) && !path.endsWith('.css'))
    .flatMap((path) =>
      readFileSync(join(folder, path), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          WORDS.flatMap(([word, instead]) => {
            const found = word.exec(line);
            return found === null ? [] : [`${path}:${index + 1}: ${found[0]} → ${instead}`];
          }),
        ),
    );
}

if (process.argv[1] === import.meta.filename) {
  const found = wrongWords();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
