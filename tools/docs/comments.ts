import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../runtime.mjs';

/**
 * The doc comments of the members of an object in the code, each on one line; empty for a member
 * without one.
 *
 * @param file from the repository's root
 * @param opening the text of the line on which the object begins
 * @throws Error if the file has no such line
 */
export function memberComments(file: string, opening: string): Map<string, string> {
  const source = readFileSync(join(root, file), 'utf8');
  const from = source.indexOf(opening);
  if (from === -1) throw new Error(`${file} has no ${opening}`);
  const lineStart = source.lastIndexOf('\n', from) + 1;
  const indent = /^ */.exec(source.slice(lineStart))?.[0] ?? '';
  const end = source.indexOf(`\n${indent}}`, from);
  const members = source
    .slice(source.indexOf('\n', from), end)
    .matchAll(new RegExp(`^${indent}  (?:/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*)?'?([\\w-]+)'?:`, 'gm'));
  return new Map([...members].map(([, comment = '', name = '']) => [name, oneLine(comment)]));
}

/** A comment without its asterisks and line ends. */
export function oneLine(comment: string): string {
  return comment.replace(/\s*\n\s*\*\s?/g, ' ').trim();
}
