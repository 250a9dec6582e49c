import { ArrowRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExtra } from '../../domain/event/extra-values.ts';
import type { PersonHistory } from '../../domain/people/people-list.ts';
import { delegateFieldNames, registrationStatuses } from '../../domain/roster/delegate-fields.ts';
import { useFormats } from '../formats.ts';
import { fieldLabel } from '../roster/field-label.ts';
import type { EventNames, PeopleEvent } from './people-event.ts';

interface PersonHistoryProps {
  history: PersonHistory;
  event: PeopleEvent;
  names: EventNames;
}

/** What was changed of a person, by whom and when; the newest first. */
export function PersonHistoryList({ history, event, names }: PersonHistoryProps): ReactNode {
  const { t } = useTranslation();
  const { moment, language } = useFormats();
  const valueText = useValueText(event, names);
  const title = useId();
  const labelOf = (field: string): string => {
    const known = delegateFieldNames.find((name) => name === field);
    if (known !== undefined) return fieldLabel(known, event, language);
    const own = event.extraFields.find(({ id }) => `extra.${id}` === field);
    return own === undefined ? field : fieldLabel(`extra.${own.id}`, event, language);
  };
  return (
    <section className="card grid gap-3 content-start" aria-labelledby={title}>
      <h3 className="text-lg" id={title}>
        {t('people.history')}
      </h3>
      {history.length === 0 && <p className="small">{t('people.noHistory')}</p>}
      <ol className="grid gap-3">
        {history.map(({ id, kind, wall, by, stationName, fields }) => (
          <li className="grid gap-1" key={id}>
            <span className="font-semibold">{t(`people.happened.${kind}`)}</span>
            <span className="small figures">
              {[moment(wall), by ?? '', stationName ?? t('people.atHub')]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
            {fields.map(({ field, before, after, holds }) => (
              <span className="small person-change" key={field} data-over={!holds || undefined}>
                {labelOf(field)}{' '}
                {before !== null && (
                  <>
                    <bdi>{valueText(field, before)}</bdi>{' '}
                    <ArrowRight role="img" aria-label={t('people.became')} size={14} />{' '}
                  </>
                )}
                <bdi className="text-ink">{valueText(field, after)}</bdi>
                {!holds && ` (${t('people.overtaken')})`}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A value of a fact, as the page shows such values. */
function useValueText(
  event: PeopleEvent,
  names: EventNames,
): (field: string, value: string) => string {
  const { t } = useTranslation();
  const { language, list, shortDay } = useFormats();
  return (field, value) => {
    const extra = event.extraFields.find(({ id }) => `extra.${id}` === field);
    if (extra !== undefined && value !== '') return formatExtra(extra, value, language, event);
    if (field === 'days') {
      return value === '' ? t('people.everyDay') : list(value.split(',').map(shortDay));
    }
    if (value === '') return t('people.empty');
    if (field === 'category') return names.category(value);
    if (field === 'delegation') return names.delegation(value);
    const status = field === 'status' && registrationStatuses.find((one) => one === value);
    if (status) return t(`status.${status}`);
    if (value === 'true' || value === 'false') {
      return t(value === 'true' ? 'people.yes' : 'people.no');
    }
    return value;
  };
}
