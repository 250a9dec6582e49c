import { measures } from './in-page/index.ts';

declare global {
  interface Window {
    measures: typeof measures;
  }
}

window.measures = measures;
await import('../../../renderer/main.ts');
