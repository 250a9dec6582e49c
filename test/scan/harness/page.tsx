import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CameraPreview, useScanning } from '../../../renderer/features/scan/index.ts';
import { type PageOptions, pageLog } from './page-log.ts';

const start = new URLSearchParams(location.search);
const initial: PageOptions = {
  enabled: start.get('camera') === 'on',
  deviceId: null,
  prefix: start.get('prefix'),
  held: false,
  preview: true,
  dialog: false,
};

function Page() {
  const [options, setOptions] = useState(initial);
  const [query, setQuery] = useState('');
  const scanning = useScanning({
    camera: { enabled: options.enabled, deviceId: options.deviceId },
    functionKeyPrefix: options.prefix,
    held: options.held,
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
