import { foldText } from '../../domain/base/fold-text.ts';
import {
  type BrotherRollId,
  type BrotherSettings,
  brotherRolls,
  takesRoll,
} from '../../domain/printing/brother.ts';
import type {
  DriverSettings,
  PaperSize,
  PrinterConnection,
  PrinterPlace,
  PrinterSettings,
} from '../../domain/printing/print-job.ts';
import type { PrinterLanguage } from '../../domain/printing/printer-languages.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import type { FoundPrinter } from '../../preload/contract/printing.ts';
import { hostError, plainHost } from './address.ts';
import { guessModel } from './guess-model.ts';

/** For a printer whose model is not listed: every field is set by hand. */
export const byHand = 'by-hand';

/** A printer's settings as typed: numbers are text until it is saved. */
export interface PrinterDraft {
  name: string;
  connection: PrinterConnection['kind'];
  host: string;
  port: string;
  path: string;
  queue: string;
  /** Id of a model, `byHand`, or empty while nothing is chosen. */
  model: string;
  language: PrinterSettings['language'];
  /** Star only. */
  raster: boolean;
  /** Brother only: the model's head and code, and the loaded roll. */
  brother: BrotherSettings;
  /** Only with the system's driver: what it is used for. */
  driver: DriverSettings;
  /** What the system reports that the driver can do; null if it reports nothing. */
  can: DriverSettings | null;
  /** The paper sizes that the system reports. */
  papers: readonly PaperSize[];
  ability: PrinterSettings['ability'];
  dotsPerMm: string;
  width: string;
  widthUnit: 'dots' | 'mm';
  cut: boolean;
  neighbour: string | null;
  /** For a kiosk: the number of the counter where the badge comes out, and the way to it. */
  counter: string;
  direction: PrinterPlace['direction'];
  stockName: string;
  /** Null: all categories. */
  categories: readonly string[] | null;
  template: string;
}

const defaultPort = '9100';

/** A network printer of which nothing else is known yet. */
export const emptyDraft: PrinterDraft = {
  name: '',
  connection: 'tcp',
  host: '',
  port: defaultPort,
  path: '',
  queue: '',
  model: '',
  language: 'escpos',
  raster: false,
  brother: { head: 720, modelCode: null, roll: '62' },
  driver: { colour: false, bothSides: false },
  can: null,
  papers: [],
  ability: 'confirm',
  dotsPerMm: '8',
  width: '576',
  widthUnit: 'dots',
  cut: true,
  neighbour: null,
  counter: '',
  direction: null,
  stockName: '',
  categories: null,
  template: 'roll-80',
};

export function draftOf(settings: PrinterSettings): PrinterDraft {
  const { connection, stock } = settings;
  return {
    ...emptyDraft,
    ...addressOf(connection),
    name: settings.name,
    model: settings.model === '' ? byHand : settings.model,
    language: settings.language,
    raster: settings.starGraphics === 'raster',
    brother: settings.brother ?? emptyDraft.brother,
    driver: settings.driver ?? emptyDraft.driver,
    ability: settings.ability,
    dotsPerMm: String(settings.dotsPerMm),
    width: String(settings.widthDots),
    cut: settings.cut,
    neighbour: settings.neighbour,
    ...(settings.place ?? {}),
    stockName: stock.name,
    categories: stock.categories,
    template: stock.template,
  };
}

function addressOf(connection: PrinterConnection): Partial<PrinterDraft> {
  switch (connection.kind) {
    case 'tcp':
      return { connection: 'tcp', host: connection.host, port: String(connection.port) };
    case 'device':
      return { connection: 'device', path: connection.path };
    case 'system':
    case 'spooler':
      return { connection: connection.kind, queue: connection.queue };
  }
}

