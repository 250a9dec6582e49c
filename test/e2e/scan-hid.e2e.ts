import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import {
  type LaunchedPage,
  launchPage,
  pageIsReady,
} from '../renderer/scanning/harness/launch-page.ts';
import { badge, otherTicket, signedTicket, ticket } from '../renderer/scanning/hid-simulation.ts';
import { SimulatedKeyboard } from '../support/hid.ts';
import type { LayoutName } from '../support/keyboard-layouts.ts';
import { isFullRun } from '../support/test-run.ts';

let launched: LaunchedPage;
let keyboard: SimulatedKeyboard;

beforeAll(async () => {
  launched = await launchPage(inject('electron'), { query: '?prefix=F13' });
});
afterAll(async () => {
  await launched?.close();
});
beforeEach(async () => {
  await launched.page.reload();
  await pageIsReady(launched.page);
  keyboard = await SimulatedKeyboard.at(launched.page);
});

async function scannedTexts(count: number): Promise<(string | undefined)[]> {
  await launched.page.waitForFunction((n) => window.pageLog.scans.length >= n, count);
  return (await launched.log()).scans.map(({ input }) => input.readings[0]);
}

/** The field's text, and the text in React's state. */
async function search(): Promise<{ field: string; state: string | null }> {
  const { page } = launched;
  return { field: await page.inputValue('#search'), state: await page.textContent('#query') };
}

describe('a scan while somebody types in a search field', () => {
  for (const msPerCharacter of isFullRun ? [2, 8, 20, 40] : [2, 40]) {
    test(`at ${msPerCharacter} ms a character: both stay whole`, async () => {
      await launched.page.focus('#search');
      await keyboard.type('mue', 80);
      await keyboard.pause(60);
      await keyboard.scan(ticket, { msPerCharacter });
      await keyboard.pause(200);
      await keyboard.type('ller', 80);
      expect(await scannedTexts(1)).toEqual([ticket]);
      await expect.poll(() => search()).toEqual({ field: 'mueller', state: 'mueller' });
      expect((await launched.log()).keys).not.toContain('Enter');
    });
  }

  test('a selection that the first character replaced is put back', async () => {
    const { page } = launched;
    await page.fill('#search', 'mueller');
    await page.locator('#search').selectText();
    await keyboard.scan(badge, { msPerCharacter: 10 });
    expect(await scannedTexts(1)).toEqual([badge]);
    await expect.poll(() => search()).toEqual({ field: 'mueller', state: 'mueller' });
    const selected = await page
      .locator('#search')
      .evaluate((field) =>
        field instanceof HTMLInputElement ? [field.selectionStart, field.selectionEnd] : [],
      );
    expect(selected).toEqual([0, 7]);
  });

  test('in the middle of a text, and in a text area', async () => {
    const { page } = launched;
    await page.fill('#notes', 'first line\nsecond line');
    await page.locator('#notes').evaluate((field) => {
      if (field instanceof HTMLTextAreaElement) field.setSelectionRange(5, 5);
    });
    await keyboard.scan(signedTicket, { msPerCharacter: 5 });
    expect(await scannedTexts(1)).toEqual([signedTicket]);
    expect(await page.inputValue('#notes')).toBe('first line\nsecond line');
    await keyboard.type('!', 300);
    expect(await page.inputValue('#notes')).toBe('first! line\nsecond line');
  });

  test('two scans 300 ms apart', async () => {
    await launched.page.focus('#search');
    await keyboard.scan(ticket, { msPerCharacter: 8 });
    await keyboard.pause(300);
    await keyboard.scan(otherTicket, { msPerCharacter: 8 });
    expect(await scannedTexts(2)).toEqual([ticket, otherTicket]);
    await expect.poll(() => search()).toEqual({ field: '', state: '' });
  });
});

describe('keys that were no scan', () => {
  test('a burst without Enter is given back as the person’s own input, and Ctrl+Z takes it away', async () => {
    const { page } = launched;
    await page.focus('#search');
    await keyboard.type('a', 80);
    await keyboard.pause(100);
    await keyboard.scan('0013748911', { msPerCharacter: 6, end: null });
    await page.waitForFunction(() => document.querySelector('#query')?.textContent !== 'a0013');
    await page.waitForFunction(() => document.querySelector('#query')?.textContent?.endsWith('11'));
    await expect.poll(() => search()).toEqual({ field: 'a0013748911', state: 'a0013748911' });
    expect((await launched.log()).scans).toEqual([]);
    for (let i = 0; i < 15 && (await search()).field !== ''; i += 1) {
      await page.keyboard.press('Control+z');
    }
    await expect.poll(() => search()).toEqual({ field: '', state: '' });
  });

  test('typing and Enter reach the page at once', async () => {
    await launched.page.focus('#search');
    await keyboard.type('anna 42', 50);
    await keyboard.press({ code: 'Enter', key: 'Enter' }, 60);
    await expect.poll(() => search()).toEqual({ field: 'anna 42', state: 'anna 42' });
    expect((await launched.log()).keys.at(-1)).toBe('Enter');
    expect((await launched.log()).scans).toEqual([]);
  });

  test('a key that is held down repeats as ever', async () => {
    const { page } = launched;
    await page.focus('#search');
    for (let i = 0; i < 12; i += 1) await page.keyboard.down('x');
    await page.keyboard.up('x');
    await expect.poll(async () => (await search()).field).toBe('x'.repeat(12));
  });
});

