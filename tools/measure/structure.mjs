// npm run measure:structure: how large the product's code and docs are and how its folders hang together, as a table or --json.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from '../setup/paths.mjs';
import { countWords, docLines, labels, marked, markers } from './markers.mjs';

const maxFolder = 25;

/** @typedef {{ path: string, lines: string[] }} Source */

/** @param {string[]} extensions */
function sourcesOf(extensions) {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .filter((path) => !/^(test|tools)\//.test(path))
    .map((path) => {
      const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n');
      return { path, lines };
    });
}

/** Lines that are a comment and nothing else. @param {Source} source */
function commentsOf({ path, lines }) {
  const begins = path.endsWith('.sql') ? /^\s*--/ : /^\s*(\/\/|\/\*|\*)/;
  return lines.filter((line) => begins.test(line));
}

/**
 * Imports between the folders of a layer that run against the better order of each two of them.
 *
 * @param {Source[]} sources
 * @param {(path: string) => string | null} folderOf
 */
function upwardImports(sources, folderOf) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { path, lines } of sources) {
    const from = folderOf(path);
    for (const [, target] of lines.join('\n').matchAll(/from '(\.[^']+)'/g)) {
      const to = folderOf(normalize(join(dirname(path), target ?? '')));
      if (from === null || to === null || from === to) continue;
      counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  const back = [...counts].map(([pair, count]) => {
    const other = counts.get(pair.split(' ').reverse().join(' ')) ?? 0;
    return Math.min(count, other);
  });
  return sum(back) / 2;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return Math.round((1_000 * part) / whole) / 10;
}

/** A folder of a capability. @param {string} layer */
function folderIn(layer) {
  /** @param {string} path */
  return (path) => {
    const [first, second, third] = path.split('/');
    return first === layer && third !== undefined ? (second ?? null) : null;
  };
}

function measure() {
  const sources = sourcesOf(['.ts', '.tsx', '.mjs', '.sql']);
  const lines = sources.flatMap((source) => source.lines);
  const comments = sources.flatMap(commentsOf);
  /** @type {Map<string, number>} */
  const folders = new Map();
  for (const { path } of sources) {
    folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  }
  const large = [...folders].filter(([, count]) => count > maxFolder);
  return {
    files: sources.length,
    lines: lines.length,
    comment_percent: percent(comments.length, lines.length),
    mean_line_width: Math.round((10 * sum(lines.map((line) => line.length))) / lines.length) / 10,
    lines_over_100: lines.filter((line) => line.length > 100).length,
    style_lines: sum(sourcesOf(['.css']).map((source) => source.lines.length)),
    largest_file: Math.max(...sources.map((source) => source.lines.length)),
    [`folders_over_${maxFolder}`]: large.length,
    ...Object.fromEntries(
      ['domain', 'db', 'main', 'renderer', 'hub'].map((layer) => [
        `upward_imports_${layer}`,
        upwardImports(sources, folderIn(layer)),
      ]),
    ),
    marker_percent_of_comments: percent(
      comments.filter((line) => markers.test(line)).length,
      comments.length,
    ),
    doc_words: countWords(docLines()),
    marker_percent_of_doc_lines: percent(marked(docLines()).length, docLines().length),
    label_words: countWords(labels()),
    marker_percent_of_labels: percent(marked(labels()).length, labels().length),
  };
}

const figures = measure();
if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2));
else for (const [name, value] of Object.entries(figures)) console.log(name.padEnd(30), value);
