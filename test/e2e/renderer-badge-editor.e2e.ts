import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { BadgeTemplate, TemplateBox } from '../../domain/templates/badge-template.ts';
import { wrongTemplate } from '../renderer/harness/files.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import {
  chooseField,
  openEditor,
  setNumber,
  toTemplates,
} from '../renderer/harness/scenes-printing.ts';
import { heading, scan } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { go, openSettings } from '../support/navigate.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

async function open(world: World | string): Promise<void> {
  await harness.open(page, world);
  await page.locator('.rail').waitFor();
}

/**
 * Goes to the editor, which the test before may have left open, with the stored template or a
 * changed one.
 */
async function toEditor(): Promise<void> {
  await go(page, /Templates/);
  await page.locator('.editor, .template-card').first().waitFor();
  if (!(await page.locator('.editor').isVisible())) await openEditor(page);
}

/** The stored form of the template that the tests edit. */
function stored(page: Page): Promise<BadgeTemplate> {
  return page.evaluate(async () => {
    const answer = await window.lanyard.getBadgeTemplate({ id: 'roll-80' });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  });
}

function boxOf(template: BadgeTemplate, id: string): TemplateBox {
  const field = template.fields.find((one) => one.id === id);
  if (field === undefined) throw new Error(`there is no field ${id}`);
  return field.box;
}

const number = (page: Page, label: string): Locator =>
  page.locator('.editor-side').getByRole('textbox', { name: label });
const qrBox = (page: Page): Locator => page.locator('.field-box[data-kind="qr"]');
const save = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Save', exact: true }).click();

/** Drags from the middle of an element by so many pixels, in some steps. */
async function drag(page: Page, from: Locator, by: { x: number; y: number }): Promise<void> {
  const place = await from.boundingBox();
  if (place === null) throw new Error('nothing to drag is seen');
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + by.x / 2, at.y + by.y / 2, { steps: 4 });
  await page.mouse.move(at.x + by.x, at.y + by.y, { steps: 4 });
  await page.mouse.up();
}

