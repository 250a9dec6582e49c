import { z } from 'zod';
import type { ScreenText } from './language.ts';
import type { StationMode } from './protocol.ts';

/**
 * The screen of a setting, and who may change it there. A supervisor may change all of them, and
 * so may the first start while there is no supervisor.
 */
type Section =
  | { section: 'desk' | 'camera' | 'scanner'; changedBy: 'operator' }
  | { section: 'station'; changedBy: 'supervisor' };

/** What is true of a setting besides its values. */
export type SettingFacts = Section & {
  label: ScreenText;
  /** Stands below the field. */
  hint?: ScreenText;
  /** The modes in which it has an effect. */
  modes: readonly StationMode[];
  /** Whether a settings file has it, under its own name. An older file gets the initial value. */
  inFile: boolean;
  /** Whether the support bundle shows it: only what names no person and no place. */
  inBundle: boolean;
};

/** The field on the screen. `own`: the section lays it out itself. */
export type SettingControl =
  | { kind: 'own' }
  | { kind: 'switch' }
  | { kind: 'choice'; names: Readonly<Record<string, ScreenText>> }
  | { kind: 'number'; min: number; max: number };

/** One setting, as far as it is known without its name. */
export type Setting = SettingFacts & {
  schema: z.ZodType;
  initial: unknown;
  control: SettingControl;
};

/** Defines a setting that its section lays out. `initial` applies until someone sets another. */
export function setting<S extends z.ZodType, const F extends SettingFacts>(
  schema: S,
  initial: z.output<S>,
  facts: F,
) {
  return { ...facts, schema, initial, control: { kind: 'own' } } as const;
}

/** Defines a setting that is on or off. */
export function toggle<const F extends SettingFacts>(initial: boolean, facts: F) {
  return { ...facts, schema: z.boolean(), initial, control: { kind: 'switch' } } as const;
}

/** Defines a choice between the values of a schema, each with its name on the screen. */
export function choice<S extends z.ZodEnum, const F extends SettingFacts>(
  schema: S,
  initial: z.output<S>,
  names: Readonly<Record<z.output<S>, ScreenText>>,
  facts: F,
) {
  return { ...facts, schema, initial, control: { kind: 'choice', names } } as const;
}

/** Defines a whole number within bounds, which belong to it. */
export function wholeNumber<const F extends SettingFacts>(
  { min, max }: { min: number; max: number },
  initial: number,
  facts: F,
) {
  const schema = z.int().min(min).max(max);
  return { ...facts, schema, initial, control: { kind: 'number', min, max } } as const;
}
