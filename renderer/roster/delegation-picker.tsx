import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { delegationsInOrder } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { ComboBox } from '../../ui/fields/combo-box.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';

/** A delegation of the event's table, in the table's order; its name or code narrows the list. */
export function DelegationPicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (code: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { event, day } = useStation();
  const { language } = useFormats();
  const words = useEventWords();
  const choices = useMemo(
    () =>
      inUse(delegationsInOrder(event, language, day), value).map(({ code }) => ({
        id: code,
        label: words.delegation(code),
      })),
    [day, event, language, words, value],
  );
  return (
    <ComboBox
      label={t('person.delegation')}
      choices={choices}
      value={value}
      onChange={onChange}
      placeholder={t('person.delegationHint')}
      none={t('person.delegationNone')}
      openLabel={t('person.delegationOpen')}
    />
  );
}
