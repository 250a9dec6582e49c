import type { Delegate } from '../../../domain/roster/delegate.ts';
import { type NamePool, namesOf, type PoolName } from '../name-pool.ts';
import type { Random } from '../random.ts';

export type PersonName = Pick<Delegate, 'givenName' | 'familyName' | 'printedName' | 'nativeName'>;

/** Builds a name from a pool, as people of that language area and their secretariats do. */
export function inventName(pool: NamePool, feminine: boolean, random: Random): PersonName {
  const given = random.pick(namesOf(feminine ? pool.feminine : pool.masculine));
  if (pool.form === 'one-name') {
    return {
      givenName: given.latin,
      familyName: '',
      printedName: given.printed,
      nativeName: given.native,
    };
  }
  const families = namesOf((feminine ? pool.feminineFamily : null) ?? pool.family);
  const family =
    pool.form === 'two-families' ? twoFamilies(families, random) : random.pick(families);
  return {
    givenName: given.latin,
    familyName: family.latin,
    printedName:
      pool.form === 'family-first'
        ? `${family.printed} ${given.latin}`
        : `${given.latin} ${family.printed}`,
    nativeName: nativeName(pool, given, family),
  };
}

/** The father's and the mother's family name, two different ones. */
function twoFamilies(families: readonly PoolName[], random: Random): PoolName {
  const first = random.pick(families);
  const second = random.pick(families.filter((family) => family !== first));
  return {
    latin: `${first.latin} ${second.latin}`,
    printed: `${first.printed} ${second.printed}`,
    native: '',
  };
}

function nativeName(pool: NamePool, given: PoolName, family: PoolName): string {
  if (given.native === '' || family.native === '') return '';
  switch (pool.nativeForm) {
    case 'given-first':
      return `${given.native} ${family.native}`;
    case 'family-first':
      return `${family.native} ${given.native}`;
    case 'family-first-joined':
      return `${family.native}${given.native}`;
  }
}
