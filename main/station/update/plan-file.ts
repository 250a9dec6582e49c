import { existsSync, readFileSync } from 'node:fs';
import { replaceFile } from '../../../files/durable.ts';

/** Whether a waiting update is installed at night: a supervisor's choice, kept over restarts. */
export interface PlanFile {
  isTonight(): boolean;
  /** Throws Node's file errors. */
  write(tonight: boolean): void;
}

/**
 * Keeps the plan in a file.
 *
 * @param path absolute path
 * @param usual the default until a supervisor chooses
 */
export function createPlanFile(path: string, usual: boolean): PlanFile {
  return {
    isTonight: () => (existsSync(path) ? readFileSync(path, 'utf8').trim() === 'tonight' : usual),
    write: (tonight) => replaceFile(path, tonight ? 'tonight\n' : 'ask\n'),
  };
}
