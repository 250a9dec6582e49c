import { afterEach, beforeEach, expect, test } from 'vitest';
import { proofLifetime } from '../../../../domain/organiser/access.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';
import { goodPassword, readyAccount, refusalOf } from './browser.ts';
import { organiserOf } from './support.ts';

afterEach(cleanUp);

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ signInPerAddress: 10_000, perAccount: 10_000 });
});

const again = { status: 401, code: 'unauthorised', detail: 'prove-again' };
const exportOf = (report: string) => `exports/${report}?format=csv&language=en`;

test('a browser left open resets no account and exports nobody until the pass phrase is typed again', async () => {
  const { browser } = await readyAccount(hub);
  const other = await organiserOf(hub, 'viewer');
  const reset = `accounts/${other.account.id}/reset`;
  expect(await browser.get(exportOf('participants-provisional'))).toMatchObject({ status: 200 });
  hub.clock.now += proofLifetime;
  expect(refusalOf(await browser.get(exportOf('participants-provisional')))).toEqual(again);
  expect(refusalOf(await browser.post(reset))).toEqual(again);
  // Figures without people, and looking at pages, still work.
  expect(await browser.get('accounts')).toMatchObject({ status: 200 });
  expect(await browser.get(exportOf('arrivals'))).toMatchObject({ status: 200 });
  expect(refusalOf(await browser.post('prove', { password: 'not this password' }))).toEqual({
    status: 401,
    code: 'unauthorised',
    detail: 'proof',
  });
  expect(refusalOf(await browser.post(reset))).toEqual(again);
  expect(await browser.post('prove', { password: goodPassword })).toMatchObject({ status: 200 });
  expect(await browser.post(reset)).toMatchObject({ status: 200 });
  expect(await browser.get(exportOf('participants-provisional'))).toMatchObject({ status: 200 });
  // Each session separately: the same person's other browser was not asked.
  hub.clock.now += proofLifetime;
  expect(refusalOf(await browser.get(exportOf('participants-provisional')))).toEqual(again);
});

test('everything held of one person is not exported from a browser left open', async () => {
  const officer = await organiserOf(hub, 'data-protection-officer');
  hub.clock.now += proofLifetime;
  const path = '/v1/organiser/persons/00000000-0000-7000-8000-000000000001';
  expect(refusalOf(await officer.get(path))).toEqual(again);
});

test('guesses at the pass phrase of an open session wait', async () => {
  const { browser } = await readyAccount(hub);
  const statuses: number[] = [];
  for (let guess = 0; guess < 6; guess += 1) {
    statuses.push((await browser.post('prove', { password: `guess number ${guess}` })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  expect((await browser.post('prove', { password: goodPassword })).status).toBe(429);
});
