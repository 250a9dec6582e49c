import type { ReactNode } from 'react';
import { Checkbox, type CheckboxProps } from 'react-aria-components';
import './check-line.css';

/** A line with a check box: a statement that the person who ticks it makes. */
export function CheckLine({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { children: ReactNode }): ReactNode {
  return (
    <Checkbox {...rest} className="check-line">
      <span className="check-box centred flex-none round-sm ground-surface" aria-hidden="true" />
      {children}
    </Checkbox>
  );
}
