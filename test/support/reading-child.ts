import { fileURLToPath } from 'node:url';
import type { ChildPort } from '../../platform/threads/port.ts';
import { forkChild } from './fork-child.ts';

const script = fileURLToPath(new URL('../../main/reports/reading/child.ts', import.meta.url));

/** The process of long reads as a child of Node; the app starts it through Electron. */
export function startReadingChild(): ChildPort & { pid: number } {
  return forkChild(script);
}
