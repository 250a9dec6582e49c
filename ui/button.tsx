import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { KeyHint } from './hotkeys.tsx';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'large' | 'small';
  icon?: ReactNode;
  /** The keyboard shortcut with the same effect, shown beside the label. */
  keys?: readonly string[];
  wide?: boolean;
  children: ReactNode;
}

/** Pixels of an icon that has no size of its own. */
const iconSizes = { small: 16, normal: 18, large: 22 } as const;

/**
 * The only button of all pages: at least 44 px, with an optional icon before and keys after its
 * label.
 */
export function Button({
  variant = 'plain',
  size = 'normal',
  icon,
  keys,
  wide = false,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <AriaButton
      {...rest}
      className="button"
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
    >
      <LucideProvider size={iconSizes[size]}>{icon}</LucideProvider>
      <span className="button-words">{children}</span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </AriaButton>
  );
}

/** A button that shows only an icon; `label` is for screen readers. */
export function IconButton({
  label,
  icon,
  ...rest
}: Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  label: string;
  icon: ReactNode;
}): ReactNode {
  return (
    <AriaButton {...rest} aria-label={label} className="button" data-variant="quiet" data-icon-only>
      <LucideProvider size={iconSizes.normal}>{icon}</LucideProvider>
    </AriaButton>
  );
}
