import type { ReactNode } from 'react';
import { type HanForms, hanForms } from '../../domain/han-forms.ts';

const languages: Readonly<Record<HanForms, string>> = {
  SC: 'zh-Hans',
  TC: 'zh-Hant',
  JP: 'ja',
  KR: 'ko',
};
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

interface NativeNameProps {
  name: string;
  /** Chooses the forms of Han letters, as on the badge. */
  delegation: string;
  className?: string;
  /** What is shown in the name's place: the name with parts of it marked. */
  children?: ReactNode;
}

/** A name in its own script, isolated from the direction of its surroundings. */
export function NativeName({
  name,
  delegation,
  className,
  children = name,
}: NativeNameProps): ReactNode {
  const language = eastAsian.test(name) ? languages[hanForms(name, delegation)] : undefined;
  return (
    <bdi
      className={className === undefined ? 'native-name' : `native-name ${className}`}
      lang={language}
    >
      {children}
    </bdi>
  );
}
