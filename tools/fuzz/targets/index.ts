import type { Target } from '../engine/target.ts';
import { eventTableTargets } from './event-tables.ts';
import { fileTargets } from './files.ts';
import { hidTargets } from './hid.ts';
import { hubTargets } from './hub.ts';
import { ipcTargets } from './ipc.ts';
import { printerTargets } from './printers.ts';
import { reportTargets } from './reports.ts';
import { scanTargets } from './scans.ts';
import { schemaTargets } from './schemas.ts';
import { tableTargets } from './tables.ts';

/** Every boundary that takes input from outside, with its share of the cases. */
export const targets: readonly Target[] = [
  ...scanTargets,
  ...hidTargets,
  ...tableTargets,
  ...eventTableTargets,
  ...schemaTargets,
  ...hubTargets,
  ...printerTargets,
  ...fileTargets,
  ...ipcTargets,
  ...reportTargets,
];

/** The targets of a part (`printer`) or with a name (`printer/zpl`); all if null. */
export function chosenTargets(only: string | null): readonly Target[] {
  if (only === null) return targets;
  return targets.filter(({ name }) => name === only || name.startsWith(`${only}/`));
}
