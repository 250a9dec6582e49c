import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { go } from '../support/navigate.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'));
});
afterAll(async () => {
  await desk?.end();
});

/**
 * What the editor shows: the hash that the renderer gave its bitmap, and the hash of the dots in
 * the picture, packed as a printer gets them (rows of whole bytes, 1 is black).
 */
async function shownPicture(): Promise<{ said: string; seen: string }> {
  const picture = desk.page.locator('.canvas-picture img');
  await picture.waitFor();
  const { bits, said } = await picture.evaluate(async (one: HTMLImageElement) => {
    // The next drawing may replace it while it is decoded.
    for (let attempt = 1; ; attempt += 1) {
      try {
        await one.decode();
        break;
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    const { naturalWidth: width, naturalHeight: height } = one;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(one, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const rowBytes = Math.ceil(width / 8);
    const packed = new Uint8Array(rowBytes * height);
    for (let dot = 0; dot < width * height; dot += 1) {
      if (data[dot * 4] !== 0) continue;
      const at = Math.floor(dot / width) * rowBytes + ((dot % width) >> 3);
      packed[at] = (packed[at] ?? 0) | (0x80 >> ((dot % width) & 7));
    }
    return { bits: [...packed], said: one.dataset.sha256 ?? '' };
  });
  return { said, seen: createHash('sha256').update(Uint8Array.from(bits)).digest('hex') };
}

describe('the badge editor of the app', () => {
  it('shows the very bitmap, refuses a QR that cannot be read, and saves what was moved', async () => {
    const { page } = desk;
    await go(page, 'Templates');
    await page.getByRole('button', { name: `Edit ${rollTemplate().name}`, exact: true }).click();
    const first = await shownPicture();
    expect(first.seen).toBe(first.said);

    await page.locator('.field-list').getByRole('button', { name: 'QR code' }).click();
    const width = page.locator('.editor-side').getByRole('textbox', { name: 'Width, mm' });
    await width.fill('12');
    await page.getByRole('button', { name: /12 mm is too small to read/ }).waitFor();
    // Back to the badge: in a field, the field's own undo comes first.
    await page.locator('.canvas-stage').focus();
    await page.keyboard.press('Control+z');
    await page.getByText('Ready to print').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+s');
    await page.getByText('Template saved').first().waitFor();

    const qr = rollTemplate().fields.find(({ kind }) => kind === 'qr');
    const stored = await page.evaluate(() => window.lanyard.getBadgeTemplate({ id: 'roll-80' }));
    if (!stored.ok || qr === undefined) throw new Error('the template is not there');
    const moved = stored.value.fields.find(({ kind }) => kind === 'qr');
    expect(moved?.box).toEqual({ ...qr.box, x: qr.box.x - 0.5 });
    await expect
      .poll(async () => (await shownPicture()).said, { timeout: 20_000 })
      .not.toBe(first.said);
    const second = await shownPicture();
    expect(second.seen).toBe(second.said);
  });

  it('exports a template and takes it back, but not with a mistake in it', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lanyard-template-')), 'roll-80.json');
    await desk.app.evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: file });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, path);
    const exported = await desk.page.evaluate(() =>
      window.lanyard.exportBadgeTemplate({ id: 'roll-80' }),
    );
    expect(exported).toEqual({ ok: true, value: true });
    const imported = (): Promise<unknown> =>
      desk.page.evaluate(() => window.lanyard.importBadgeTemplate());
    expect(await imported()).toMatchObject({ ok: true, value: { outcome: 'imported' } });
    writeFileSync(path, readFileSync(path, 'utf8').replace('"width": 72', '"width": "wide"'));
    expect(await imported()).toMatchObject({
      ok: true,
      value: {
        outcome: 'refused',
        file: 'roll-80.json',
        issues: [{ place: { en: 'Size › Width' } }],
      },
    });
    writeFileSync(path, ' '.repeat(2_000_001));
    expect(await imported()).toMatchObject({ value: { outcome: 'refused', reason: 'too-large' } });
    rmSync(path);
    expect(await imported()).toMatchObject({
      ok: false,
      error: { code: 'import-file-unreadable' },
    });
    const list = await desk.page.evaluate(() => window.lanyard.getBadgeTemplates());
    const own = list.ok ? list.value.filter(({ builtIn }) => !builtIn) : [];
    expect(own).toHaveLength(1);
  });

  it('draws no preview that was overtaken, and keeps bad templates out', async () => {
    const answers = await desk.page.evaluate(async (template) => {
      const ask = (id: 'typical' | 'arabic' | 'chinese' | 'devanagari' | 'head') =>
        window.lanyard.previewTemplate({
          template,
          person: { kind: 'sample', id },
          category: null,
          training: false,
          attempt: false,
          printerId: 'virtual',
          inColour: false,
        });
      const previews = await Promise.all(
        (['typical', 'arabic', 'chinese', 'devanagari', 'head'] as const).map(ask),
      );
      const fields = template.fields.filter(({ kind }) => kind !== 'qr');
      const bad = await window.lanyard.saveBadgeTemplate({ ...template, fields });
      return { previews: previews.map((one) => one.ok && one.value !== null), bad };
    }, rollTemplate());
    expect(answers.previews).toEqual([true, false, false, false, true]);
    expect(answers.bad).toMatchObject({
      ok: false,
      error: { code: 'template-has-errors', detail: 'no-qr' },
    });
  });
});
