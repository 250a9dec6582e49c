import { createFakeDesk, type Harness } from './fake-desk.ts';
import { readOptions } from './options.ts';

declare global {
  interface Window {
    harness: Harness;
  }
}

const { api, harness } = createFakeDesk(readOptions(window.location.search));
window.lanyard = api;
window.harness = harness;
await import('../../../renderer/main.tsx');
