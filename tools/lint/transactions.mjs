// Nothing leaves before the commit: code in a transaction changes nothing outside of it, where a
// rollback could not take it back. As a program: names the places and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './file-length.mjs';

const CHANGING = new Set([
  'add',
  'clear',
  'delete',
  'pop',
  'push',
  'set',
  'shift',
  'splice',
  'unshift',
]);

/** @param {ts.Node} node @returns {ts.Node} the variable, or `this`, that a path begins with */
function ownerOf(node) {
  const isPath = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isPath || ts.isNonNullExpression(node) ? ownerOf(node.expression) : node;
}

/** @param {ts.Node} node @returns {ts.Node | null} what the node changes */
function changedBy(node) {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment =
      kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? node.left : null;
  }
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    const isStep =
      operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return isStep ? node.operand : null;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return CHANGING.has(node.expression.name.text) ? node.expression.expression : null;
}

/** @param {ts.Node} node @param {(node: ts.Node) => void} visit each node below, too */
function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** @param {ts.Node} body of a transaction @returns {ts.Node[]} what it changes outside */
function leaks(body) {
  const own = new Set();
  walk(body, (node) => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) {
      if (ts.isIdentifier(node.name)) own.add(node.name.text);
    }
  });
  /** @type {ts.Node[]} */
  const found = [];
  walk(body, (node) => {
    const changed = changedBy(node);
    if (changed === null) return;
    const owner = ownerOf(changed);
    const isOutside = ts.isIdentifier(owner)
      ? !own.has(owner.text)
      : owner.kind === ts.SyntaxKind.ThisKeyword;
    if (isOutside) found.push(node);
  });
  return found;
}

/** @param {ts.Node} node @returns {boolean} `….transaction(…)` or `….transaction().execute(…)` */
function isTransaction(node) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return name.text === 'transaction' || (name.text === 'execute' && isTransaction(expression));
}

/**
 * Changes of anything outside from within transactions, as `path:line: code`.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function leakingTransactions(folder = root) {
  return sourcesIn(folder, '')
    .filter((path) => /^(main|db|hub)\/.*\.ts$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      if (!text.includes('.transaction(')) return [];
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      /** @type {string[]} */
      const found = [];
      walk(source, (node) => {
        const [body] = isTransaction(node) && ts.isCallExpression(node) ? node.arguments : [];
        if (body === undefined || !ts.isArrowFunction(body)) return;
        for (const leak of leaks(body)) {
          const { line } = source.getLineAndCharacterOfPosition(leak.getStart());
          found.push(`${path}:${line + 1}: ${leak.getText()}`);
        }
      });
      return found;
    });
}

if (process.argv[1] === import.meta.filename) {
  const found = leakingTransactions();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
