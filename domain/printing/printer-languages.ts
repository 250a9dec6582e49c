import { z } from 'zod';
import type { ScreenLanguage } from '../base/language.ts';

export interface PrinterLanguageEntry {
  label: Readonly<Record<ScreenLanguage, string>>;
  /** Which printers understand it. Null for the system's driver, which no one chooses by hand. */
  hint: Readonly<Record<ScreenLanguage, string>> | null;
  /** Finds it in a maker's list of command sets (IEEE 1284 `CMD`), in capitals. */
  commands: RegExp | null;
  /** Finds it in the name of a driver for Windows, in capitals. */
  drivers: RegExp | null;
}

/**
 * The languages of printers. To add one: an entry here, an encoder (`main/printing/encode.ts`), a
 * transport that reads its answers (`open-transport.ts`), and models (`printer-models.json`).
 */
export const printerLanguages = {
  escpos: {
    label: { en: 'ESC/POS', fr: 'ESC/POS' },
    hint: {
      en: 'Epson and most receipt printers',
      fr: 'Epson et la plupart des imprimantes de tickets',
    },
    commands: /ESC\s*\/?\s*POS/,
    drivers: /\bEPSON TM\b|\bTM-[TMLPU]|\bESC\/?POS\b/,
  },
  star: {
    label: { en: 'Star', fr: 'Star' },
    hint: { en: 'Star Micronics', fr: 'Star Micronics' },
    commands: /\bSTAR/,
    drivers: /\bSTAR\b|\bTSP ?\d/,
  },
  zpl: {
    label: { en: 'ZPL (Zebra)', fr: 'ZPL (Zebra)' },
    hint: {
      en: 'Zebra and compatible label printers',
      fr: 'Zebra et imprimantes d’étiquettes compatibles',
    },
    commands: /ZPL/,
    drivers: /\bZDESIGNER\b|\bZEBRA\b|\bZPL\b/,
  },
  brother: {
    label: { en: 'Brother QL', fr: 'Brother QL' },
    hint: {
      en: 'Brother QL label printers, raster mode',
      fr: 'Imprimantes d’étiquettes Brother QL, mode raster',
    },
    commands: /PT-CBP/,
    drivers: /\bBROTHER QL-/,
  },
  driver: {
    label: { en: 'The system’s driver', fr: 'Pilote du système' },
    hint: null,
    commands: null,
    drivers: null,
  },
} as const satisfies Readonly<Record<string, PrinterLanguageEntry>>;

export type PrinterLanguage = keyof typeof printerLanguages;
export const printerLanguageNames = Object.keys(printerLanguages) as PrinterLanguage[];
export const printerLanguageSchema = z.enum(printerLanguageNames);

/**
 * The language in a maker's list of command sets ("ZPL", "STAR", "Epson ESCPOS"). Null where none
 * or several are named: "STAR,ESC/POS" is a Star printer that may or may not emulate ESC/POS.
 */
export function languageOf(commands: string): PrinterLanguage | null {
  const plain = commands.toUpperCase();
  const found = printerLanguageNames.filter((name) => printerLanguages[name].commands?.test(plain));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * The language of the printers for which a driver of Windows is made; null if its name does not
 * show it. Of several the last entry counts: many printers of other makers also emulate ESC/POS.
 */
export function languageOfDriver(driver: string): PrinterLanguage | null {
  const plain = driver.toUpperCase();
  return (
    printerLanguageNames.findLast((name) => printerLanguages[name].drivers?.test(plain)) ?? null
  );
}