describe('a focused button', () => {
  test('is pressed neither by the space nor by the Enter of a scan', async () => {
    await launched.page.focus('#button');
    await keyboard.scan('1 234 567 89', { msPerCharacter: 8 });
    await keyboard.pause(300);
    await keyboard.scan(ticket, { msPerCharacter: 40 });
    expect(await scannedTexts(2)).toEqual(['1 234 567 89', ticket]);
    expect((await launched.log()).clicks).toEqual([]);
  });

  test('is pressed by a person’s space and Enter', async () => {
    await launched.page.focus('#button');
    await keyboard.press({ code: 'Space', key: ' ' }, 200);
    await keyboard.press({ code: 'Enter', key: 'Enter' }, 200);
    expect((await launched.log()).clicks).toEqual(['button', 'button']);
  });

  test('is pressed by a space that came quickly after another key but was no scan', async () => {
    const { page } = launched;
    await page.focus('#button');
    await keyboard.press({ code: 'KeyA', key: 'a' }, 200);
    await keyboard.press({ code: 'Space', key: ' ' }, 20);
    await page.waitForFunction(() => window.pageLog.clicks.length > 0);
    expect((await launched.log()).clicks).toEqual(['button']);
  });

  test('hears the keys of a burst that was no scan, once', async () => {
    const { page } = launched;
    await page.focus('#button');
    await keyboard.scan('0013748911', { msPerCharacter: 6, end: null });
    await page.waitForFunction(() => window.pageLog.keys.length >= 10);
    // A second round of giving keys back would have to wait as long as the first.
    await keyboard.pause(2000);
    expect((await launched.log()).keys.join('')).toBe('0013748911');
  });

  test('in a modal dialog: the scan comes and the dialog is left alone', async () => {
    const { page } = launched;
    await page.evaluate(() => window.pageLog.setOptions({ dialog: true }));
    await page.focus('#confirm');
    await keyboard.scan(ticket, { msPerCharacter: 8 });
    await page.focus('#reason');
    await keyboard.pause(300);
    await keyboard.scan('GSC-0042', { msPerCharacter: 8 });
    expect(await scannedTexts(2)).toEqual([ticket, 'GSC-0042']);
    expect(await page.inputValue('#reason')).toBe('');
    expect((await launched.log()).clicks).toEqual([]);
    await expect
      .poll(() => page.locator('dialog').evaluate((dialog) => dialog.hasAttribute('open')))
      .toBe(true);
  });
});

describe('layouts of the computer', () => {
  const others: LayoutName[] = ['us', 'french', 'german', 'uk', 'swissFrench', 'swedish'];
  const computers: LayoutName[] = ['belgian', ...(isFullRun ? others : [])];
  for (const computer of computers) {
    test(computer, async () => {
      await launched.page.focus('#search');
      const texts = [ticket, signedTicket, badge, '0013748911'];
      for (const text of texts) {
        await keyboard.scan(text, { computer, msPerCharacter: 6 });
        await keyboard.pause(250);
      }
      expect(await scannedTexts(texts.length)).toEqual(texts);
      await expect.poll(() => search()).toEqual({ field: '', state: '' });
    });
  }
});

test('a function key announces a scan of any speed and form', async () => {
  await launched.page.focus('#search');
  await keyboard.press({ code: 'F13', key: 'F13' }, 100);
  await keyboard.scan('42', { msPerCharacter: 120 });
  expect(await scannedTexts(1)).toEqual(['42']);
  await expect.poll(() => search()).toEqual({ field: '', state: '' });
});

// test/renderer/scanning proves by time stamps that they come as one scan. Here 66,000 events go
// through the DevTools protocol, whose sender may pause for a second on a busy machine; then the
// field must contain what was cut off.
if (isFullRun) {
  test('64 kB from a scanner do not lose a character', async () => {
    await launched.page.focus('#search');
    const text = '0123456789abcdef'.repeat(4096);
    await keyboard.scan(text, { msPerCharacter: 0.1, release: false });
    const scanned = await scannedTexts(1);
    expect(scanned).toHaveLength(1);
    const { field, state } = await search();
    expect(field + scanned[0] === text).toBe(true);
    expect(state).toBe(field);
  });
}
