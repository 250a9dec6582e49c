import { countControls, focused, focusFaults, watchFocus } from './in-page/focus.ts';
import { rawTexts } from './in-page/plain.ts';
import * as sizes from './in-page/sizes.ts';
import * as words from './in-page/words.ts';

/**
 * What a test may measure in the page. Every list names faults; an empty one means there are none.
 */
const measures = { ...sizes, ...words, rawTexts, countControls, focused, focusFaults, watchFocus };

declare global {
  interface Window {
    measures: typeof measures;
  }
}

window.measures = measures;
// Only then, so that other scenes show what is shipped.
const station = await window.lanyard.getStation();
if (station.ok && station.value.language === 'ar') {
  const [{ addScreenWords }, { mirroredWords }] = await Promise.all([
    import('../../../ui/words/index.ts'),
    import('./mirrored.ts'),
  ]);
  addScreenWords('ar', mirroredWords());
}
await import('../../../renderer/main.ts');
