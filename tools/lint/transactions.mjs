// Nothing leaves before the commit, and memory changes after it: code in a transaction changes
// nothing outside of it, where a rollback could not take it back. Found are assignments, changing
// calls and Object.assign on captured objects, and on names inside the transaction that stand for
// one (`const { self } = context`). As a program: names the places and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

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

const CHANGING_OBJECT = new Set(['assign', 'defineProperties', 'defineProperty', 'setPrototypeOf']);

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
  const { name, expression } = node.expression;
  if (ts.isIdentifier(expression) && expression.text === 'Object') {
    return CHANGING_OBJECT.has(name.text) ? (node.arguments[0] ?? null) : null;
  }
  return CHANGING.has(name.text) ? expression : null;
}

/** @param {ts.Node} node @param {(node: ts.Node) => void} visit each node below, too */
function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** @param {ts.BindingName} name @returns {string[]} the names that it declares */
function namesIn(name) {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(one.name) : []));
}

/** @param {ts.Node} declared @returns {ts.Expression | undefined} where the variable's value is from */
function sourceOf(declared) {
  const list = declared.parent;
  const isEach = ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent);
  if (isEach) return list.parent.expression;
  return ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
}

/**
 * @param {ts.Node} body of a transaction
 * @returns {{ own: Set<string>, aliases: Set<string> }} names declared inside, and those of them
 *   that stand for an object from outside
 */
function namesOf(body) {
  const own = new Set();
  /** @type {ts.VariableDeclaration[]} */
  const declared = [];
  walk(body, (node) => {
    if (ts.isVariableDeclaration(node)) declared.push(node);
    if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
      for (const name of namesIn(node.name)) own.add(name);
    }
  });
  const aliases = new Set();
  for (const one of declared) {
    const source = sourceOf(one);
    const owner = source === undefined ? null : ownerOf(source);
    if (owner === null || !(ts.isIdentifier(owner) || owner.kind === ts.SyntaxKind.ThisKeyword)) {
      continue;
    }
    const text = ts.isIdentifier(owner) ? owner.text : 'this';
    if (!own.has(text) || aliases.has(text))
      for (const name of namesIn(one.name)) aliases.add(name);
  }
  return { own, aliases };
}

/** @param {ts.Node} body of a transaction @returns {ts.Node[]} what it changes outside */
function leaks(body) {
  const { own, aliases } = namesOf(body);
  /** @type {ts.Node[]} */
  const found = [];
  walk(body, (node) => {
    const changed = changedBy(node);
    if (changed === null) return;
    const owner = ownerOf(changed);
    // A name of its own may take another value; the object that it stands for stays as it is.
    const isObject = owner !== changed || ts.isCallExpression(node);
    const isOutside = ts.isIdentifier(owner)
      ? !own.has(owner.text) || (isObject && aliases.has(owner.text))
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
 * @param {ts.SourceFile} source
 * @param {ts.Expression | undefined} given
 * @returns {ts.Node | null} the function that runs in the transaction; null where it comes from
 *   elsewhere
 */
function bodyOf(source, given) {
  if (given === undefined) return null;
  if (ts.isArrowFunction(given) || ts.isFunctionExpression(given)) return given;
  if (!ts.isIdentifier(given)) return null;
  /** @type {ts.Node | null} */
  let found = null;
  walk(source, (node) => {
    const isNamed = ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node);
    if (!isNamed || node.name === undefined || node.name.getText() !== given.text) return;
    if (ts.isFunctionDeclaration(node)) found = node;
    else if (node.initializer !== undefined) found = bodyOf(source, node.initializer);
  });
  return found;
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
        const [given] = isTransaction(node) && ts.isCallExpression(node) ? node.arguments : [];
        const body = bodyOf(source, given);
        if (body === null) return;
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
