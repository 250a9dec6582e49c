import type { ColumnMapping } from '../domain/roster/roster-import.ts';
import { normalText } from './normal-text.ts';

/** Cells that say that somebody is a VIP, in the form of `normalText`; the whole cell. */
const vipWords = new Set([
  ...['vip', 'vips', 'v i p', 'vvip'],
  ...['head of delegation', 'heads of delegation', 'minister', 'head of state'],
  ...['chef de delegation', 'cheffe de delegation', 'chef de la delegation', 'ministre'],
  ...['chef d etat', 'cheffe d etat', 'leiter der delegation', 'ministerin', 'jefe de delegacion'],
  ...['jefa de delegacion', 'ministro', 'ministra'],
]);

/** The cell of a row that says so; null where there is none, or a column is there for VIPs. */
export function vipWordReader(mapping: ColumnMapping): (cells: readonly string[]) => string | null {
  const { vip, category, role, jobTitle } = mapping;
  if (vip !== undefined) return () => null;
  const columns = [category, role, jobTitle].filter((column) => column !== undefined);
  return (cells) =>
    columns
      .map((column) => (cells[column] ?? '').trim())
      .find((cell) => cell !== '' && isVipWord(cell)) ?? null;
}

/** A list repeats the same few words. */
const known = new Map<string, boolean>();
const maxKnown = 5_000;

function isVipWord(cell: string): boolean {
  const found = known.get(cell) ?? vipWords.has(normalText(cell));
  if (known.size < maxKnown) known.set(cell, found);
  return found;
}