/** Changes the kind of connection: only a system printer uses its driver. */
export function withConnection(
  draft: PrinterDraft,
  connection: PrinterDraft['connection'],
  models: readonly PrinterModel[],
): PrinterDraft {
  const changed = { ...draft, connection };
  const model = models.find(({ id }) => id === draft.model);
  if (model !== undefined) return withModel(changed, model);
  if (connection === 'system') return { ...changed, language: 'driver', ability: 'blind' };
  const language = draft.language === 'driver' ? 'escpos' : draft.language;
  return { ...changed, language, ...(answersNothing(connection) ? { ability: 'blind' } : {}) };
}

/**
 * True if nothing comes back over this connection, so that the model's own reports have no effect.
 */
export function answersNothing(connection: PrinterDraft['connection']): boolean {
  return connection === 'system' || connection === 'spooler';
}

/** Takes over the properties of a model; `byHand` keeps the fields as they are. */
export function withModel(draft: PrinterDraft, model: PrinterModel | typeof byHand): PrinterDraft {
  if (model === byHand) {
    return { ...draft, model, brother: { ...draft.brother, modelCode: null } };
  }
  // Through the system's driver any printer can be used, but it reports nothing.
  const driven = draft.connection === 'system';
  const placed: PrinterDraft = {
    ...draft,
    model: model.id,
    language: driven ? 'driver' : model.language === 'driver' ? 'escpos' : model.language,
    raster: !driven && model.starGraphics === 'raster',
    ability: abilityOver(draft.connection, model),
    dotsPerMm: String(model.dotsPerMm),
    width: String(model.widthDots),
    widthUnit: 'dots',
    cut: model.cut,
  };
  if (model.brother === undefined) return placed;
  const known = { ...placed, brother: { ...draft.brother, ...model.brother } };
  const { roll } = draft.brother;
  const keeps = draft.model === model.id && takesRoll(model.brother, roll);
  return withRoll(known, keeps ? roll : model.brother.head === 1296 ? '102' : '62');
}

/** Brother's own network interfaces report the state by SNMP, but not the end of a badge. */
function abilityOver(
  connection: PrinterDraft['connection'],
  { ability, language }: PrinterModel,
): PrinterDraft['ability'] {
  if (answersNothing(connection)) return 'blind';
  return language === 'brother' && connection === 'tcp' && ability === 'confirm'
    ? 'status'
    : ability;
}

/** Sets a language by hand: a Brother has 300 dpi (12 dots per mm), and its roll sets the width. */
export function withLanguage(draft: PrinterDraft, language: PrinterLanguage): PrinterDraft {
  const changed = { ...draft, language };
  if (language !== 'brother') return changed;
  return withRoll({ ...changed, dotsPerMm: '12' }, draft.brother.roll);
}

/** Sets the roll, and its printable width. By hand, the roll also determines the print head. */
export function withRoll(draft: PrinterDraft, roll: BrotherRollId): PrinterDraft {
  const { dots, wide } = brotherRolls[roll];
  const head = draft.model === byHand ? (wide ? 1296 : 720) : draft.brother.head;
  const isUntouched = draft.template === emptyDraft.template;
  return {
    ...draft,
    template: isUntouched && dots === brotherRolls['62'].dots ? 'roll-62' : draft.template,
    brother: { ...draft.brother, head, roll },
    width: String(dots),
    widthUnit: 'dots',
  };
}

export function modelsFor(
  connection: PrinterDraft['connection'],
  models: readonly PrinterModel[],
): PrinterModel[] {
  return models.filter(
    ({ connections }) => connection === 'system' || connections.some((kind) => kind !== 'system'),
  );
}

/** Takes over a printer that was found, with the model that it appears to be. */
export function withFound(
  draft: PrinterDraft,
  found: FoundPrinter,
  models: readonly PrinterModel[],
): PrinterDraft {
  const placed = {
    ...withConnection(draft, found.connection.kind, []),
    ...addressOf(found.connection),
    can: found.can ?? null,
    papers: found.papers ?? [],
  };
  const named = draft.name === '' ? { ...placed, name: found.name.slice(0, 60) } : placed;
  const model = guessModel(found.model, modelsFor(found.connection.kind, models));
  if (model !== null) return withModel(named, model);
  const unknown = { ...named, model: '' };
  return found.language === null ? unknown : { ...unknown, language: found.language };
}

