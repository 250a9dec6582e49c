import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as PlainButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { useTranslation } from 'react-i18next';
import { hasGroups } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { ExtraValues } from '../../domain/event/extra-fields.ts';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { ExtraInput } from '../../ui/roster/extra-input.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';
import { DelegationPicker } from './delegation-picker.tsx';
import { maxLengthOf, type PersonDraft, type PersonField } from './person-draft.ts';
import { PrintedName } from './printed-name.tsx';
import { useFieldLabel } from './use-field-label.ts';
import './person-form.css';

interface PersonFieldsProps {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  /** Required fields that are still empty; none until the operator has tried to send. */
  missing: readonly PersonField[];
  /** Further fields that only some people need. */
  children?: ReactNode;
}

/**
 * The form for a new person: first the fields that everyone has, then those that some have. The
 * station assigns the codes.
 */
export function PersonFields({ draft, onChange, missing, children }: PersonFieldsProps): ReactNode {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { event } = useStation();
  const words = useEventWords();
  const set = (field: PersonField) => (text: string) => onChange({ ...draft, [field]: text });
  const { title, printedName, nativeName, administration, jobTitle, extra } = draft;
  const [hasMore] = useState(
    [title, printedName, nativeName, administration, jobTitle, ...Object.values(extra)].some(
      (value) => value !== '',
    ),
  );
  return (
    <div className="grid gap-4">
      <div className="person-two grid grid-cols-2 gap-4">
        <Plain
          field="givenName"
          draft={draft}
          onText={set('givenName')}
          error={missing.includes('printedName') ? t('person.missing.name') : null}
          autoFocus
        />
        <Plain field="familyName" draft={draft} onText={set('familyName')} />
        {hasGroups(event) && (
          <DelegationPicker value={draft.delegation} onChange={set('delegation')} />
        )}
        <Select
          label={label('category')}
          choices={inUse(event.categories, draft.category).map(({ id }) => ({
            id,
            label: words.category(id),
          }))}
          value={draft.category}
          onChange={set('category')}
        />
      </div>
      <PrintedName draft={draft} />
      <Disclosure className="group/more" defaultExpanded={hasMore}>
        <PlainButton
          slot="trigger"
          className="fold-button hover:bg-sunken hover:text-ink inline-flex items-center gap-2 min-h-target px-3"
        >
          <ChevronRight size={18} className="group-data-expanded/more:rotate-90" />
          {t('person.more')}
        </PlainButton>
        <DisclosurePanel>
          <div className="person-two grid grid-cols-2 gap-4 pt-3">
            <Plain field="title" draft={draft} onText={set('title')} />
            <TextField
              label={label('printedName')}
              hint={t('person.printedHint')}
              maxLength={maxLengthOf('printedName')}
              value={draft.printedName}
              onChange={set('printedName')}
            />
            <NativeField value={draft.nativeName} onChange={set('nativeName')} />
            <Plain field="administration" draft={draft} onText={set('administration')} />
            <Plain field="jobTitle" draft={draft} onText={set('jobTitle')} />
            <ExtraInputs values={draft.extra} onChange={(extra) => onChange({ ...draft, extra })} />
            {children}
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}

function Plain({
  field,
  draft,
  onText,
  error = null,
  autoFocus = false,
}: {
  field: 'title' | 'givenName' | 'familyName' | 'administration' | 'jobTitle';
  draft: PersonDraft;
  onText: (text: string) => void;
  error?: string | null;
  autoFocus?: boolean;
}): ReactNode {
  const label = useFieldLabel();
  return (
    <TextField
      label={label(field)}
      maxLength={maxLengthOf(field)}
      value={draft[field]}
      onChange={onText}
      error={error}
      autoFocus={autoFocus}
    />
  );
}

/** The name in its own script; its letters determine its direction. */
export function NativeField({
  value,
  onChange,
}: {
  value: string;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return (
    <TextField
      label={label('nativeName')}
      hint={t('person.nativeHint')}
      maxLength={maxLengthOf('nativeName')}
      value={value}
      onChange={onChange}
      dir="auto"
    />
  );
}

interface ExtraInputsProps {
  /** As typed. */
  values: ExtraValues;
  onChange: (values: ExtraValues) => void;
}

/** The event's extra fields that desks show, each with the input of its type. */
function ExtraInputs({ values, onChange }: ExtraInputsProps): ReactNode {
  const { event } = useStation();
  return (
    event.extraFields
      .filter(({ showsAt }) => showsAt.includes('desk'))
      // A retired field is not asked for any more, but an existing value can be corrected.
      .filter(({ id, retired }) => retired !== true || values[id] !== undefined)
      .map((field) => (
        <ExtraInput
          key={field.id}
          field={field}
          event={event}
          value={values[field.id] ?? ''}
          onChange={(value) => onChange({ ...values, [field.id]: value })}
        />
      ))
  );
}
