import { africa } from '../data/names/africa.ts';
import { americasAndPacific } from '../data/names/americas-and-pacific.ts';
import { easternEurope } from '../data/names/eastern-europe.ts';
import { nearEastAndCentralAsia } from '../data/names/near-east-and-central-asia.ts';
import { southAndEastAsia } from '../data/names/south-and-east-asia.ts';
import { westernEurope } from '../data/names/western-europe.ts';
import type { NamePool } from '../name-pool.ts';

const pools: ReadonlyMap<string, NamePool> = new Map(
  [
    africa,
    americasAndPacific,
    easternEurope,
    nearEastAndCentralAsia,
    southAndEastAsia,
    westernEurope,
  ].flatMap((group) => Object.entries(group)),
);

/** Pools by their names, separated by commas. Throws RangeError for an unknown name. */
export function poolsNamed(names: string): NamePool[] {
  return names.split(',').map((name) => {
    const pool = pools.get(name);
    if (pool === undefined) throw new RangeError(`no pool of names "${name}"`);
    return pool;
  });
}

/** All pools, for staff who come from everywhere. */
export function allPools(): NamePool[] {
  return [...pools.values()];
}
