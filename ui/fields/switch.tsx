import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components/Switch';
import './field.css';

/** An on/off setting that takes effect at once. */
export function Switch({
  children,
  ...rest
}: Omit<SwitchProps, 'children' | 'className' | 'style'> & { children: ReactNode }): ReactNode {
  return (
    <AriaSwitch
      {...rest}
      className="switch quiet-focus flex items-center gap-3 min-h-target font-semibold"
    >
      <span className="switch-track w-11 h-6.5 p-0.75 flex-none border border-edge rounded-full bg-sunken" />
      {children}
    </AriaSwitch>
  );
}
