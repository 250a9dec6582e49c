// The rule for clocks (main/base/clock.ts): a moved clock changes no meaning. Finds the system's
// clock, comparisons of wall times and orders by them outside of files that say why they may, in a
// comment `// clock: reason`. As a program: names the places and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

const CHECKED =
  /^(connectors|crypto|db|domain|files|hub|intake|main|preload|renderer|reports)\/.*\.tsx?$/;
/** The mark of a file that may, and its reason. */
const MARK = /^\s*\/\/ clock: \S+ \S.*$/m;
/** What holds a time of the wall clock. */
const WALL = /^(wall|\w+Wall|\w+_wall)$/;
/** What reads it. */
const READS = /^(clock|rightNow|wallNow)$/;
const SQL = [
  /\bORDER\s+BY\b[^;]*?\b\w*wall\b/is,
  /\b(?:MAX|MIN)\(\s*(?:\w+\.)?\w*wall\s*\)/i,
  /\b(?:\w+\.)?(?:wall|\w+_wall)\s*[<>]/i,
];
const ORDERS = new Set(['<', '<=', '>', '>=']);

/** @param {ts.Node} node @returns {string | null} the last name of `a.b.wall`, `clock()` or `wall` */
function nameOf(node) {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return null;
}

/** @param {ts.Node} node @returns {boolean} a wall time, or a sum with one; a difference is a duration */
function isWallTime(node) {
  if (ts.isParenthesizedExpression(node)) return isWallTime(node.expression);
  if (ts.isBinaryExpression(node) && /^[+-]$/.test(node.operatorToken.getText()))
    return isWallTime(node.left) || isWallTime(node.right);
  if (ts.isCallExpression(node)) return READS.test(nameOf(node.expression) ?? '');
  return WALL.test(nameOf(node) ?? '');
}

/** @param {ts.Node} node @returns {boolean} whether it is of a kind that needs a reason */
function isFound(node) {
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === 'now' && node.expression.getText() === 'Date';
  if (ts.isNewExpression(node))
    return node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;
  if (ts.isBinaryExpression(node) && ORDERS.has(node.operatorToken.getText()))
    return isWallTime(node.left) || isWallTime(node.right);
  if (ts.isCallExpression(node) && nameOf(node.expression) === 'orderBy')
    return node.arguments.some((one) => /\bwall'|_wall'/.test(one.getText()));
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
    return SQL.some((kind) => kind.test(node.getText()));
  return false;
}

/**
 * Uses of the wall clock in files that do not say why, as `path:line: code`.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function unreasonedClocks(folder = root) {
  return sourcesIn(folder, '')
    .filter((path) => CHECKED.test(path) && !path.endsWith('.d.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      if (MARK.test(text) || !/Date|wall|Wall|clock|rightNow/.test(text)) return [];
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      /** @type {string[]} */
      const found = [];
      /** @param {ts.Node} node */
      const visit = (node) => {
        if (isFound(node)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          found.push(`${path}:${line + 1}: ${node.getText().split('\n')[0]}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    });
}

if (process.argv[1] === import.meta.filename) {
  const found = unreasonedClocks();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
