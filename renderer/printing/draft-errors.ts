import { brotherRolls } from '../../domain/printing/brother.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { type AddressError, hostError } from './address.ts';
import { isSameConnection, numberOf, type PrinterDraft, widthDots } from './printer-draft.ts';

export const steps = ['find', 'model', 'badges', 'test'] as const;
export type Step = (typeof steps)[number];

export type DraftError =
  | AddressError
  | 'nameForm'
  | 'nameTaken'
  | 'portForm'
  | 'pathForm'
  | 'queueForm'
  | 'connectionTaken'
  | 'modelMissing'
  | 'dotsForm'
  | 'widthForm'
  | 'rasterConfirms'
  | 'widerThanRoll'
  | 'categoriesForm';

/** Keys are the fields of the draft; absent if a field is valid. */
export type DraftErrors = Partial<Record<keyof PrinterDraft, DraftError>>;

const fieldsOf: Readonly<Record<Exclude<Step, 'test'>, readonly (keyof PrinterDraft)[]>> = {
  find: ['host', 'port', 'path', 'queue'],
  model: ['model', 'dotsPerMm', 'width', 'ability'],
  badges: ['name', 'categories'],
};

/**
 * Checks all fields; the result is empty if the draft can be saved.
 *
 * @param others the station's other printers: their names and addresses are taken
 */
export function draftErrors(draft: PrinterDraft, others: readonly PrinterSettings[]): DraftErrors {
  return {
    ...connectionErrors(draft, others),
    ...modelErrors(draft),
    ...badgeErrors(draft, others),
  };
}

export function errorsOfStep(errors: DraftErrors, step: Step): DraftErrors {
  if (step === 'test') return errors;
  const fields = fieldsOf[step];
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => fields.some((one) => one === field)),
  );
}

/** The first step that has an error; null if none has. */
export function firstWrongStep(errors: DraftErrors): Step | null {
  return steps.find((step) => Object.keys(errorsOfStep(errors, step)).length > 0) ?? null;
}

function connectionErrors(draft: PrinterDraft, others: readonly PrinterSettings[]): DraftErrors {
  const taken = others.some(({ connection }) => isSameConnection(draft, connection));
  switch (draft.connection) {
    case 'tcp': {
      const errors: DraftErrors = {};
      const host = hostError(draft.host);
      if (host !== null) errors.host = host;
      else if (taken) errors.host = 'connectionTaken';
      const port = Number(draft.port);
      if (!/^\d{1,5}$/.test(draft.port.trim()) || port < 1 || port > 65_535)
        errors.port = 'portForm';
      return errors;
    }
    case 'device':
      if (!/^(\/|\\\\[.?]\\)./.test(draft.path.trim())) return { path: 'pathForm' };
      return taken ? { path: 'connectionTaken' } : {};
    case 'system':
    case 'spooler':
      if (draft.queue.trim() === '') return { queue: 'queueForm' };
      return taken ? { queue: 'connectionTaken' } : {};
  }
}

/** Limits of the settings' schema: dots per millimetre (first two) and dots across (last two). */
const minDots = 4;
const maxDots = 24;
const narrowest = 128;
const widest = 4096;

function modelErrors(draft: PrinterDraft): DraftErrors {
  if (draft.model === '') return { model: 'modelMissing' };
  const errors: DraftErrors = {};
  const dots = numberOf(draft.dotsPerMm);
  if (dots === null || !Number.isInteger(dots) || dots < minDots || dots > maxDots) {
    errors.dotsPerMm = 'dotsForm';
  }
  const width = widthDots(draft);
  if (errors.dotsPerMm === undefined && (width === null || width < narrowest || width > widest)) {
    errors.width = 'widthForm';
  }
  const roll = draft.language === 'brother' ? brotherRolls[draft.brother.roll] : null;
  if (errors.width === undefined && roll !== null && (width ?? 0) > roll.dots) {
    errors.width = 'widerThanRoll';
  }
  if (draft.language === 'star' && draft.raster && draft.ability === 'confirm') {
    errors.ability = 'rasterConfirms';
  }
  return errors;
}

function badgeErrors(draft: PrinterDraft, others: readonly PrinterSettings[]): DraftErrors {
  const errors: DraftErrors = {};
  const name = draft.name.trim();
  if (name === '' || name.length > 60) errors.name = 'nameForm';
  else if (others.some((other) => other.name === name)) errors.name = 'nameTaken';
  if (draft.categories?.length === 0) errors.categories = 'categoriesForm';
  return errors;
}
