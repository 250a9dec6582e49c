import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

interface KioskButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  look?: 'primary' | 'plain' | 'quiet';
  icon?: ReactNode;
  /** None where the icon says it all, with an `aria-label`. */
  children?: ReactNode;
}

/** A button for fingers: 96 px high on a full-HD screen, with a label of 40 px. */
export function KioskButton({
  look = 'plain',
  icon,
  children,
  ...rest
}: KioskButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className="kiosk-button" data-look={look}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </AriaButton>
  );
}
