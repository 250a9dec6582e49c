import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type EventText,
  firstText,
  givenTexts,
  hasText,
  textsToKeep,
} from '../../../../domain/base/language.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import {
  type ExtraField,
  extraFieldPlaces,
  extraFieldReceivers,
  extraFieldSchema,
  extraFieldTypes,
  maxExtraFields,
  maxExtraText,
  receiversOf,
} from '../../../../domain/event/extra-fields.ts';
import { freeId } from '../../../../domain/event/free-id.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { EventTextFields } from '../../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../../ui/fields/check-line.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { useWords } from '../../words.ts';
import { type EntryDialogProps, EntryForm, Names, namesOf, put } from './entry-form.tsx';

/** A choice as it is typed; a new one gets its id from its label. */
interface ChoiceDraft {
  key: number;
  id: string | null;
  label: EventText;
}

/** An additional field of delegates: label, type, where it shows, and which stations receive it. */
export function ExtraFieldDialog({
  entry,
  file,
  onChange,
  onClose,
}: EntryDialogProps<ExtraField>): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState<ExtraField>(
    entry ?? {
      id: 'new',
      label: { en: '-' },
      type: 'text',
      choices: [],
      showsAt: ['desk'],
      receivedBy: [],
    },
  );
  const [names, setNames] = useState(namesOf(entry));
  const [choices, setChoices] = useState<readonly ChoiceDraft[]>(
    draft.choices.map(({ id, label }, key) => ({ key, id, label })),
  );
  const set = (change: Partial<ExtraField>): void => setDraft({ ...draft, ...change });
  const needed = receiversOf(draft.showsAt);
  const made = extraFieldSchema.safeParse({
    ...draft,
    id: entry?.id ?? freeId(firstText(names), file.extraFields, 'field'),
    label: textsToKeep(namesOf(entry), names, file)(names),
    choices: draft.type === 'choice' ? choices.map(choiceOf) : [],
    receivedBy: extraFieldReceivers.filter(
      (mode) => needed.includes(mode) || draft.receivedBy.includes(mode),
    ),
  });
  const isFull = entry === null && file.extraFields.length >= maxExtraFields;
  const done = (): void => {
    if (made.success) onChange({ ...file, extraFields: put(file.extraFields, entry, made.data) });
  };
  return (
    <EntryForm
      adding={t('event.add.extraFields')}
      isRight={made.success && !isFull}
      entry={entry}
      draft={draft}
      setDraft={setDraft}
      done={done}
      onClose={onClose}
    >
      {isFull && (
        <p className="field-error" role="alert">
          {t('event.extra.full', { max: maxExtraFields })}
        </p>
      )}
      <Names file={file} names={names} onChange={setNames} />
      <div className="grid-cols-fit-60 grid gap-4">
        <Select
          label={t('event.field.type')}
          choices={extraFieldTypes.map((id) => ({ id, label: t(`event.value.${id}`) }))}
          value={draft.type}
          onChange={(type) => set({ type })}
        />
      </div>
      {draft.type === 'choice' && <Choices file={file} choices={choices} onChange={setChoices} />}
      <fieldset className="flex flex-wrap gap-x-5">
        <legend className="field-label px-0">{t('event.field.showsAt')}</legend>
        {extraFieldPlaces.map((place) => (
          <CheckLine
            key={place}
            isSelected={draft.showsAt.includes(place)}
            onChange={(isOn) =>
              set({
                showsAt: extraFieldPlaces.filter((one) =>
                  one === place ? isOn : draft.showsAt.includes(one),
                ),
              })
            }
          >
            {t(`event.value.${place}`)}
          </CheckLine>
        ))}
      </fieldset>
      <fieldset className="flex flex-wrap gap-x-5">
        <legend className="field-label px-0">{t('event.field.receivedBy')}</legend>
        {extraFieldReceivers.map((mode) => (
          <CheckLine
            key={mode}
            // Stations that show the field must receive it: kiosks print badges too.
            isDisabled={needed.includes(mode)}
            isSelected={needed.includes(mode) || draft.receivedBy.includes(mode)}
            onChange={(isOn) =>
              set({
                receivedBy: extraFieldReceivers.filter((one) =>
                  one === mode ? isOn : draft.receivedBy.includes(one),
                ),
              })
            }
          >
            {t(`event.extra.receivers.${mode}`)}
          </CheckLine>
        ))}
        <p className="field-hint basis-full">{t('event.extra.receiversHint')}</p>
      </fieldset>
      {entry !== null && <p className="field-hint">{t('event.extra.fixedHint')}</p>}
    </EntryForm>
  );
}

/** An existing choice keeps its id even under a new label: people have that value. */
function choiceOf(draft: ChoiceDraft): ExtraField['choices'][number] {
  const label = givenTexts(draft.label);
  return { id: draft.id ?? firstText(label), label };
}

function Choices({
  file,
  choices,
  onChange,
}: {
  file: EventFile;
  choices: readonly ChoiceDraft[];
  onChange: (choices: readonly ChoiceDraft[]) => void;
}): ReactNode {
  const { t } = useWords();
  const change = (key: number, to: Partial<ChoiceDraft>): void =>
    onChange(choices.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const add = (): void => {
    const key = Math.max(-1, ...choices.map((one) => one.key)) + 1;
    onChange([...choices, { key, id: null, label: {} }]);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label px-0">{t('event.field.choices')}</legend>
      {choices.map(({ key, label }, index) => (
        <div key={key} className="grid grid-cols-[1fr_auto] items-start gap-3">
          <div className="grid-cols-fit-60 grid gap-3">
            <EventTextFields
              label={t('event.extra.choice', { number: index + 1 })}
              languages={file.languages}
              texts={label}
              onChange={(texts) => change(key, { label: texts })}
              maxLength={maxExtraText}
              autoFocus={!hasText(label) && key > 0}
            />
          </div>
          <div className="mt-6">
            <IconButton
              label={t('event.extra.removeChoice', { number: index + 1 })}
              icon={<Trash2 />}
              onPress={() => onChange(choices.filter((one) => one.key !== key))}
            />
          </div>
        </div>
      ))}
      <div>
        <Button size="small" icon={<Plus />} onPress={add}>
          {t('event.extra.addChoice')}
        </Button>
      </div>
    </fieldset>
  );
}
