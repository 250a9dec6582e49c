import { constants } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verdictReasonSchema } from '../../domain/day-close/station-verdict.ts';
import { holdReasonSchema, printJobStateSchema } from '../../domain/printing/print-job.ts';
import { errorCodeSchema } from '../../preload/contract/base.ts';
import { settled } from '../renderer/harness/examine.ts';
import type { RawKind } from '../renderer/harness/in-page/plain.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { inLanguage } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

// No operator reads what only support understands. It is in the drawer `Details`, folded.

const kind = (name: string, { source, flags }: RegExp): RawKind => ({ name, source, flags });
const oneOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w-])(${words.join('|')})(?![\\w-])`);

/** Codes that no one would write in a sentence: "paper-out". Those without a hyphen are words. */
const codes = [
  ...errorCodeSchema.options,
  ...holdReasonSchema.options,
  ...printJobStateSchema.options,
  ...verdictReasonSchema.options,
].filter((code) => code.includes('-'));

/** Words of English that are written so. */
const names = ['iPhone', 'iOS', 'macOS', 'eduGAIN', 'kB', 'iCalendar'].join('|');

const kinds: readonly RawKind[] = [
  kind('UUID', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i),
  kind('IP address', /(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/),
  kind('IP address', /(?<![\w:])[0-9a-f]{1,4}(:[0-9a-f]{0,4}){3,}/i),
  kind('device', /\/dev\/\w/),
  kind('hash', /(?<![\w-])(?=[0-9a-f]*\d)[0-9a-f]{12,}(?![\w-])/),
  kind('error code', oneOf(Object.keys(constants.errno))),
  kind('error code', oneOf(codes)),
  kind('code point', /U\+[0-9A-F]{4}/),
  kind('zero below zero', /(?<![\w-])[-−]0(?![\d.,:])/),
  kind('path of a field', /[a-z]{3,}[.[]\d+\b(?!@)/i),
  kind('word of the code', new RegExp(`(?<![\\w@./-])(?!${names})[a-z]+[A-Z]\\w*`)),
  kind('word of the code', /(?<![\w@./-])[a-z]+_[a-z_]+(?![\w.@-])/),
  kind('word of the code', /(?<!\w)(undefined|null|NaN|\[object|[A-Z]\w+Error)(?!\w)/),
  kind(
    'key of a text',
    /(?<![\w@./-])[a-z][\w-]*(\.[a-zA-Z][\w-]*){2,}(?<!\.(org|com|net|int|local|json|html))(?![\w@-])/,
  ),
];

/**
 * What a supervisor sets up with values that are typed, compared or shown to another computer: the
 * addresses of hub and printers, the fingerprint, the paths of folders and files.
 */
const technical =
  /^(sync-(join|invite|page-account|take-over|host-form|package)|set-up-(hub|settings|event|package|create)|printer-(add|edit))/;

const operators = scenes.filter(({ name }) => !technical.test(name));
/** What `npm test` looks at: a scene or two of each screen, where most is wrong. */
const telling = new Set([
  ...['check-in-failed', 'admitted-glyphs', 'admitted-held', 'already-in', 'verdict-forged'],
  ...['identity-lists', 'search', 'delegate', 'override-history', 'footer-fleet-open', 'jobs'],
  ...['problems-jobs', 'problems-linked', 'problems-warnings', 'problems-hub-revoked'],
  ...['printers-fleet', 'printers-fleet-operator', 'printer-history', 'badges-row', 'sync-host'],
  ...['sync-alone-operator', 'sync-host-failed', 'day-close-look-operator', 'day-close-stations'],
  ...['day-close-unavailable', 'emergency-paper-refused', 'delegations-results', 'door-failed'],
  ...['ticket-file-broken', 'badge-check-findings', 'roster-operator', 'templates-refused'],
  ...['roster-odd', 'badges-stock'],
]);
const looked = isFullRun ? operators : operators.filter(({ name }) => telling.has(name));

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const rawTexts = (page: Page): Promise<string[]> =>
  page.evaluate((all) => window.measures.rawTexts(all), kinds);

describe.concurrent.each(isFullRun ? (['en', 'fr'] as const) : (['en'] as const))(
  'in %s',
  (lang) => {
    it.each(looked)('$name shows nothing that only support reads', async (scene) => {
      await harness.onPage(inLanguage(scene, lang), async (page) => {
        await scene.steps(page);
        await settled(page);
        expect(await rawTexts(page)).toEqual([]);
      });
    });
  },
);

describe('a look at a page', () => {
  it.each(['en', 'fr'])(
    'finds each kind, also in a tooltip, and nothing in the drawer for support: %s',
    async (lang) => {
      await harness.onPage(inLanguage({}, lang), async (page) => {
        const raw = [
          ...[
            '0192d3a0-0000-7000-8000-0000000000bb',
            '192.168.10.41:9100',
            'fe80::26f5:a2ff:fe1c:9b01',
          ],
          ...[
            '/dev/usb/lp0',
            '9f86d081884c7d65',
            'ECONNREFUSED',
            'paper-out',
            'U+1824 ᠤ',
            '-0',
            '−0',
          ],
          ...['checkpoints.2.windows.0.day', 'getDayStatus', 'basic_text', 'undefined'],
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
          [raw, kinds] as const,
        );
        expect(found.before).toEqual([]);
        expect(found.hidden).toEqual([]);
        for (const text of [...raw, 'A tooltip'])
          expect(found.seen.filter((line) => line.includes(text))).not.toEqual([]);
      });
    },
  );
});
