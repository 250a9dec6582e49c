import { constants } from 'node:os';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { verdictReasonSchema } from '../../../domain/day-close/station-verdict.ts';
import { holdReasonSchema, printJobStateSchema } from '../../../domain/printing/print-job.ts';
import { errorCodeSchema } from '../../../preload/contract/base.ts';
import { settled } from './examine.ts';
import type { RawKind } from './in-page/plain.ts';

// No operator reads what only support understands: it is in the drawer `Details`, which is closed.

const kind = (name: string, { source, flags }: RegExp): RawKind => ({ name, source, flags });
const oneOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w-])(${words.join('|')})(?![\\w-])`);

/** Codes that no sentence contains: "paper-out". Codes without a hyphen are ordinary words. */
const codes = [
  ...errorCodeSchema.options,
  ...holdReasonSchema.options,
  ...printJobStateSchema.options,
  ...verdictReasonSchema.options,
].filter((code) => code.includes('-'));

/** English names with this spelling. */
const names = ['iPhone', 'iOS', 'macOS', 'eduGAIN', 'kB', 'iCalendar'].join('|');

/** Texts that only support understands. */
export const rawKinds: readonly RawKind[] = [
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
 * What a supervisor types, compares or shows to another computer during the set-up: the addresses
 * of hub and printers, the fingerprint, the paths of folders and files.
 */
const technical =
  /^(sync-(join|invite|page-account|take-over|host-form|package)|set-up-(hub|settings|event|package|create)|printer-(add|edit))/;

/**
 * Expects a screen without texts for support only; a screen on which they are typed or compared may
 * have them.
 */
export async function expectPlainWords(page: Page, scene: string): Promise<void> {
  if (technical.test(scene)) return;
  await settled(page);
  expect(await page.evaluate((kinds) => window.measures.rawTexts(kinds), rawKinds)).toEqual([]);
}
