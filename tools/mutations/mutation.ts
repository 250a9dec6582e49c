import { type Place, spanOf } from './place.ts';

/** A place, and what stands there instead. */
export interface Plant extends Place {
  /** Empty: the piece is removed, with its comma. `$&` is the piece itself. */
  put: string;
}

/** A fault planted on purpose. */
export interface Mutation extends Plant {
  /** Unique in the whole list. */
  name: string;
  /**
   * The test file that must fail, of the unit tests or of the renderer's page tests, or
   * `simulation`.
   */
  caughtBy: string;
  /** Runs only the tests with this text in their names, if the whole file takes long. */
  only?: string;
  /** What else is planted together with it. */
  also?: readonly Plant[];
}

/** The value of `caughtBy` for faults that the random schedules of test/sim find. */
export const simulation = 'simulation';

/** The environment variable that names the planted fault. */
export const mutationVariable = 'LANYARD_MUTATION';

/**
 * In place of a name: a run of the mechanism without a fault. A test that fails in it would seem to
 * catch every fault.
 */
export const noFault = 'no fault';

/** What a fault plants in this file; nothing for a run without a fault. */
export function plantsIn(file: string, mutation: Mutation | null): Plant[] {
  if (mutation === null) return [];
  return [mutation, ...(mutation.also ?? [])].filter((plant) => plant.file === file);
}

/**
 * The text of a file with its part of a fault.
 * Throws unless each place is there exactly once.
 */
export function mutated(plants: readonly Plant[], source: string): string {
  return plants
    .map((plant) => ({ ...spanOf(plant, source), put: plant.put }))
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, put }) => {
      const after = put === '' ? text.slice(end).replace(/^\s*,/, '') : text.slice(end);
      return text.slice(0, start) + put.replaceAll('$&', () => text.slice(start, end)) + after;
    }, source);
}
