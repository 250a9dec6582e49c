import type { PrinterLanguage } from '../../../domain/printing/printer-languages.ts';
import type { Spooler } from '../spooler/spooler.ts';
import type { OnFound } from './find.ts';

/** How drivers for Windows name printers whose language we speak. */
const driverNames: readonly (readonly [words: RegExp, language: PrinterLanguage])[] = [
  [/\bZDESIGNER\b|\bZEBRA\b|\bZPL\b/, 'zpl'],
  [/\bSTAR\b|\bTSP ?\d/, 'star'],
  [/\bEPSON TM\b|\bTM-[TMLPU]|\bESC\/?POS\b/, 'escpos'],
  [/\bBROTHER QL-/, 'brother'],
];
/** A driver of Windows that turns nothing into dots: its printer is meant for raw bytes. */
const plainDriver = /^GENERIC \/ TEXT ONLY$/;

/**
 * Printers of Windows that can get bytes in their own language through its spooler. Those of other
 * drivers (pages, PDF) print by the driver alone.
 */
export async function findSpooler(onFound: OnFound, spooler: Spooler): Promise<void> {
  for (const { queue, driver } of await spooler.printers()) {
    const language = languageOfDriver(driver);
    if (language === null && !plainDriver.test(driver.toUpperCase())) continue;
    onFound({
      kind: 'system',
      connection: { kind: 'spooler', queue },
      name: queue,
      model: driver,
      language,
    });
  }
}

/** The language of the printers that a driver is made for; null if its name does not tell. */
export function languageOfDriver(driver: string): PrinterLanguage | null {
  const plain = driver.toUpperCase();
  return driverNames.find(([words]) => words.test(plain))?.[1] ?? null;
}
