import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Locator, Page } from 'playwright-core';
import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { type ElectronRuntime, root } from '../../tools/runtime.mjs';
import en from '../../ui/words/en.json' with { type: 'json' };
import fr from '../../ui/words/fr.json' with { type: 'json' };
import { ending } from './attached-electron.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { drawPicture, pictureHeight, pictureWidth } from './ticket-picture.ts';

/** The cost of one part of the work. */
export interface CountedPart {
  name: string;
  /** Clicks, Enter, Space and shortcuts. */
  clicks: number;
  /** Fields that were typed into. */
  fields: number;
  seconds: number;
}

/** The person's computer, which decides the language and time zone of the first screens. */
export interface Computer {
  /** The film for its camera (`filmOf`), read at each start of the station. */
  webcam?: string;
  /** English unless given. */
  language?: ScreenLanguage;
  /** IANA name; the test's unless given. */
  timeZone?: string;
}

const screenWords = { en, fr };
const environments: Readonly<Record<ScreenLanguage, Readonly<Record<string, string>>>> = {
  en: {},
  fr: { LANG: 'fr_FR.UTF-8', LC_ALL: 'fr_FR.UTF-8', LANGUAGE: 'fr' },
};

/** Maximum presses of Tab to reach any field of a form. */
const maxTabs = 40;

/**
 * A person who uses only the screens of a page. Counts each click, Enter, Space and shortcut, also
 * the one that ends a dialog of the system, and each field typed into. Keys that only move (Tab and
 * arrows) do not count.
 */
abstract class CountedWork {
  readonly parts: CountedPart[] = [];

  abstract get page(): Page;

  /** Does a part of the work and records its cost under this name. */
  async does(name: string, work: () => Promise<void>): Promise<void> {
    const part = { name, clicks: 0, fields: 0, seconds: 0 };
    this.parts.push(part);
    const began = Date.now();
    await work();
    part.seconds = (Date.now() - began) / 1_000;
  }

  button(name: string | RegExp): Locator {
    const exact = typeof name === 'string';
    return this.page.getByRole('button', { name, exact });
  }

  async click(where: Locator): Promise<void> {
    this.count('clicks');
    await where.click();
  }

  async press(key: string): Promise<void> {
    this.count('clicks');
    await this.page.keyboard.press(key);
  }

