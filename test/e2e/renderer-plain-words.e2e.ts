import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { expectPlainWords, rawKinds } from '../renderer/harness/plain-words.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { inLanguage } from '../renderer/harness/steps.ts';

/**
 * One or two scenes of each screen, those with the most problems. All others are read where axe
 * examines them: renderer-axe.e2e.ts.
 */
const telling = new Set([
  'check-in-failed',
  'admitted-glyphs',
  'admitted-held',
  'already-in',
  'verdict-forged',
  'identity-lists',
  'search',
  'delegate',
  'override-history',
  'footer-fleet-open',
  'jobs',
  'problems-jobs',
  'problems-linked',
  'problems-warnings',
  'problems-hub-revoked',
  'printers-fleet',
  'printers-fleet-operator',
  'printer-history',
  'badges-row',
  'sync-host',
  'sync-alone-operator',
  'sync-host-failed',
  'day-close-look-operator',
  'day-close-stations',
  'day-close-unavailable',
  'emergency-paper-refused',
  'delegations-results',
  'door-failed',
  'ticket-file-broken',
  'badge-check-findings',
  'roster-operator',
  'templates-refused',
  'roster-odd',
  'badges-stock',
]);
const looked = scenes.filter(({ name }) => telling.has(name));

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

describe.concurrent('a screen', () => {
  it.each(looked)('$name shows nothing that only support reads', async (scene) => {
    await harness.onPage(inLanguage(scene, 'en'), async (page) => {
      await scene.steps(page);
      await expectPlainWords(page, scene.name);
    });
  });
});

describe('a look at a page', () => {
  it.each(['en', 'fr'])(
    'finds each kind, also in a tooltip, and nothing in the drawer for support: %s',
    async (lang) => {
      await harness.onPage(inLanguage({}, lang), async (page) => {
        const raw = [
          '0192d3a0-0000-7000-8000-0000000000bb',
          '192.168.10.41:9100',
          'fe80::26f5:a2ff:fe1c:9b01',
          '/dev/usb/lp0',
          '9f86d081884c7d65',
          'ECONNREFUSED',
          'paper-out',
          'U+1824 ᠤ',
          '-0',
          '−0',
          'checkpoints.2.windows.0.day',
          'getDayStatus',
          'basic_text',
          'undefined',
          'printers.find.title',
        ];
        const found = await page.evaluate(
          ([texts, all]) => {
            const put = (text: string, place: 'text' | 'title', support: boolean): void => {
              const line = document.createElement('p');
              if (place === 'text') line.textContent = text;
              else line.title = text;
              if (place === 'title') line.textContent = 'A tooltip';
              const frame = document.createElement('div');
              if (support) frame.className = 'support';
              frame.append(line);
              document.body.append(frame);
            };
            const before = window.measures.rawTexts(all);
            for (const text of texts) put(text, 'text', true);
            const hidden = window.measures.rawTexts(all);
            for (const text of texts) put(text, 'text', false);
            put('ECONNREFUSED', 'title', false);
            return { before, hidden, seen: window.measures.rawTexts(all) };
          },
          [raw, rawKinds] as const,
        );
        expect(found.before).toEqual([]);
        expect(found.hidden).toEqual([]);
        for (const text of [...raw, 'A tooltip'])
          expect(found.seen.filter((line) => line.includes(text))).not.toEqual([]);
      });
    },
  );
});
