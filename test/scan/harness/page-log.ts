import type { CameraState, Scan } from '../../../renderer/features/scan/index.ts';

/** What the page under test writes down, for the test to read. */
export interface PageLog {
  scans: (Scan & { calledAt: number })[];
  states: CameraState[];
  longTasks: { at: number; duration: number }[];
  clicks: string[];
  keys: string[];
  errors: string[];
  violations: string[];
  waiting: number;
  /** The newest answer of `onScan`. */
  answer: 'next' | 'answer-due';
  resume: () => void;
  setOptions: (change: Partial<PageOptions>) => void;
}

export interface PageOptions {
  enabled: boolean;
  deviceId: string | null;
  prefix: string | null;
  held: boolean;
  preview: boolean;
  dialog: boolean;
}

declare global {
  interface Window {
    pageLog: PageLog;
  }
}

export const pageLog: PageLog = {
  scans: [],
  states: [],
  longTasks: [],
  clicks: [],
  keys: [],
  errors: [],
  violations: [],
  waiting: 0,
  answer: 'next',
  resume: () => undefined,
  setOptions: () => undefined,
};
window.pageLog = pageLog;

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    pageLog.longTasks.push({ at: performance.timeOrigin + startTime, duration });
  }
}).observe({ type: 'longtask', buffered: true });
window.addEventListener('error', ({ message }) => pageLog.errors.push(message));
window.addEventListener('unhandledrejection', ({ reason }) => pageLog.errors.push(String(reason)));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  pageLog.violations.push(`${violatedDirective} ${blockedURI}`);
});
