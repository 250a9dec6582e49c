import type { ReactNode } from 'react';
import { Checkbox, type CheckboxProps } from 'react-aria-components/Checkbox';
import './check-line.css';

/** A check box for a statement that the person who ticks it makes. */
export function CheckLine({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { children: ReactNode }): ReactNode {
  return (
    <Checkbox
      {...rest}
      className="check-line flex items-center gap-3 min-h-target font-semibold quiet-focus"
    >
      <span className="check-box rounded-sm bg-surface" aria-hidden="true" />
      {children}
    </Checkbox>
  );
}
