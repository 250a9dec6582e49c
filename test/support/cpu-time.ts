/**
 * Processor time that an action takes in this process: how long it would last on an idle machine, whatever else
 * this one does.
 *
 * @returns milliseconds
 */
export function cpuTimeOf(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
