import type { ReactNode } from 'react';
import { usePlainFormats } from '../plain-formats.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

interface DayFieldProps extends Omit<TextFieldProps, 'type'> {
  /** "2026-10-24"; empty while the day is not whole. */
  value: string;
}

/**
 * A day. The browser orders day and month as the computer's language does, whatever the screen's is:
 * below the field the day is said again, with its weekday and month.
 */
export function DayField({ hint, ...rest }: DayFieldProps): ReactNode {
  const { wholeDay } = usePlainFormats();
  // A year being typed begins with zeros.
  const said = /^[1-9]\d{3}-/.test(rest.value) ? wholeDay(rest.value) : hint;
  return <TextField {...rest} type="date" {...(said === undefined ? {} : { hint: said })} />;
}
