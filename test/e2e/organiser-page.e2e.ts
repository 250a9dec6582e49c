import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { isFullRun } from '../support/test-run.ts';
import { type OrganiserHub, type Scene, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import {
  axeFindingsOf,
  emptyPlaces,
  openPage,
  places,
  showAs,
  tooWide,
  type Variant,
  type View,
  variantsOf,
} from '../web/organiser/harness/pages.ts';
import { steps } from '../web/organiser/harness/steps.ts';

/**
 * What `npm test` examines besides every place: forms with a mistake, tables, a code, and refusals
 * by the hub.
 */
const tellingSteps = [
  'sign-in-wrong',
  'search-found',
  'delegate',
  'revoke',
  'invite-code',
  'approve',
  'certificate',
  'import-columns',
  'import-changes',
];
const views = [
  ...places,
  ...steps.filter(({ name }) => isFullRun || tellingSteps.includes(name)),
  ...(isFullRun ? emptyPlaces : emptyPlaces.slice(0, 1)),
];

let browser: Browser;
const hubs = new Map<Scene, OrganiserHub>();
beforeAll(async () => {
  browser = await openBrowser();
  // The purge comes last: it deletes every copy that the hub made, from which the other scenes
  // begin.
  for (const scene of ['empty', 'day', 'over', 'approved', 'purged'] as const) {
    if (views.some((view) => view.scene === scene)) hubs.set(scene, await startOrganiserHub(scene));
  }
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

/** Opens a place, does its steps and examines it. */
async function examine(view: View, variant: Variant): Promise<void> {
  const hub = hubs.get(view.scene);
  if (hub === undefined) throw new Error(`no hub of scene ${view.scene}`);
  // A separate page: hubs share an address, and cookies ignore the port.
  const { page, complaints, context } = await openPage(browser, hub, view);
  await showAs(page, variant);
  await view.run?.(page, hub);
  // Two hundred similar rows take axe many seconds.
  if (view.name === 'delegations') await page.getByRole('searchbox').fill('land');
  expect(await axeFindingsOf(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
  if (view.run === undefined) expect(complaints).toEqual([]);
  await context.close();
}

const cases = views.flatMap((view, at) =>
  variantsOf(at).map((variant) => ({ ...view, variant, width: variant.viewport.width })),
);
const title = '$name, $variant.language, $width wide, $variant.colorScheme';
/** An account has one import at a time: two of these at once would end each other. */
const isImport = ({ name }: View): boolean => name.startsWith('import-');

describe.concurrent('every page, on a laptop and on a phone, in both languages', () => {
  it.each(cases.filter((one) => !isImport(one)))(title, (one) => examine(one, one.variant));
});

describe('each step of an import', () => {
  it.each(cases.filter(isImport))(title, (one) => examine(one, one.variant));
});
