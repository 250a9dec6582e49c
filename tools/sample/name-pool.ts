/**
 * Names of one language area. A list is written as one text: entries are separated by a comma and a
 * space; `Latin=own script` if the name has one. Entries of families (and of people with one name)
 * are `Latin/PRINTED` or `Latin/PRINTED=own script`: the capitals on the badge are data, because no
 * rule gives them ("McALLISTER", "van der VEEKEN", "IŞIKÇI").
 */
export interface NamePool {
  /** The order of a printed name's parts. */
  form: 'given-first' | 'family-first' | 'two-families' | 'one-name';
  /** The same in the own script; `joined` without a space. */
  nativeForm: 'given-first' | 'family-first' | 'family-first-joined';
  feminine: string;
  masculine: string;
  family: string;
  /** If women's family names have another form: those in the same order as `family`; else null. */
  feminineFamily: string | null;
}

export interface PoolName {
  latin: string;
  /** As printed on the badge. */
  printed: string;
  /** In its own script, or empty. */
  native: string;
}

const parsedLists = new Map<string, readonly PoolName[]>();

/** The entries of a list of {@link NamePool}; an empty list has none. */
export function namesOf(list: string): readonly PoolName[] {
  const known = parsedLists.get(list);
  if (known !== undefined) return known;
  const parsed = list === '' ? [] : list.split(', ').map(readEntry);
  parsedLists.set(list, parsed);
  return parsed;
}

function readEntry(entry: string): PoolName {
  const [names = '', native = ''] = entry.split('=');
  const [latin = '', printed = latin] = names.split('/');
  if (latin === '') throw new Error(`a name without Latin form: "${entry}"`);
  return { latin, printed, native };
}
