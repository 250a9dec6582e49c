// What follows the event's version follows it everywhere: the file of the running event changes
// while the app runs, so nothing that lives longer than a call keeps what it read of it at the
// start. In main/, constructors and `create…` functions read it only inside of functions that are
// called later; its id alone never changes. As a program: names the places and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

/** @param {ts.Node} node @returns {boolean} `event.file`, `….event.file` */
function isEventFile(node) {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'file') return false;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text === 'event';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'event';
}

/** @param {ts.Node} node @returns {boolean} only the id is read */
function isIdOnly({ parent }) {
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'id';
  return (
    ts.isVariableDeclaration(parent) &&
    ts.isObjectBindingPattern(parent.name) &&
    parent.name.elements.every(
      ({ propertyName, name }) => (propertyName ?? name).getText() === 'id',
    )
  );
}

/** @param {ts.Node} node @returns {boolean} `const { file } = ….event` */
function takesFile(node) {
  if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return false;
  const from = node.initializer?.getText() ?? '';
  return (
    /(^|\.)event$/.test(from) &&
    node.name.elements.some(({ propertyName, name }) => (propertyName ?? name).getText() === 'file')
  );
}

/** @param {ts.Node} node @returns {boolean} runs later than the function around it */
function isLater(node) {
  return ts.isFunctionLike(node) || ts.isClassLike(node);
}

/** @param {ts.Node} node @returns {node is ts.FunctionLikeDeclaration} makes what lives on */
function isMaker(node) {
  if (ts.isConstructorDeclaration(node)) return true;
  return ts.isFunctionDeclaration(node) && /^create[A-Z]/.test(node.name?.text ?? '');
}

/** @param {ts.Node} node @param {ts.Node[]} found */
function readAtOnce(node, found) {
  ts.forEachChild(node, (child) => {
    if (isLater(child)) return;
    if (takesFile(child) || (isEventFile(child) && !isIdOnly(child))) found.push(child);
    readAtOnce(child, found);
  });
}

/**
 * Reads of the event's file that outlive its version, as `path:line: code`.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function keptEventFiles(folder = root) {
  return sourcesIn(folder, '')
    .filter((path) => /^main\/.*\.ts$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      if (!/\bevent\b/.test(text)) return [];
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      /** @type {ts.Node[]} */
      const found = [];
      /** @param {ts.Node} node */
      const look = (node) => {
        if (isMaker(node) && node.body !== undefined) readAtOnce(node.body, found);
        ts.forEachChild(node, look);
      };
      look(source);
      return found.map((node) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        return `${path}:${line + 1}: ${node.getText()}`;
      });
    });
}

if (process.argv[1] === import.meta.filename) {
  const found = keptEventFiles();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
