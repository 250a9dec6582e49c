import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';

/** Chromium's own words on a command line are long; its kind of process stands in front. */
const maxLine = 160;

/**
 * What the processes of a program are doing, for a start that hangs: the machine's load, then a line for each thread
 * with the processor time it has used and where in the kernel it waits.
 */
export function stateOfProcesses(executable: string): string {
  const load = loadavg().map((value) => value.toFixed(1));
  const { stdout, error } = spawnSync(
    'ps',
    ['-ww', '--no-headers', '-eLo', 'pid,tid,time,wchan:24,args'],
    { encoding: 'utf8' },
  );
  if (error !== undefined) return `load ${load.join(' ')}; ${error.message}`;
  // Zygotes wait to be copied, and tell nothing.
  const lines = stdout
    .split('\n')
    .filter((line) => line.includes(executable) && !line.includes('--type=zygote'))
    .map((line) => line.slice(0, maxLine));
  return [`load ${load.join(' ')}`, ...lines].join('\n');
}