  /** Presses Tab until the cursor is in the field, then types the text. */
  async type(where: Locator, text: string): Promise<void> {
    for (let tabs = 0; tabs <= maxTabs; tabs += 1) {
      if (await where.evaluate((field) => field === document.activeElement)) {
        this.count('fields');
        return where.fill(text);
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the cursor never came to ${where}`);
  }

  /** Types some letters of a choice and takes the first match. */
  async find(where: Locator, letters: string, choice: string): Promise<void> {
    await this.type(where, letters);
    await this.page.getByRole('option', { name: choice }).waitFor();
    await this.page.keyboard.press('ArrowDown');
    await this.press('Enter');
  }

  /** Waits for a step and for the focus that it takes: earlier keys would be lost. */
  async shows(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await this.page.waitForFunction(() => document.activeElement !== document.body);
  }

  protected count(what: 'clicks' | 'fields'): void {
    const part = this.parts.at(-1);
    if (part === undefined) throw new Error('nothing has begun');
    part[what] += 1;
  }
}

/** A person at a page in a browser. */
export class CountedReader extends CountedWork {
  readonly page: Page;

  constructor(page: Page) {
    super();
    this.page = page;
  }

  /** Presses a button that opens the browser's file dialog, and chooses the file there. */
  async chooseFile(where: Locator, path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.click(where);
    await (await chooser).setFiles(path);
    this.count('clicks');
  }
}

/** A person at a new station with an empty disk. */
export class CountedPerson extends CountedWork {
  readonly #runtime: ElectronRuntime;
  readonly #computer: Computer;
  readonly #words: typeof en;
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'lanyard-own-'));
  #launched: LaunchedApp | null = null;

  constructor(runtime: ElectronRuntime, computer: Computer = {}) {
    super();
    this.#runtime = runtime;
    this.#computer = computer;
    this.#words = screenWords[computer.language ?? 'en'];
  }

  get page(): Page {
    return this.#app.page;
  }

  get #app(): LaunchedApp {
    if (this.#launched === null) throw new Error('the station does not run');
    return this.#launched;
  }

  /** Starts the station; its only setting asks for the set-up of a first start. */
  async start(): Promise<void> {
    const { webcam, language = 'en', timeZone } = this.#computer;
    this.#launched = await launchApp(this.#runtime, {
      config: { setUp: true },
      dataDir: this.#dataDir,
      environment: {
        LANYARD_SUPERVISED: '1',
        ...environments[language],
        ...(timeZone === undefined ? {} : { TZ: timeZone }),
      },
      ...(webcam === undefined ? {} : { webcam }),
    });
    this.page.setDefaultTimeout(60_000);
  }

  async end(): Promise<void> {
    await this.#launched?.close().catch(() => undefined);
    rmSync(this.#dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * Opens the entry of the navigation with this label; an entry that is not on the rail takes a
   * further click.
   */
  async opens(name: RegExp): Promise<void> {
    const ways = this.page.getByRole('navigation');
    const way = ways.getByRole('button', { name });
    if ((await way.count()) === 0) {
      await this.click(ways.getByRole('button', { name: this.#words.app.settings }));
    }
    await this.click(way);
  }

  /** Presses a button that opens the system's file dialog, and chooses the file there. */
  async chooseFile(where: Locator, path: string): Promise<void> {
    await this.#app.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await this.click(where);
    this.count('clicks');
  }

  /** Presses a button with which the app restarts itself; this class starts it again. */
  async clickAndRestart(where: Locator): Promise<void> {
    const ended = ending(this.#app.app);
    // Not awaited: the page may be gone before the button is released.
    void this.click(where).catch(() => undefined);
    const code = await ended;
    if (code !== 75) throw new Error(`the app ended with ${code}`);
    await this.start();
  }

  async becomesSupervisor(name: string, pin: string): Promise<void> {
    const { firstStart, setUp } = this.#words;
    await this.shows(setUp.steps.supervisor);
    await this.type(this.page.getByLabel(firstStart.name), name);
    await this.type(this.page.getByLabel(firstStart.pin, { exact: true }), pin);
    await this.type(this.page.getByLabel(firstStart.pinAgain), pin);
    await this.press('Enter');
  }
}

export function sumOf(name: string, parts: readonly CountedPart[]): CountedPart {
  const sum = { name, clicks: 0, fields: 0, seconds: 0 };
  for (const { clicks, fields, seconds } of parts) {
    sum.clicks += clicks;
    sum.fields += fields;
    sum.seconds += seconds;
  }
  return sum;
}

export function tableOf(parts: readonly CountedPart[]): string {
  const line = ({ name, clicks, fields, seconds }: CountedPart): string => {
    const numbers = [String(clicks), String(fields), (seconds / 60).toFixed(1)];
    return `${name.padEnd(44)}${numbers.map((number) => number.padStart(9)).join('')}`;
  };
  return [`${''.padEnd(44)}   clicks   fields  minutes`, ...parts.map(line)].join('\n');
}

/**
 * Writes a film for the fake camera (fake-webcam.ts): an empty picture, then this one for two
 * seconds, then an empty one.
 */
export async function filmOf(path: string, png: Buffer): Promise<void> {
  const nobody = drawPicture(null);
  const held = createCanvas(pictureWidth, pictureHeight);
  const context = held.getContext('2d');
  context.drawImage(nobody, 0, 0);
  const side = pictureHeight * 0.8;
  const left = (pictureWidth - side) / 2;
  context.drawImage(await loadImage(png), left, (pictureHeight - side) / 2, side, side);
  const without = await nobody.encode('jpeg', 85);
  const shown = await held.encode('jpeg', 85);
  const frames = [Array(30).fill(without), Array(60).fill(shown), Array(150).fill(without)];
  writeFileSync(path, Buffer.concat(frames.flat()));
}

/** A person in the list, with a text in the extra field. */
export const guest = { name: 'DE LA PEÑA GÜELL', email: 'alvaro.de.la.pena.guell.2@example.org' };

function csv(path: string, rows: string[][]): string {
  writeFileSync(path, csvFile(rows, ','));
  return path;
}

/** The secretariat's list: the one shared beside the clone, or else three lines in its form. */
export function peopleFile(folder: string): string {
  const shared = join(root, '../shared/data/people.csv');
  if (existsSync(shared)) return shared;
  return csv(join(folder, 'people.csv'), [
    [
      'Reference',
      'First name',
      'LAST NAME',
      'Country',
      'Type',
      'E-mail address',
      'Language',
      'Dietary requirement',
    ],
    ['RW27-0001', 'Benoît', 'LEFRANÇOIS', 'FRA', 'Participant', 'b@example.org', 'fr', ''],
    ['RW27-0002', 'Álvaro', guest.name, 'ESP', 'Participant', guest.email, 'es', 'no nuts'],
    ['RW27-0003', 'Mia', 'LUND', 'UPU', 'Observer', 'm@example.org', 'en', ''],
  ]);
}
