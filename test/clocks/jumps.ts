import type { DeskContext } from '../support/desk-context.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** The six jumps that every capability goes through: milliseconds, back and ahead. */
export const jumps = [-20 * minute, 20 * minute, -2 * day, 2 * day, -40 * day, 40 * day] as const;

/**
 * Tests a capability that reads a clock: sets itself up, lets the wall clock jump at once, and
 * expects that the capability still means the same and that nothing waits for the clock to catch
 * up.
 */
export type Row = (jump: number) => void | Promise<void>;

/** Moves the desk's clock by so many milliseconds while no time passes. */
export function jumpAt(desk: Pick<DeskContext, 'context' | 'setClock'>, jump: number): void {
  desk.setClock(new Date(desk.context.clock() + jump).toISOString());
}
