import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { cpuSecondsOf } from '../../tools/bench/machine/process-tree.ts';

/**
 * What the processes of a program are doing, for a start that hangs: the machine's load, then a line for each process
 * with the processor time it has used and where in the kernel its threads wait.
 *
 * @param executable beginning of the command line
 */
export function stateOfProcesses(executable: string): string {
  const load = loadavg().map((value) => value.toFixed(1));
  const lines = [`load ${load.join(' ')}`];
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    const line = textOf(`/proc/${pid}/cmdline`);
    if (!line.startsWith(executable)) continue;
    // Chromium's own processes part their words by blanks.
    const kind = /--type=([\w-]+)/.exec(line)?.[1] ?? 'main';
    // They wait to be copied, and tell nothing.
    if (kind === 'zygote') continue;
    lines.push(`${pid} ${kind}: ${timeOf(pid)} s; ${waitsOf(pid)}`);
  }
  return lines.join('\n');
}

/** Processor time in seconds. */
function timeOf(pid: string): string {
  try {
    return cpuSecondsOf(Number(pid)).toFixed(1);
  } catch {
    return '?'; // it has ended meanwhile
  }
}

/** The main thread's wait, and how many of the others wait where. */
function waitsOf(pid: string): string {
  const counts = new Map<string, number>();
  for (const thread of namesIn(`/proc/${pid}/task`)) {
    const wait = textOf(`/proc/${pid}/task/${thread}/wchan`) || '?';
    const at = thread === pid ? `main thread in ${wait}` : wait;
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts].map(([wait, count]) => (count === 1 ? wait : `${count} ${wait}`)).join(', ');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it has ended meanwhile, or this system has no such folder
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return ''; // it has ended meanwhile
  }
}
