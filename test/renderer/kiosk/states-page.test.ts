import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { statesPage } from '../../../tools/kiosk-states/page.ts';

it('docs/kiosk-states.md is what the machine gives', () => {
  const page = readFileSync(new URL('../../../docs/kiosk-states.md', import.meta.url), 'utf8');
  expect(page, 'make it anew: node tools/kiosk-states/run.ts').toBe(statesPage());
});
