import { first } from './001-first.ts';
import { sync } from './002-sync.ts';
import { badges } from './003-badges.ts';
import { modes } from './004-modes.ts';
import { dayClose } from './005-day-close.ts';
import { retention } from './006-retention.ts';

/** Every migration in order; the store's `user_version` counts those applied. Landed ones are never edited. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '001-first', sql: first },
  { name: '002-sync', sql: sync },
  { name: '003-badges', sql: badges },
  { name: '004-modes', sql: modes },
  { name: '005-day-close', sql: dayClose },
  { name: '006-retention', sql: retention },
];
