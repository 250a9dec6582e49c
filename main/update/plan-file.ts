import { existsSync, readFileSync } from 'node:fs';
import { replaceFile } from './installation.ts';

/** Whether an update that waits is installed at night: what a supervisor chose, kept over starts. */
export interface PlanFile {
  isTonight(): boolean;
  /** Throws Node's errors of files. */
  write(tonight: boolean): void;
}

/**
 * Keeps the plan in a file.
 *
 * @param path absolute path
 * @param usual what holds while nobody chose
 */
export function createPlanFile(path: string, usual: boolean): PlanFile {
  return {
    isTonight: () => (existsSync(path) ? readFileSync(path, 'utf8').trim() === 'tonight' : usual),
    write: (tonight) => replaceFile(path, tonight ? 'tonight\n' : 'ask\n'),
  };
}
