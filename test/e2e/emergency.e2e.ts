import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fontFiles } from '../../platform/fonts/font-files.ts';
import { scriptSamples } from '../../platform/fonts/scripts.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { openSettings } from '../support/navigate.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

const electron = inject('electron');
const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-emergency-'));
const pdf = join(dataDir, 'paper.pdf');
let desk: RunningDesk;

beforeAll(async () => {
  desk = await startDesk(electron, { dataDir, config: { stationName: 'Desk 7' } });
});
afterAll(async () => {
  await desk?.end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Makes the next dialog save to this file. */
async function savesTo(path: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}

function textOf(path: string): string {
  return execFileSync('pdftotext', ['-layout', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 20_000_000,
  });
}

async function admit(delegateId: string): Promise<void> {
  const outcome = await desk.page.evaluate(async (id) => {
    const answer = await window.lanyard.checkIn({
      key: crypto.randomUUID(),
      target: { kind: 'delegate', delegateId: id },
      identity: 'passport',
    });
    return answer.ok ? answer.value.outcome : answer.error.code;
  }, delegateId);
  expect(outcome).toBe('admitted');
}

/** Some people of the demo event as the station knows them. */
async function found(query: string) {
  return desk.page.evaluate(async (text) => {
    const answer = await window.lanyard.searchDelegates({ query: text, limit: 20 });
    return answer.ok ? answer.value.rows.filter(({ status }) => status === 'confirmed') : [];
  }, query);
}

/** Registers a person for each script whose name is on the paper. */
async function registerEveryScript(): Promise<void> {
  const [known] = demoDelegates();
  if (known === undefined) throw new Error('the demo has nobody');
  const { delegation, administration, category } = known;
  const answers = await desk.page.evaluate(
    async ([names, person]) => {
      const made = [];
      for (const [index, nativeName] of names.entries()) {
        const familyName = `Sample ${index}`;
        const answer = await window.lanyard.registerWalkIn({
          person: { ...person, printedName: familyName, familyName, nativeName },
          approver: 'Anna',
          reference: '',
          identity: 'passport',
        });
        made.push(answer.ok ? 'made' : answer.error.code);
      }
      return made;
    },
    [
      scriptSamples.map(({ name }) => name),
      { title: '', givenName: '', jobTitle: '', delegation, administration, category },
    ] as const,
  );
  expect(answers).toEqual(scriptSamples.map(() => 'made'));
}

describe('an evacuation', () => {
  it('F9 shows who is inside, and the paper has the same names', async () => {
    const people = (await found('a')).slice(0, 3);
    expect(people).toHaveLength(3);
    for (const { id } of people) await admit(id);
    const { page } = desk;
    await page.keyboard.press('F9');
    await page.locator('[data-kind="inside"] dd', { hasText: /^3$/ }).waitFor();
    for (const { printedName } of people) {
      await page.getByRole('checkbox', { name: printedName }).waitFor();
    }
    await savesTo(pdf);
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const text = textOf(pdf);
    expect(text).toContain('3 inside at');
    expect(text).toContain('page 1 of 1');
    for (const { printedName } of people) expect(text).toContain(printedName);
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').waitFor();
  });
});

describe('the emergency pack', () => {
  it('is asked for among the problems, and it names everybody who is expected, in every script', async () => {
    const { page } = desk;
    await registerEveryScript();
    const problems = page.getByRole('navigation').getByRole('button', { name: /^Problems/ });
    await problems.click();
    await page.getByText('No emergency pack today', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Emergency pack', exact: true }).click();
    await savesTo(pdf);
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await page.getByText(/^Prepared today at/).waitFor({ timeout: 60_000 });
    await problems.click();
    await page.getByText('No emergency pack today', { exact: true }).waitFor({ state: 'detached' });
    const text = textOf(pdf);
    const expected = demoDelegates().filter(({ status }) => status === 'confirmed');
    const words = text.replace(/\s+/g, '');
    const missing = expected.filter(
      ({ printedName }) => !words.includes(printedName.replace(/\s+/g, '')),
    );
    expect(missing.map(({ printedName }) => printedName)).toEqual([]);
    // The box of a missing glyph has no text. Compared by letters: pdftotext orders the marks of
    // Thaana by their places.
    const letters = scriptSamples.flatMap(({ name }) => [...name]);
    expect(letters.filter((letter) => !words.includes(letter))).toEqual([]);
    const pages = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
    const count = Number(/Pages:\s+(\d+)/.exec(pages)?.[1]);
    expect(text).toContain(`page ${count} of ${count}`);
    expect(pages).toMatch(/Page size:\s+59[45](\.\d+)? x 84[12]/);
    expect(text).toMatch(/[0-9A-F]{8}-1002-001/);
    expect(text).toMatch(/[0-9A-F]{8}-1002-048/);
    // Every font is embedded in the file.
    const fonts = execFileSync('pdffonts', [pdf], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.filter((line) => !/\byes\s+(yes|no)\s+(yes|no)\s+\d+/.test(line))).toEqual([]);
    expect(fonts.every((line) => line.includes('Noto'))).toBe(true);
    for (const { name, typeface } of fontFiles.filter(({ typeface }) => typeface !== 'TC')) {
      const [family] = name.split('_');
      expect(
        fonts.some((line) => line.includes(`+${family}-`)),
        `${typeface} ${fonts}`,
      ).toBe(true);
    }
  });
});

describe('an entry from paper', () => {
  it('goes by the keyboard alone, and the delegate shows the true time', async () => {
    const person = (await found('b')).find(({ presentToday }) => !presentToday);
    if (person === undefined) throw new Error('nobody is left');
    const { page } = desk;
    await page.getByRole('navigation').getByRole('button', { name: 'Evacuate' }).click();
    await page.getByRole('tab', { name: 'From paper' }).click();
    await page.getByRole('combobox', { name: 'Delegate' }).fill(person.registrationCode);
    await page.getByRole('option', { name: person.printedName }).waitFor();
    await desk.keyboard.pause(200);
    await page.keyboard.press('Enter');
    await page.getByLabel('Time of arrival').fill('08:05');
    await page.keyboard.press('Enter');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Take ${person.printedName} back` }).waitFor();
    const detail = await page.evaluate(async (id) => {
      const answer = await window.lanyard.getDelegate({ id });
      return answer.ok ? answer.value.admissions : [];
    }, person.id);
    expect(detail).toHaveLength(1);
    expect(detail[0]).toMatchObject({
      wall: Date.parse('2018-10-02T08:05:00+02:00'),
      fromPaper: true,
    });
  });
});

describe('training', () => {
  /**
   * Switches on the screen; the test itself starts the app again, so that it keeps control of it.
   */
  async function switchBy(start: RegExp, confirm: RegExp): Promise<void> {
    await desk.app.evaluate(({ app }) => {
      app.relaunch = () => undefined;
    });
    const { page } = desk;
    await openSettings(page, 'Training');
    await page.getByRole('button', { name: start }).click();
    const app = desk.app.process();
    const ended = new Promise((resolve) => app.once('exit', resolve));
    const click = page.getByRole('button', { name: confirm }).click();
    // The app may be gone before it has answered the click.
    await click.catch((error: unknown) => {
      if (!String(error).includes('has been closed')) throw error;
    });
    // While the process is still there, the next one would exit in its favour.
    await ended;
    await desk.server.close();
    desk = await startDesk(electron, { dataDir });
  }

  const present = () =>
    desk.page.evaluate(async () => {
      const counts = await window.lanyard.getCounts();
      return counts.ok ? counts.value.presentToday : null;
    });

  it('has data of its own under a banner, and leaves the real ones untouched', async () => {
    await expect.poll(() => present()).toBe(4);
    await switchBy(/^Start training/, /^Restart in training/);
    await desk.page.getByText('Training – nothing counts').waitFor();
    await expect.poll(() => present()).toBe(0);
    expect(existsSync(join(dataDir, 'training', 'lanyard.db'))).toBe(true);
    const [person] = await found('a');
    if (person === undefined) throw new Error('training has nobody');
    await admit(person.id);
    await expect.poll(() => present()).toBe(1);
    const hosting = await desk.page.evaluate(() =>
      window.lanyard.hostHub({ name: 'Training', port: 45_678 }),
    );
    expect(hosting).toMatchObject({ ok: false, error: { code: 'training-without-hub' } });
    await switchBy(/^End training/, /^Restart for real/);
    await expect.poll(() => present()).toBe(4);
    await expect.poll(() => desk.page.getByText('Training – nothing counts').count()).toBe(0);
  });
});
