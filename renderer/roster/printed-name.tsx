import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeName } from '../kit/native-name.tsx';
import { type PersonDraft, printedNameOf } from './person-draft.ts';

type Shown = Pick<
  PersonDraft,
  'title' | 'printedName' | 'givenName' | 'familyName' | 'nativeName' | 'delegation'
>;

/** The name as the badge will show it, while it is typed. */
export function PrintedName({ draft }: { draft: Shown }): ReactNode {
  const { t } = useTranslation();
  const name = printedNameOf(draft);
  return (
    <figure className="printed-name" data-empty={name === '' || undefined}>
      <figcaption>{t('person.onBadge')}</figcaption>
      {draft.title !== '' && <bdi className="printed-title">{draft.title}</bdi>}
      <p className="printed-main">
        <bdi>{name === '' ? t('person.noName') : name}</bdi>
      </p>
      {draft.nativeName !== '' && (
        <NativeName
          className="printed-native"
          name={draft.nativeName}
          delegation={draft.delegation}
        />
      )}
    </figure>
  );
}
