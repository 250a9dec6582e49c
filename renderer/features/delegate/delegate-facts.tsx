import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskDelegate } from '../../../preload/contract/check-in.ts';
import { useFormats } from '../../i18n/format.ts';
import { useRoleWord } from './use-role-word.ts';

/** What the roster says of the delegate; empty fields are left out. */
export function DelegateFacts({ delegate }: { delegate: DeskDelegate }): ReactNode {
  const { t } = useTranslation();
  const { shortDay, list } = useFormats();
  const roleWord = useRoleWord();
  const facts = [
    { word: t('delegate.function'), value: delegate.jobTitle },
    { word: t('delegate.administration'), value: delegate.administration },
    { word: t('delegate.role'), value: roleWord(delegate) },
    {
      word: t('delegate.days'),
      value: delegate.days === null ? t('delegate.allDays') : list(delegate.days.map(shortDay)),
    },
    { word: t('delegate.code'), value: delegate.registrationCode },
    { word: t('delegate.listed'), value: delegate.listed ? '' : t('delegate.notListed') },
  ].filter(({ value }) => value !== '');
  return (
    <dl className="delegate-facts">
      {facts.map(({ word, value }) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
