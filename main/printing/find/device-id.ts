import { languageOf, type PrinterLanguage } from '../../../domain/printing/printer-languages.ts';

/** What a printer says about itself in its IEEE 1284 device id; empty where it does not. */
export interface DeviceId {
  /** Manufacturer and model. */
  model: string;
  /** Its command set, if we support it. */
  language: PrinterLanguage | null;
}

/**
 * Reads an IEEE 1284.4 device id: `KEY:value;` pairs in ASCII, with long or short keys
 * (`MANUFACTURER`/`MFG`, `MODEL`/`MDL`, `COMMAND SET`/`CMD`).
 */
export function parseDeviceId(text: string): DeviceId {
  const fields = new Map<string, string>();
  for (const pair of text.split(';')) {
    const colon = pair.indexOf(':');
    if (colon > 0)
      fields.set(pair.slice(0, colon).trim().toUpperCase(), pair.slice(colon + 1).trim());
  }
  const maker = fields.get('MFG') ?? fields.get('MANUFACTURER') ?? '';
  const model = fields.get('MDL') ?? fields.get('MODEL') ?? '';
  const commands = fields.get('CMD') ?? fields.get('COMMAND SET') ?? '';
  return { model: modelName(maker, model), language: languageOf(commands) };
}

/** "Zebra" and "Zebra ZD421" make "Zebra ZD421", not "Zebra Zebra ZD421". */
export function modelName(maker: string, model: string): string {
  if (model.toUpperCase().startsWith(maker.toUpperCase())) return model;
  return `${maker} ${model}`.trim();
}
