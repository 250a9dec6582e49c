import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeName } from '../../ui/native-name.tsx';
import { type PersonDraft, printedNameOf } from './person-draft.ts';

type Shown = Pick<
  PersonDraft,
  'title' | 'printedName' | 'givenName' | 'familyName' | 'nativeName' | 'delegation'
>;

/** The name as the badge will show it, updated while it is typed. */
export function PrintedName({ draft }: { draft: Shown }): ReactNode {
  const { t } = useTranslation();
  const name = printedNameOf(draft);
  return (
    <figure
      className="printed-name border rounded-md bg-page"
      data-empty={name === '' || undefined}
    >
      <figcaption className="justify-self-start text-soft text-xs">
        {t('person.onBadge')}
      </figcaption>
      {draft.title !== '' && <bdi className="text-soft">{draft.title}</bdi>}
      <p className="printed-main text-2xl font-bold tracking-tight leading-[1.2]">
        <bdi>{name === '' ? t('person.noName') : name}</bdi>
      </p>
      {draft.nativeName !== '' && (
        <NativeName className="text-lg" name={draft.nativeName} delegation={draft.delegation} />
      )}
    </figure>
  );
}
