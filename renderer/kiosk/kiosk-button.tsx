import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

interface KioskButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  variant?: 'primary' | 'plain' | 'quiet';
  icon?: ReactNode;
  /** Omitted for an icon only; then `aria-label` is required. */
  children?: ReactNode;
}

/** A touch button: 96 px high on a full-HD screen, with a label of 40 px. */
export function KioskButton({
  variant = 'plain',
  icon,
  children,
  ...rest
}: KioskButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className="kiosk-button" data-variant={variant}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </AriaButton>
  );
}
