import type { ReactNode } from 'react';

/** Delegations of the secretariat's table whose names are written in traditional Han letters. */
const traditional = new Set(['TW', 'HK', 'MO']);

/** The language of a name in Han letters, Kana or Hangul (BCP 47), so that its letters get their own land's form; undefined for all other scripts. */
export function hanLanguage(name: string, delegation: string): string | undefined {
  if (/\p{Script=Hangul}/u.test(name)) return 'ko';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return 'ja';
  if (!/\p{Script=Han}/u.test(name)) return undefined;
  if (delegation === 'JP') return 'ja';
  return traditional.has(delegation) ? 'zh-Hant' : 'zh-Hans';
}

/** A name in its own script, isolated from the direction of its surroundings. */
export function NativeName({
  name,
  delegation,
  className,
}: {
  name: string;
  delegation: string;
  className?: string;
}): ReactNode {
  return (
    <bdi className={className} lang={hanLanguage(name, delegation)}>
      {name}
    </bdi>
  );
}
