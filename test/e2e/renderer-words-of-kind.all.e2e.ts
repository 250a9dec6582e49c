import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { foreignToKind } from '../support/words-of-kind.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** A scene or two of each screen that knows of groups, documents or approvals. */
const telling = new Set([
  'desk-idle',
  'already-in',
  'search',
  'search-none',
  'delegate',
  'delegate-fields',
  'override',
  'walk-in',
  'walk-in-fields',
  'walk-in-errors',
  'correct',
  'replace',
  'badge-lost',
  'badge-unheard',
  'badge-check-findings',
  'people-list',
  'people-selected',
  'people-none',
  'people-person',
  'people-edit',
  'people-cancel',
  'roster-choose',
  'roster-columns',
  'templates',
  'editor',
  'editor-text',
  'reports',
  'reports-participants',
  'settings-desk',
  'settings-station',
  'settings-activity',
  'emergency-pack',
]);
const looked = scenes.filter(({ name }) => telling.has(name));

it('knows each scene', () => {
  expect(looked.map(({ name }) => name).sort()).toEqual([...telling].sort());
});

describe.each([
  ['of companies', 'groups=company&id=0'],
  ['without groups', 'company=1&id=0'],
])('an event %s', (_, world) => {
  describe.concurrent('speaks of no delegation', () => {
    it.each(looked.flatMap((one) => (['en', 'fr'] as const).map((lang) => ({ ...one, lang }))))(
      '$name, $lang',
      async ({ lang, ...scene }) => {
        const query = `${scene.query ?? ''}&${world}&lang=${lang}`;
        await harness.onPage({ ...scene, query }, async (page: Page) => {
          await scene.steps(page);
          expect(await foreignToKind(page)).toEqual([]);
        });
      },
    );
  });
});
