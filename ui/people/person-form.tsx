import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasGroups } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { ShownPerson } from '../../domain/people/people-list.ts';
import { delegateFields } from '../../domain/roster/delegate-fields.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import { Button } from '../button.tsx';
import { CheckLine } from '../fields/check-line.tsx';
import { ComboBox } from '../fields/combo-box.tsx';
import { Select } from '../fields/select.tsx';
import { TextField } from '../fields/text-field.tsx';
import { Form } from '../form.tsx';
import { useFormats } from '../formats.ts';
import { ExtraInput } from '../roster/extra-input.tsx';
import { fieldLabel } from '../roster/field-label.ts';
import { useKeptDraft } from '../use-kept-draft.ts';
import type { EventNames, PeopleEvent } from './people-event.ts';
import { changeOf, draftOf, type PersonDraft, typedFields, withDay } from './person-draft.ts';

/** Id of the choice for somebody who belongs to no delegation: a list permits no empty id. */
const noDelegation = '-';

interface PersonFormProps {
  person: ShownPerson;
  event: PeopleEvent;
  names: EventNames;
  busy: boolean;
  /** Sends only the fields that changed; resolves to whether it succeeded. */
  onSend: (change: PersonChange) => Promise<boolean>;
  onLeave: () => void;
}

/** Everything of a person that a list may say too. What is typed survives a scan. */
export function PersonForm(props: PersonFormProps): ReactNode {
  const { person, event, names, busy, onSend, onLeave } = props;
  const { t } = useTranslation();
  const { language, compare } = useFormats();
  // Differences are from what the form showed at first, not from what came meanwhile.
  const [before] = useState(() => draftOf(person));
  const [draft, setDraft, forget] = useKeptDraft<PersonDraft>(`person ${person.id}`, before);
  const [wasSent, setWasSent] = useState(false);
  const change = changeOf(before, draft);
  const isNameless = draft.printedName.trim() === '';
  const isDayless = draft.days?.length === 0;
  const leave = (): void => {
    forget();
    onLeave();
  };
  const send = async (): Promise<void> => {
    setWasSent(true);
    if (isNameless || isDayless) return;
    if (change === null) leave();
    else if (await onSend(change)) forget();
  };
  const delegations = inUse(event.delegations, draft.delegation)
    .map(({ code }) => ({ id: code, label: names.delegation(code) }))
    .sort((a, b) => compare(a.label, b.label));
  return (
    <Form className="grid gap-4" aria-label={t('people.edit')} onSubmit={() => void send()}>
      <div className="person-form-fields">
        {typedFields.map((field) => (
          <TextField
            key={field}
            label={fieldLabel(field, event, language)}
            autoFocus={field === 'givenName'}
            maxLength={delegateFields[field].text ?? 200}
            {...(field === 'nativeName' ? { dir: 'auto' } : {})}
            {...(field === 'email' ? { inputMode: 'email' as const } : {})}
            value={draft[field]}
            onChange={(text) => setDraft((last) => ({ ...last, [field]: text }))}
            error={
              field === 'printedName' && isNameless && wasSent ? t('person.missing.name') : null
            }
          />
        ))}
        {hasGroups(event) && (
          <ComboBox
            label={t('people.delegation')}
            choices={[{ id: noDelegation, label: t('people.noDelegation') }, ...delegations]}
            value={draft.delegation === '' ? noDelegation : draft.delegation}
            onChange={(id) => {
              if (id === '') return; // cleared while typing: another one is about to be chosen
              const delegation = id === noDelegation ? '' : id;
              setDraft((last) => ({ ...last, delegation }));
            }}
            none={t('people.noneFound')}
            openLabel={t('people.delegation')}
          />
        )}
        <Select
          label={t('people.column.category')}
          choices={inUse(event.categories, draft.category).map(({ id }) => ({
            id,
            label: names.category(id),
          }))}
          value={draft.category}
          onChange={(category) => setDraft((last) => ({ ...last, category }))}
        />
        {event.extraFields
          .filter(({ id, retired }) => retired !== true || draft.extra[id] !== undefined)
          .map((field) => (
            <ExtraInput
              event={event}
              key={field.id}
              field={field}
              value={draft.extra[field.id] ?? ''}
              onChange={(value) =>
                setDraft((last) => ({ ...last, extra: { ...last.extra, [field.id]: value } }))
              }
            />
          ))}
      </div>
      {event.days.length > 1 && (
        <Days
          all={event.days}
          days={draft.days}
          error={isDayless && wasSent ? t('people.noDay') : null}
          onChange={(days) => setDraft((last) => ({ ...last, days }))}
        />
      )}
      <div className="flex flex-wrap gap-x-6">
        <CheckLine
          isSelected={draft.vip}
          onChange={(vip) => setDraft((last) => ({ ...last, vip }))}
        >
          {t('people.vip')}
        </CheckLine>
        <CheckLine
          isSelected={draft.listed}
          onChange={(listed) => setDraft((last) => ({ ...last, listed }))}
        >
          {t('people.listed')}
        </CheckLine>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onPress={leave}>{t('app.cancel')}</Button>
        <Button type="submit" variant="primary" isDisabled={busy || change === null}>
          {t('people.save')}
        </Button>
      </div>
    </Form>
  );
}

function Days({
  all,
  days,
  error,
  onChange,
}: {
  all: readonly string[];
  days: readonly string[] | null;
  error: string | null;
  onChange: (days: string[] | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  return (
    <fieldset>
      <legend className="field-label">{t('people.column.days')}</legend>
      <div className="flex flex-wrap gap-x-6">
        {all.map((day) => (
          <CheckLine
            key={day}
            isSelected={days?.includes(day) ?? true}
            onChange={(isOn) => onChange(withDay(days, day, isOn, all))}
          >
            {shortDay(day)}
          </CheckLine>
        ))}
      </div>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
