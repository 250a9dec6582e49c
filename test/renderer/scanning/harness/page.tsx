import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  CameraPreview,
  type CameraState,
  type Scan,
  useScanning,
} from '../../../../renderer/scanning/index.ts';

/** What the page under test records for the test. */
export interface PageLog {
  scans: (Scan & { calledAt: number })[];
  states: CameraState[];
  clicks: string[];
  keys: string[];
  errors: string[];
  violations: string[];
  waiting: number;
  /** The newest answer of `onScan`. */
  answer: 'next' | 'answer-due';
  resume: () => void;
  setOptions: (change: Partial<typeof initial>) => void;
}

declare global {
  interface Window {
    pageLog: PageLog;
  }
}

const pageLog: PageLog = {
  scans: [],
  states: [],
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
window.addEventListener('error', ({ message }) => pageLog.errors.push(message));
window.addEventListener('unhandledrejection', ({ reason }) => pageLog.errors.push(String(reason)));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  pageLog.violations.push(`${violatedDirective} ${blockedURI}`);
});

const start = new URLSearchParams(location.search);
const prefix = start.get('prefix');
const initial = { enabled: start.get('camera') === 'on', preview: true, dialog: false };

function Page() {
  const [options, setOptions] = useState(initial);
  const [query, setQuery] = useState('');
  const scanning = useScanning({
    camera: { enabled: options.enabled, deviceId: null },
    functionKeyPrefix: prefix,
    held: false,
    onScan: (scan) => {
      pageLog.scans.push({ ...scan, calledAt: performance.timeOrigin + performance.now() });
      return pageLog.answer;
    },
  });
  useEffect(() => {
    pageLog.setOptions = (change) => setOptions((now) => ({ ...now, ...change }));
    pageLog.resume = scanning.resume;
  }, [scanning.resume]);
  useEffect(() => {
    // StrictMode runs effects twice.
    if (pageLog.states.at(-1) !== scanning.camera) pageLog.states.push(scanning.camera);
  }, [scanning.camera]);
  useEffect(() => {
    pageLog.waiting = scanning.waiting;
  }, [scanning.waiting]);
  return (
    <main onKeyDown={(event) => pageLog.keys.push(event.key)}>
      <input id="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <output id="query">{query}</output>
      <textarea id="notes" />
      <button id="button" type="button" onClick={() => pageLog.clicks.push('button')} />
      <p id="state">{scanning.camera.kind}</p>
      {options.preview && <CameraPreview scanning={scanning} mirrored />}
      {options.dialog && <Dialog />}
    </main>
  );
}

function Dialog() {
  return (
    <dialog ref={showModal}>
      <input id="reason" />
      <button id="confirm" type="button" onClick={() => pageLog.clicks.push('confirm')} />
    </dialog>
  );
}

function showModal(dialog: HTMLDialogElement | null): void {
  if (dialog?.open === false) dialog.showModal();
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