/** The printable width in dots; null if width or dots per millimetre are not numbers. */
export function widthDots(draft: PrinterDraft): number | null {
  const width = numberOf(draft.width);
  const dots = numberOf(draft.dotsPerMm);
  if (width === null || dots === null) return null;
  return Math.round(draft.widthUnit === 'mm' ? width * dots : width);
}

/** Changes the unit and converts the width. */
export function withWidthUnit(draft: PrinterDraft, unit: PrinterDraft['widthUnit']): PrinterDraft {
  const dots = widthDots(draft);
  const perMm = numberOf(draft.dotsPerMm);
  if (unit === draft.widthUnit || dots === null || perMm === null || perMm === 0) {
    return { ...draft, widthUnit: unit };
  }
  const width = unit === 'dots' ? dots : Math.round((dots / perMm) * 10) / 10;
  return { ...draft, widthUnit: unit, width: String(width) };
}

/** Reads a number as typed in English or French ("72.5", "72,5"); null for anything else. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,5}(\.\d{1,3})?$/.test(plain) ? Number(plain) : null;
}

/**
 * The settings to save.
 *
 * @throws RangeError for a draft with errors
 */
export function settingsOf(draft: PrinterDraft, id: string): PrinterSettings {
  const dots = widthDots(draft);
  const perMm = numberOf(draft.dotsPerMm);
  if (dots === null || perMm === null) throw new RangeError('a draft with errors has no settings');
  return {
    id,
    name: draft.name.trim(),
    model: draft.model === byHand ? '' : draft.model,
    language: draft.language,
    connection: connectionOf(draft),
    ability: draft.ability,
    ...(draft.language === 'star' && draft.raster ? { starGraphics: 'raster' as const } : {}),
    ...(draft.language === 'brother' ? { brother: draft.brother } : {}),
    ...driverOf(draft),
    dotsPerMm: perMm,
    widthDots: dots,
    cut: draft.cut,
    neighbour: draft.neighbour,
    ...placeOf(draft),
    stock: {
      name: draft.stockName.trim(),
      categories: draft.categories === null ? null : [...draft.categories],
      template: draft.template,
    },
  };
}

/** Absent if neither was set. */
function placeOf({ counter, direction }: PrinterDraft): Pick<PrinterSettings, 'place'> {
  const place = { counter: counter.trim(), direction };
  return place.counter === '' && direction === null ? {} : { place };
}

/** Absent if the driver prints like any label printer: black on one side. */
function driverOf({ language, driver }: PrinterDraft): Pick<PrinterSettings, 'driver'> {
  const isUsed = driver.colour || driver.bothSides;
  return language === 'driver' && isUsed ? { driver } : {};
}

function connectionOf(draft: PrinterDraft): PrinterConnection {
  switch (draft.connection) {
    case 'tcp':
      return { kind: 'tcp', host: plainHost(draft.host), port: Number(draft.port) };
    case 'device':
      return { kind: 'device', path: draft.path.trim() };
    case 'system':
    case 'spooler':
      return { kind: draft.connection, queue: draft.queue.trim() };
  }
}

const maxIdLength = 40;

/** Derives a unique id from the name ("Left of desk 2" → "left-of-desk-2"). */
export function newPrinterId(name: string, taken: readonly string[]): string {
  const base =
    foldText(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, maxIdLength - 4) || 'printer';
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}

/** True if the draft has the same address, device or queue as the other printer. */
export function isSameConnection(draft: PrinterDraft, other: PrinterConnection): boolean {
  if (draft.connection !== other.kind || hostErrorOf(draft) !== null) return false;
  return JSON.stringify(connectionOf(draft)) === JSON.stringify(other);
}

function hostErrorOf(draft: PrinterDraft): string | null {
  return draft.connection === 'tcp' ? hostError(draft.host) : null;
}
