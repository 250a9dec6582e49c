import { z } from 'zod';
import type { ScreenLanguage } from '../base/language.ts';
import { withoutDirections } from '../base/protocol.ts';

/**
 * What a station of a mode receives: the value, for everybody the same one instead, or the parts
 * that the event declares for it.
 */
type Received<T> = 'value' | 'declared' | { instead: T };

/** One field of a delegate. What is said here holds at every station, at the hub and in files. */
export interface DelegateField<S extends z.ZodType = z.ZodType> {
  schema: S;
  label: Record<ScreenLanguage, string>;
  /** Whether a station's store keeps the value, its JSON, or 0 or 1. */
  kept: 'plain' | 'json' | 'flag';
  /** The value of who has none: a new person of a file, a record of an older version. */
  missing?: z.output<S>;
  /** Stands for a value of a newer version: the one that promises least. */
  unknown?: z.output<S>;
  /** Least data. Desks receive every value. */
  door: Received<z.output<S>>;
  kiosk: Received<z.output<S>>;
  /**
   * Headers by which registration systems name it, in English, French, German and Spanish, in the
   * form of `normalText`, best known first. Absent: no roster file fills it.
   */
  headings?: string;
  /** Max length of a field that a file fills with any text. */
  text?: number;
  /** A badge shows it: changed later, a printed badge is outdated. */
  onBadge?: true;
}

/** A field whose values have the type of its schema. */
export function field<S extends z.ZodType>(spec: DelegateField<S>): DelegateField<S> {
  return spec;
}

type TextField = Omit<DelegateField<z.ZodString>, 'schema' | 'kept' | 'missing' | 'text'>;

/** Text of at most `max` UTF-16 units, empty for who has none. */
export function text(max: number, spec: TextField): DelegateField<z.ZodString> & { text: number } {
  const schema = z.string().overwrite(withoutDirections).max(max);
  return { schema, kept: 'plain', missing: '', text: max, ...spec };
}

/** What stations receive in place of a text that is not for them. */
export const withheld = { instead: '' } as const;
