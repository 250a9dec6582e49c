import type { Page } from 'playwright-core';
import type { OrganiserRole } from '../../../domain/wire/organiser-access.ts';
import type { FakeHub } from './fake-hub.ts';

/** A state of a page that comes by doing something on it. */
export interface Step {
  name: string;
  place: string;
  role: OrganiserRole | null;
  run: (page: Page, hub: FakeHub) => Promise<unknown>;
}
