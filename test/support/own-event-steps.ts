import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { ending } from './attached-electron.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';

/** What one part of the work cost. */
export interface CountedPart {
  name: string;
  /** Clicks, Enter, Space and shortcuts. */
  clicks: number;
  seconds: number;
}

/** Further than this is no field of a form. */
const maxTabs = 40;

/**
 * A person at a new station, from an empty disk, who uses its screens alone. Each click, Enter, Space and shortcut counts,
 * also the one that ends a dialog of the system. Typed text does not, nor do the keys that move: Tab and arrows.
 */
export class CountedPerson {
  readonly parts: CountedPart[] = [];
  readonly #runtime: ElectronRuntime;
  readonly #webcam: string | undefined;
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'lanyard-own-'));
  #launched: LaunchedApp | null = null;
  #since = Date.now();

  constructor(runtime: ElectronRuntime, webcam?: string) {
    this.#runtime = runtime;
    this.#webcam = webcam;
  }

  get page(): Page {
    return this.#app.page;
  }

  get #app(): LaunchedApp {
    if (this.#launched === null) throw new Error('the station does not run');
    return this.#launched;
  }

  /** Starts the station; the only setting says that it has a first start. */
  async start(): Promise<void> {
    this.#launched = await launchApp(this.#runtime, {
      config: { setUp: true },
      dataDir: this.#dataDir,
      environment: { LANYARD_SUPERVISED: '1' },
      ...(this.#webcam === undefined ? {} : { webcam: this.#webcam }),
    });
    this.page.setDefaultTimeout(60_000);
  }

  async end(): Promise<void> {
    await this.#launched?.close().catch(() => undefined);
    rmSync(this.#dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What follows is counted under this name. */
  begins(name: string): void {
    this.#settle();
    this.parts.push({ name, clicks: 0, seconds: 0 });
  }

  total(): number {
    this.#settle();
    return this.parts.reduce((sum, { clicks }) => sum + clicks, 0);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async click(where: Locator): Promise<void> {
    this.#count();
    await where.click();
  }

  async press(key: 'Enter' | 'Space'): Promise<void> {
    this.#count();
    await this.page.keyboard.press(key);
  }

  /** The tab key until the cursor is in the field; types. */
  async type(where: Locator, text: string): Promise<void> {
    for (let tabs = 0; tabs <= maxTabs; tabs += 1) {
      if (await where.evaluate((field) => field === document.activeElement)) {
        return where.fill(text);
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the cursor never came to ${where}`);
  }

  /** Chooses from a list that a button opens. */
  async select(where: Locator, option: string | RegExp): Promise<void> {
    await this.click(where);
    await this.click(this.page.getByRole('option', { name: option }));
  }

  /** Presses a button that asks the system for a file, and chooses it there. */
  async chooseFile(where: Locator, path: string): Promise<void> {
    await this.#app.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await this.click(where);
    this.#count();
  }

  /** Presses a button with which the app restarts itself; its supervisor starts it again. */
  async clickAndRestart(where: Locator): Promise<void> {
    const ended = ending(this.#app.app);
    this.#count();
    // Not awaited: the page may be gone before the button is up.
    void where.click().catch(() => undefined);
    const code = await ended;
    if (code !== 75) throw new Error(`the app ended with ${code}`);
    await this.start();
  }

  async shows(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }

  #count(): void {
    const part = this.parts.at(-1);
    if (part === undefined) throw new Error('nothing has begun');
    part.clicks += 1;
  }

  #settle(): void {
    const now = Date.now();
    const part = this.parts.at(-1);
    if (part !== undefined) part.seconds += (now - this.#since) / 1_000;
    this.#since = now;
  }
}

/** The counts as a table for the terminal. */
export function tableOf(rows: readonly CountedPart[]): string {
  const line = ({ name, clicks, seconds }: CountedPart): string =>
    `${name.padEnd(44)}${String(clicks).padStart(7)}${(seconds / 60).toFixed(1).padStart(9)}`;
  return [`${''.padEnd(44)} clicks  minutes`, ...rows.map(line)].join('\n');
}
