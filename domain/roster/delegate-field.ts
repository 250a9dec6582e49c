import { z } from 'zod';
import type { ScreenLanguage } from '../base/language.ts';
import { withoutDirections } from '../base/protocol.ts';

/**
 * What a station of a mode receives: the value, one fixed value for everyone instead, or the parts
 * that the event declares for that mode.
 */
type Received<T> = 'value' | 'declared' | { instead: T };

/** The definition of one field of a delegate, for every station, the hub and files. */
export interface DelegateField<S extends z.ZodType = z.ZodType> {
  schema: S;
  label: Record<ScreenLanguage, string>;
  /** How a station's store keeps it: the value itself, its JSON, or 0 or 1. */
  kept: 'plain' | 'json' | 'flag';
  /**
   * The value of a person without one: a new person from a file, or a record of an older version.
   */
  missing?: z.output<S>;
  /** Replaces a value that only a newer version knows. It is the value that grants least. */
  unknown?: z.output<S>;
  /** Kiosks and doors receive as little as possible; desks receive every value. */
  door: Received<z.output<S>>;
  kiosk: Received<z.output<S>>;
  /**
   * Headings that registration systems use for it, in English, French, German and Spanish, in the
   * form of `normalText`, best known first. Absent: no roster file fills it.
   */
  headings?: string;
  /** Max length of a field that a file fills with free text. */
  text?: number;
  /** A badge shows it, so a later change makes a printed badge outdated. */
  onBadge?: true;
}

/** Defines a field, with values of the type of its schema. */
export function field<S extends z.ZodType>(spec: DelegateField<S>): DelegateField<S> {
  return spec;
}

type TextField = Omit<DelegateField<z.ZodString>, 'schema' | 'kept' | 'missing' | 'text'>;

/** Defines a text of at most `max` UTF-16 units, empty if a person has none. */
export function text(max: number, spec: TextField): DelegateField<z.ZodString> & { text: number } {
  const schema = z.string().overwrite(withoutDirections).max(max);
  return { schema, kept: 'plain', missing: '', text: max, ...spec };
}

/** What stations receive instead of a text that they may not have. */
export const withheld = { instead: '' } as const;
