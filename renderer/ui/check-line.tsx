import type { ReactNode } from 'react';
import { Checkbox, type CheckboxProps } from 'react-aria-components';
import './check-line.css';

/** A line that somebody ticks: a statement that they stand for. */
export function CheckLine({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { children: ReactNode }): ReactNode {
  return (
    <Checkbox {...rest} className="check-line">
      <span className="check-box" aria-hidden="true" />
      {children}
    </Checkbox>
  );
}
