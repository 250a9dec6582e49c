import { type ReactNode, useId } from 'react';
import './typing.css';

/** A text field for touch and keyboard. Names and codes keep their own writing direction. */
export function TouchField({
  label,
  isCode = false,
  maxLength,
  field,
}: {
  label: string;
  isCode?: boolean;
  maxLength: number;
  field: {
    ref: (element: HTMLInputElement | null) => void;
    value: string;
    onFocus: () => void;
    onChange: (event: { target: { value: string } }) => void;
  };
}): ReactNode {
  const id = useId();
  return (
    <div className="touch-field grid gap-1">
      <label className="font-semibold" htmlFor={id} data-speak>
        {label}
      </label>
      <input
        id={id}
        className={isCode ? 'code' : undefined}
        type="text"
        inputMode="none"
        dir={isCode ? 'ltr' : 'auto'}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={maxLength}
        {...field}
      />
    </div>
  );
}
