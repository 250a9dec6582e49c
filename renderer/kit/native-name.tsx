import type { ReactNode } from 'react';
import { hanLanguage } from '../../domain/roster/han-forms.ts';

interface NativeNameProps {
  name: string;
  /** Chooses the forms of Han letters, as on the badge. */
  delegation: string;
  className?: string;
  /** Shown in the name's place: the name with parts of it marked. */
  children?: ReactNode;
}

/** A name in its own script, isolated from the direction of its surroundings. */
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