describe('the badge editor', () => {
  beforeAll(() => open(''));

  it('offers the fields of the event that show on badges', async () => {
    await toEditor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Text' }).click();
    await page
      .locator('.editor-side')
      .getByRole('button', { name: /Fixed text/ })
      .click();
    await page.getByRole('option', { name: 'Shuttle to the dinner' }).click();
    await expect
      .poll(() => page.locator('.field-line[data-chosen]').textContent())
      .toBe('Shuttle to the dinner');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.field-line[data-chosen]').count()).toBe(0);
  });

  it('is worked with the keys alone: choose, move, stretch, duplicate, remove, save', async () => {
    await toEditor();
    const before = await stored(page);
    const stage = page.locator('.canvas-stage');
    await stage.focus();
    const at = before.fields.findIndex(({ id }) => id === 'qr');
    for (let presses = 0; presses <= at; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+d');
    await expect.poll(() => page.locator('.field-box').count()).toBe(before.fields.length + 1);
    await heading(page, 'A second QR code.');
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.field-box').count()).toBe(before.fields.length);
    await page.keyboard.press('Control+s');
    await heading(page, 'Template saved');
    const { x, y, width, height } = boxOf(before, 'qr');
    expect(boxOf(await stored(page), 'qr')).toEqual({
      x: x - 0.5,
      y: y - 5,
      width,
      height: height + 0.5,
    });
    // After the last field Tab leaves the badge.
    for (let presses = 0; presses <= before.fields.length; presses += 1) {
      await page.keyboard.press('Tab');
    }
    await expect.poll(() => stage.evaluate((one) => one === document.activeElement)).toBe(false);
  });

  it('takes numbers with point or comma, marks what is none, and keeps the last good one', async () => {
    await toEditor();
    const before = boxOf(await stored(page), 'qr');
    await chooseField(page, /QR/);
    await setNumber(page, /^From the left/, '12,25');
    await setNumber(page, /^From the top/, 'abc');
    await expect
      .poll(() => number(page, 'From the top, mm').getAttribute('aria-invalid'))
      .toBe('true');
    await heading(page, 'From 0 to 500');
    await save(page);
    await expect.poll(async () => boxOf(await stored(page), 'qr').x).toBe(12.25);
    expect(boxOf(await stored(page), 'qr').y).toBe(before.y);
  });

  it('says what cannot print, goes to the field, and saves nothing of it', async () => {
    await toEditor();
    const before = boxOf(await stored(page), 'qr');
    // The first preview is answered as overtaken: the page must ask again.
    await page.evaluate(() => {
      const draw = window.lanyard.previewTemplate;
      let overtaken = false;
      window.lanyard.previewTemplate = (input) => {
        if (overtaken) return draw(input);
        overtaken = true;
        return Promise.resolve({ ok: true, value: null });
      };
    });
    await chooseField(page, /QR/);
    await setNumber(page, /^Width/, '12');
    await chooseField(page, /Name block/);
    await page.getByRole('button', { name: /12 mm is too small to read/ }).click();
    await expect
      .poll(() => page.locator('.field-line[aria-current]').textContent())
      .toMatch(/^QR code/);
    await save(page);
    await page.getByRole('alert').getByText('This template cannot print').waitFor();
    expect(boxOf(await stored(page), 'qr').width).toBe(before.width);
    await setNumber(page, /^Width/, `${before.width}`);
  });

  it('asks before it leaves unsaved work, and stays where it was', async () => {
    await toEditor();
    await chooseField(page, /QR/);
    await setNumber(page, /^From the left/, '30');
    const back = page.getByRole('button', { name: 'Back to templates' });
    await back.click();
    await page.getByRole('dialog').press('Escape');
    await expect.poll(() => number(page, 'From the left, mm').inputValue()).toBe('30');
    await back.click();
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await heading(page, 'Badge templates');
    expect(boxOf(await stored(page), 'qr').x).toBe(30);
  });

  it('moves a field with the pointer, on the grid, and one step brings it back', async () => {
    await toEditor();
    const before = boxOf(await stored(page), 'qr');
    await drag(page, qrBox(page), { x: -53, y: -31 });
    await expect.poll(() => number(page, 'From the left, mm').inputValue()).not.toBe(`${before.x}`);
    const x = Number(await number(page, 'From the left, mm').inputValue());
    expect(x).toBeLessThan(before.x - 5);
    expect((x * 2) % 1).toBe(0);
    await page.locator('.canvas-stage').press('Control+z');
    await expect.poll(() => number(page, 'From the left, mm').inputValue()).toBe(`${before.x}`);
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });

  it('stretches a field by its handle, and Escape gives a drag up', async () => {
    await toEditor();
    await chooseField(page, /Name block/);
    const before = boxOf(await stored(page), 'names');
    const handle = page.locator('.handle[data-handle="s"]');
    await drag(page, handle, { x: 0, y: -40 });
    const lower = Number(await number(page, 'Height, mm').inputValue());
    expect(lower).toBeLessThan(before.height - 4);
    await expect.poll(() => number(page, 'From the top, mm').inputValue()).toBe(`${before.y}`);
    const place = await handle.boundingBox();
    await page.locator('.canvas-stage').focus();
    await page.mouse.move((place?.x ?? 0) + 12, (place?.y ?? 0) + 12);
    await page.mouse.down();
    await page.mouse.move((place?.x ?? 0) + 12, (place?.y ?? 0) - 60, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(() => number(page, 'Height, mm').inputValue()).toBe(`${lower}`);
  });

  it('keeps the work while the desk is locked, and hides it from operators', async () => {
    await toEditor();
    await chooseField(page, /QR/);
    await setNumber(page, /^From the left/, '33');
    const signIn = (name: string, pin: string): Promise<void> =>
      page.evaluate(
        async (who) => {
          await window.lanyard.lock();
          const operators = await window.lanyard.listOperators();
          const found = operators.ok && operators.value.find((one) => one.name === who.name);
          const operatorId = found === false ? '' : (found?.id ?? '');
          await window.lanyard.signIn({ operatorId, pin: who.pin });
        },
        { name, pin },
      );
    await signIn('Ahmed EL AMRANI', '2020');
    await heading(page, 'Only a supervisor edits templates.');
    await expect.poll(() => page.locator('.editor').isVisible()).toBe(false);
    await signIn('Marie DUPONT', '2018');
    await expect.poll(() => number(page, 'From the left, mm').inputValue()).toBe('33');
  });

  it('gives the strip a colour, by its digits or by the keys, and shows where it comes out', async () => {
    await toEditor();
    await chooseField(page, /Category strip/);
    const colour = page.locator('.editor-side').getByRole('textbox', { name: 'Colour' });
    await colour.fill('#1f4fd8');
    await colour.blur();
    await heading(page, 'Prints in black.');
    const pictureHash = (): Promise<string | null> =>
      page.locator('.canvas-picture img').getAttribute('data-sha256');
    const black = await pictureHash();
    await page.locator('.preview-choices').getByRole('button').first().click();
    await page.getByRole('option', { name: 'Any colour printer' }).click();
    await heading(page, 'Prints in colour.');
    await expect.poll(pictureHash).not.toBe(black);
    await page.getByRole('option', { selected: true }).press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => colour.inputValue()).not.toBe('#1F4FD8');
    const chosen = (await colour.inputValue()).toLowerCase();
    await save(page);
    await expect
      .poll(async () => (await stored(page)).fields.find(({ kind }) => kind === 'strip'))
      .toMatchObject({ colour: chosen });
  });

  it('lets a scan through wherever the focus is, and keeps the work', async () => {
    await toEditor();
    await chooseField(page, /QR/);
    await setNumber(page, /^From the left/, '31');
    await number(page, 'From the left, mm').focus();
    await scan(page, ticketOf(0));
    await page.locator('.hero-verdict').waitFor();
    await go(page, /Templates/);
    await expect.poll(() => number(page, 'From the left, mm').inputValue()).toBe('31');
    await heading(page, 'Not saved');
  });
});

describe('the list of templates', () => {
  beforeAll(() => open({ query: 'templates=1', prepare: wrongTemplate }));

  it('tells what is wrong with a file and stores nothing', async () => {
    await toTemplates(page);
    const cards = await page.locator('.template-card').count();
    await page.getByRole('button', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Field “QR code” › Place › Width').waitFor();
    await dialog.getByText('This must be a number.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => page.locator('.template-card').count()).toBe(cards);
  });

  it('removes with a way back, and makes a new one that opens', async () => {
    await toTemplates(page);
    const plenary = page.locator('.template-card', { hasText: 'plenary session' });
    await plenary.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await plenary.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await plenary.waitFor();
    await page.getByRole('button', { name: 'New template' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Press');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.locator('.editor').getByRole('heading', { name: 'Press' }).waitFor();
  });

  it('is not for operators', async () => {
    await open('role=operator');
    await openSettings(page, 'Printers');
    await expect.poll(() => page.getByRole('button', { name: 'Templates' }).count()).toBe(0);
  });
});

describe('the template as a whole', () => {
  beforeAll(() => open(''));
  const side = (): Locator => page.locator('.editor-side');
  const choose = async (from: RegExp, to: string): Promise<void> => {
    await side().getByRole('button', { name: from }).click();
    await page.getByRole('option', { name: to, exact: true }).click();
  };
  const sidesStored = async (): Promise<string[]> =>
    (await stored(page)).fields.map((field) => field.side);

  it('gives the badges of one category a strip of their own colour, and takes it back', async () => {
    await toEditor();
    await choose(/Category/, 'Observer');
    await side().getByText('Own colour of the strip').click();
    const colour = side().getByRole('textbox', { name: 'Colour of the strip' });
    await colour.fill('#006b3c');
    await colour.blur();
    await save(page);
    await expect
      .poll(async () => (await stored(page)).rules)
      .toMatchObject([{ category: 'observer', colour: '#006b3c' }]);
    await side().getByText('Own colour of the strip').click();
    await expect.poll(() => colour.count()).toBe(0);
    await save(page);
    await expect.poll(async () => (await stored(page)).rules).toEqual([]);
  });

  it('gets a back for cards, with fields of its own, which go with it', async () => {
    await toEditor();
    await choose(/Sides/, 'Front and back of a card');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await heading(page, 'Nothing on this side yet.');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Line or bar' }).click();
    await save(page);
    await expect.poll(async () => (await stored(page)).sides).toBe('two');
    await expect.poll(sidesStored).toContain('back');
    await page.locator('.canvas-stage').press('Escape');
    await choose(/Sides/, 'One side');
    await save(page);
    await expect.poll(async () => (await stored(page)).sides).toBe('one');
    await expect.poll(sidesStored).not.toContain('back');
  });
});
