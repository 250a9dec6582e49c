import type { EventText } from '../base/language.ts';
import type { Category } from './event-file.ts';

/**
 * The names of a category for a person: those for a woman where the category has them, its usual
 * names in other languages and for everyone else.
 */
export function categoryNameFor(
  { name, feminine }: Pick<Category, 'name' | 'feminine'>,
  gender: 'feminine' | 'masculine' | null | undefined,
): EventText {
  return gender === 'feminine' ? { ...name, ...feminine } : name;
}
