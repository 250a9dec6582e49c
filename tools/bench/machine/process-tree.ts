import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of `/proc/PID/stat` on Linux (proc(5), `sysconf(_SC_CLK_TCK)`). */
const ticksPerSecond = 100;

/** The use of resources by a program and everything that it started. */
export interface TreeUse {
  processes: number;
  /**
   * Megabytes of memory, where each page shared by several processes counts once (proportional set
   * size, proc(5)).
   */
  pssMegabytes: number;
  /** Megabytes of resident memory; a shared page counts in each process. */
  rssMegabytes: number;
  /** Seconds of processor time so far. */
  cpuSeconds: number;
  /** Open files, sockets and pipes. */
  handles: number;
}

/** Reads Linux's `/proc`; leaves out processes that end meanwhile. */
export function treeUse(root: number): TreeUse {
  const use: TreeUse = {
    processes: 0,
    pssMegabytes: 0,
    rssMegabytes: 0,
    cpuSeconds: 0,
    handles: 0,
  };
  for (const pid of treeOf(root)) {
    try {
      const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      use.pssMegabytes += Number(/^Pss:\s+(\d+) kB/m.exec(memory)?.[1] ?? 0) / 1024;
      use.rssMegabytes += Number(/^Rss:\s+(\d+) kB/m.exec(memory)?.[1] ?? 0) / 1024;
      use.cpuSeconds += cpuSecondsOf(pid);
      use.handles += readdirSync(`/proc/${pid}/fd`).length;
      use.processes += 1;
    } catch {
      // The process ended after it was listed.
    }
  }
  return use;
}

/** Seconds of processor time of everything that a program started, without the program itself. */
export function cpuSecondsBelow(root: number): number {
  let seconds = 0;
  for (const pid of treeOf(root)) {
    try {
      if (pid !== root) seconds += cpuSecondsOf(pid);
    } catch {
      // The process ended after it was listed.
    }
  }
  return seconds;
}

/**
 * Seconds of processor time: fields 14 and 15 after the name in brackets, which may contain spaces.
 * Throws if the process is gone.
 */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Process ids of a program and everything that it started. */
export function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    found.push(pid);
    open.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** Whether a process still runs: a zombie, whose end nobody has asked for, holds nothing. */
export function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
