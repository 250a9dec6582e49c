import { findHubLink } from '../../db/hub-link.ts';
import { clockWarningFrom } from '../../domain/sync-status.ts';
import type { Context } from './context.ts';

/** A clock that differs from the system's by more than this (milliseconds) was set on purpose. */
const setOnPurpose = 1_000;

/**
 * How far this station's clock is from the hub's (hub minus station, milliseconds) where that is so far
 * that the desk must know, else null. A clock set for demo or training is wrong on purpose.
 */
export function wrongClock(context: Pick<Context, 'clock' | 'db'>): number | null {
  if (Math.abs(context.clock() - Date.now()) > setOnPurpose) return null;
  const offset = findHubLink(context.db)?.clockOffset ?? null;
  return offset !== null && Math.abs(offset) > clockWarningFrom ? offset : null;
}
