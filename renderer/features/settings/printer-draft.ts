import type { PrinterSettings, PrinterSettingsInput } from '../../../domain/print-job.ts';

/** A printer's settings as they are typed: everything is text until it is saved. */
export interface PrinterDraft {
  name: string;
  connection: 'tcp' | 'device';
  host: string;
  port: string;
  path: string;
  ability: PrinterSettings['ability'];
}

const usualPort = '9100';

/** The draft to begin with: the printer's settings, or those of a usual network printer. */
export function draftOf(settings: PrinterSettings | null): PrinterDraft {
  const connection = settings?.connection;
  return {
    name: settings?.name ?? '',
    connection: connection?.kind === 'device' ? 'device' : 'tcp',
    host: connection?.kind === 'tcp' ? connection.host : '',
    port: connection?.kind === 'tcp' ? String(connection.port) : usualPort,
    path: connection?.kind === 'device' ? connection.path : '',
    ability: settings?.ability ?? 'confirm',
  };
}

type DraftError = 'nameForm' | 'hostForm' | 'portForm' | 'pathForm';

/** What is wrong with each field; an empty object when it can be saved. */
export function draftErrors(draft: PrinterDraft): Partial<Record<keyof PrinterDraft, DraftError>> {
  const errors: Partial<Record<keyof PrinterDraft, DraftError>> = {};
  const name = draft.name.trim();
  if (name === '' || name.length > 60) errors.name = 'nameForm';
  if (draft.connection === 'device') {
    if (draft.path.trim() === '') errors.path = 'pathForm';
    return errors;
  }
  if (draft.host.trim() === '' || /[\s/]/.test(draft.host.trim())) errors.host = 'hostForm';
  const port = Number(draft.port);
  if (!/^\d+$/.test(draft.port) || port < 1 || port > 65_535) errors.port = 'portForm';
  return errors;
}

const longestId = 40;

/** An id for a new printer from its name ("Left of desk 2" → "left-of-desk-2"), made unique. */
export function newPrinterId(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, longestId - 4) || 'printer';
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}

/** The settings to save; the fields that the form does not show stay as they were. */
export function settingsOf(
  draft: PrinterDraft,
  id: string,
  before: PrinterSettings | null,
): PrinterSettingsInput {
  return {
    id,
    name: draft.name.trim(),
    language: 'escpos',
    connection:
      draft.connection === 'tcp'
        ? { kind: 'tcp', host: draft.host.trim(), port: Number(draft.port) }
        : { kind: 'device', path: draft.path.trim() },
    ability: draft.ability,
    ...(before === null
      ? {}
      : { dotsPerMm: before.dotsPerMm, widthDots: before.widthDots, cut: before.cut }),
  };
}
