import { textsIn } from '../../domain/base/language.ts';
import type { Delegation, EventFile } from '../../domain/event/event-file.ts';
import { maxCode, maxName } from '../../domain/event/event-tables.ts';
import { wcoMembers } from '../../domain/event/wco-members.ts';
import {
  type DelegationWord,
  maxProposals,
  type UnknownDelegation,
} from '../../domain/roster/import-delegations.ts';
import { normalText } from '../cell-text.ts';
import { type CellParser, wordParser } from '../parse-value.ts';

/**
 * Finds a delegation by its code in the secretariat's table or by one of its names there.
 * An empty cell leaves the person's delegation unchanged.
 *
 * @param event `delegationWords` are the file's own terms for some of them
 */
export function delegationParser({
  delegations,
  delegationWords = [],
}: Pick<EventFile, 'delegations'> & {
  delegationWords?: readonly DelegationWord[];
}): CellParser<string> {
  const words = new Map(delegationWords.map(({ word, code }) => [normalText(word), code]));
  for (const { code, name } of delegations) {
    for (const text of textsIn(name)) words.set(normalText(text), code);
  }
  for (const { code } of delegations) words.set(normalText(code), code);
  words.delete('');
  return wordParser(words, { empty: undefined, reject: 'unknown-delegation' });
}

/** Collects the cells of rows that were rejected because the event has no such delegation. */
export type UnknownCells = ReturnType<typeof collectUnknownCells>;

const members = new Map(
  wcoMembers.flatMap(([code, en, fr]) =>
    [code, en, fr].map((word) => [normalText(word), { code, name: { en, fr } }] as const),
  ),
);

export function collectUnknownCells() {
  const found = new Map<string, { cell: string; rows: number }>();
  return {
    add: (cell: string): void => {
      const key = normalText(cell);
      // A text that cannot be a name is not a delegation either.
      if (key === '' || cell.length > maxName) return;
      const known = found.get(key);
      if (known === undefined) found.set(key, { cell, rows: 1 });
      else known.rows += 1;
    },
    /** The delegations to add to the event, most frequent first. */
    proposals: (
      event: Pick<EventFile, 'delegations' | 'groupWord' | 'languages'>,
    ): UnknownDelegation[] => {
      const taken = new Set(event.delegations.map(({ code }) => normalText(code)));
      const made = new Map<string, UnknownDelegation>();
      for (const [key, { cell, rows }] of found) {
        const member = event.groupWord === 'delegation' ? members.get(key) : undefined;
        // The same member may occur by its code and by its names.
        const before = member === undefined ? undefined : made.get(member.code);
        if (before !== undefined) {
          before.words.push(cell);
          before.rows += rows;
          continue;
        }
        const code = member?.code ?? freeCode(cell, taken);
        const everywhere = event.languages.map((language) => [language, cell] as const);
        const name = member?.name ?? Object.fromEntries(everywhere);
        const kind: Delegation['kind'] = member === undefined ? 'organisation' : 'member';
        taken.add(normalText(code));
        made.set(code, { words: [cell], rows, code, name, kind, isMember: member !== undefined });
      }
      return [...made.values()].sort((a, b) => b.rows - a.rows).slice(0, maxProposals);
    },
  };
}

/**
 * A code stays as it is. A name yields its initials or its first letters, with a number if they are
 * taken.
 */
function freeCode(cell: string, taken: ReadonlySet<string>): string {
  const isCode = cell.length <= maxCode && !/\p{Ll}|\s/u.test(cell);
  const parts = cell.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  const capitals = parts.filter((part) => /^[\p{Lu}\p{N}]/u.test(part));
  const initials = (capitals.length > 1 ? capitals : parts)
    .map((part) => part.slice(0, 1))
    .join('');
  const made = parts.length > 1 ? initials : (parts[0] ?? cell).slice(0, 8);
  const base = (isCode ? cell : made.toUpperCase()).slice(0, maxCode);
  let code = base;
  for (let number = 2; taken.has(normalText(code)); number += 1) {
    code = `${base.slice(0, maxCode - 4)}${number}`;
  }
  return code;
}
