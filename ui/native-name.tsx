import type { ReactNode } from 'react';
import { hanLanguage } from '../domain/roster/han-forms.ts';

interface NativeNameProps {
  name: string;
  /** Selects the regional forms of Han letters, as on the badge. */
  delegation: string;
  className?: string;
  /** Replaces the plain name, for instance by one with marked parts. */
  children?: ReactNode;
}

/** A name in its own script, isolated from the direction of the surrounding text. */
export function NativeName({
  name,
  delegation,
  className,
  children = name,
}: NativeNameProps): ReactNode {
  return (
    <bdi
      className={className === undefined ? 'native-name' : `native-name ${className}`}
      lang={hanLanguage(name, delegation)}
    >
      {children}
    </bdi>
  );
}
