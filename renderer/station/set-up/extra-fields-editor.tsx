import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EventText,
  firstText,
  givenTexts,
  hasText,
  type KioskLanguage,
} from '../../../domain/base/language.ts';
import {
  type ExtraFieldPlace,
  type ExtraFieldType,
  extraFieldPlaces,
  extraFieldTypes,
  maxExtraFields,
  maxExtraText,
  receiversOf,
} from '../../../domain/event/extra-fields.ts';
import { freeId } from '../../../domain/event/free-id.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { EventTextFields, textsFor } from '../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../ui/fields/check-line.tsx';
import { Select } from '../../../ui/fields/select.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';

export interface ExtraDraft {
  /** Identifies the field while its label changes. */
  key: number;
  /** As typed, in any of the six languages. */
  label: EventText;
  type: ExtraFieldType;
  choices: string;
  showsAt: readonly ExtraFieldPlace[];
}

/**
 * The drafts as `extraFieldsSchema` expects them for an event in these languages, with a unique id
 * derived from each label.
 */
export function extraFieldsOf(
  drafts: readonly ExtraDraft[],
  languages: readonly KioskLanguage[],
): unknown {
  const taken: { id: string }[] = [];
  return drafts.map(({ label: typed, type, choices, showsAt }) => {
    const label = textsFor(languages, typed);
    const id = freeId(firstText(givenTexts(label)), taken, 'field');
    taken.push({ id });
    return {
      id,
      label,
      type,
      choices: type === 'choice' ? choicesOf(choices, languages) : [],
      showsAt,
      receivedBy: receiversOf(showsAt),
    };
  });
}

/** "Fish / Poisson, Vegan": choices with their texts in the event's order of languages. */
function choicesOf(line: string, languages: readonly KioskLanguage[]): unknown[] {
  return line
    .split(/[,;]/)
    .filter((words) => words.trim() !== '')
    .map((words) => {
      const texts = languages.length === 1 ? [words] : ` ${words} `.split(/\s\/\s/);
      const label = givenTexts(Object.fromEntries(languages.map((id, i) => [id, texts[i] ?? ''])));
      return { id: languages.flatMap((id) => label[id] ?? [])[0], label };
    });
}

interface ExtraFieldsEditorProps {
  /** The event's, in its order. */
  languages: readonly KioskLanguage[];
  drafts: readonly ExtraDraft[];
  onChange: (drafts: ExtraDraft[]) => void;
  /** Returns `words` if the part at this path of `extraFieldsOf` is wrong, else null. */
  errorAt: (path: string, words: string) => string | null;
}

/** Declares the event's fields about its delegates beyond the usual ones. */
export function ExtraFieldsEditor({
  languages,
  drafts,
  onChange,
  errorAt,
}: ExtraFieldsEditorProps): ReactNode {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const add = (): void => {
    const key = Math.max(0, ...drafts.map((one) => one.key)) + 1;
    onChange([...drafts, { key, label: {}, type: 'text', choices: '', showsAt: ['desk'] }]);
  };
  const remove = (key: number): void => {
    onChange(drafts.filter((one) => one.key !== key));
    // The focused button is removed with its field.
    section.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };
  return (
    <section className="grid gap-2" ref={section} aria-label={t('setUp.create.extra.title')}>
      <h2 className="field-label">{t('setUp.create.extra.title')}</h2>
      <p className="field-hint">{t('setUp.create.extra.hint')}</p>
      {drafts.map((draft, index) => (
        <DraftFields
          key={draft.key}
          languages={languages}
          draft={draft}
          onChange={(next) => onChange(drafts.map((one) => (one.key === next.key ? next : one)))}
          onRemove={() => remove(draft.key)}
          errorAt={(path, words) => errorAt(`${index}.${path}`, words)}
        />
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus />}
          isDisabled={drafts.length >= maxExtraFields}
          onPress={add}
          data-add
        >
          {t('setUp.create.extra.add')}
        </Button>
      </div>
    </section>
  );
}

function DraftFields({
  languages,
  draft,
  onChange,
  onRemove,
  errorAt,
}: Pick<ExtraFieldsEditorProps, 'languages' | 'errorAt'> & {
  draft: ExtraDraft;
  onChange: (draft: ExtraDraft) => void;
  onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { showsAt } = draft;
  const title =
    firstText(givenTexts(textsFor(languages, draft.label))) || t('setUp.create.extra.unnamed');
  return (
    <fieldset className="grid gap-3 p-3 border border-edge rounded-md" aria-label={title}>
      <div className="grid grid-cols-[1fr_auto] items-start gap-3">
        <div className="grid-cols-fit-60 grid gap-3">
          <EventTextFields
            label={t('setUp.create.extra.label')}
            languages={languages}
            texts={draft.label}
            onChange={(label) => onChange({ ...draft, label })}
            maxLength={80}
            isRequired
            autoFocus={!hasText(draft.label)}
            error={errorAt(`label.${languages[0]}`, t('setUp.create.extra.labelMissing'))}
          />
        </div>
        <div className="mt-6">
          <IconButton
            label={t('setUp.create.extra.remove', { label: title })}
            icon={<Trash2 />}
            onPress={onRemove}
          />
        </div>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t('setUp.create.extra.type')}
          choices={extraFieldTypes.map((id) => ({
            id,
            label: t(`setUp.create.extra.types.${id}`),
          }))}
          value={draft.type}
          onChange={(type) => onChange({ ...draft, type })}
        />
        {draft.type === 'choice' && (
          <TextField
            label={t('setUp.create.extra.choices')}
            hint={t(
              languages.length === 1
                ? 'setUp.create.extra.choicesHint'
                : 'setUp.create.extra.choicesHintMany',
            )}
            maxLength={10 * maxExtraText}
            isRequired
            error={errorAt('choices', t('setUp.create.extra.choicesMissing'))}
            value={draft.choices}
            onChange={(choices) => onChange({ ...draft, choices })}
          />
        )}
      </div>
      <fieldset
        className="flex flex-wrap items-center gap-x-5"
        aria-label={t('setUp.create.extra.showsAt')}
      >
        <span className="field-label basis-full">{t('setUp.create.extra.showsAt')}</span>
        {extraFieldPlaces.map((place) => (
          <CheckLine
            key={place}
            isSelected={showsAt.includes(place)}
            onChange={(isOn) =>
              onChange({
                ...draft,
                showsAt: extraFieldPlaces.filter((one) =>
                  one === place ? isOn : showsAt.includes(one),
                ),
              })
            }
          >
            {t(`setUp.create.extra.places.${place}`)}
          </CheckLine>
        ))}
      </fieldset>
    </fieldset>
  );
}
