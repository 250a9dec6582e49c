import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BrotherRollId,
  brotherRollIds,
  brotherRolls,
  takesRoll,
} from '../../domain/printing/brother.ts';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { useTemplateName } from '../base/use-template-name.ts';
import { answersNothing, byHand, withRoll } from './printer-draft.ts';
import type { StepProps } from './step-props.ts';

export function StockFields({ draft, change, setDraft, wrong }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  return (
    <>
      {draft.language === 'brother' && (
        <RollSelect draft={draft} onChange={(roll) => setDraft(withRoll(draft, roll))} />
      )}
      <TextField
        label={t('printers.stockName')}
        hint={t('printers.stockNameHint')}
        maxLength={60}
        value={draft.stockName}
        onChange={(stockName) => change({ stockName })}
      />
      <RadioCards
        label={t('printers.whose')}
        value={draft.categories === null ? 'all' : 'some'}
        onChange={(choice) =>
          change({ categories: choice === 'all' ? null : event.categories.map(({ id }) => id) })
        }
        choices={[
          { id: 'all', label: t('printers.allCategories') },
          { id: 'some', label: t('printers.someCategories') },
        ]}
      />
      {draft.categories !== null && (
        <CategoryLines
          chosen={draft.categories}
          onChange={(categories) => change({ categories })}
          error={wrong('categories')}
        />
      )}
      <TemplateSelect value={draft.template} onChange={(template) => change({ template })} />
    </>
  );
}

/** The roll of a Brother printer: it prints nothing while another one is loaded. */
function RollSelect({
  draft: { ability, brother, connection, model },
  onChange,
}: {
  draft: StepProps['draft'];
  onChange: (roll: BrotherRollId) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const isRead = !answersNothing(connection) && ability !== 'blind';
  const ids = brotherRollIds.filter((id) => model === byHand || takesRoll(brother, id));
  return (
    <div className="field">
      <Select
        label={t('printers.roll')}
        value={brother.roll}
        onChange={onChange}
        choices={ids.map((id) => ({ id, label: brotherRolls[id].label[language] }))}
      />
      <p className="field-hint">{t(isRead ? 'printers.rollHint' : 'printers.rollHintUnread')}</p>
    </div>
  );
}

function CategoryLines({
  chosen,
  onChange,
  error,
}: {
  chosen: readonly string[];
  onChange: (categories: readonly string[]) => void;
  error: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const words = useEventWords();
  const errorId = useId();
  return (
    <fieldset
      className="min-w-0 px-3 py-0"
      {...(error === null ? {} : { 'aria-describedby': errorId })}
    >
      <legend className="visually-hidden">{t('printers.whose')}</legend>
      <div className="grid-cols-fill-56 grid gap-x-4">
        {event.categories.map(({ id }) => (
          <CheckLine
            key={id}
            isInvalid={error !== null}
            isSelected={chosen.includes(id)}
            onChange={(isOn) => {
              const ids = event.categories.map((one) => one.id);
              onChange(ids.filter((one) => (one === id ? isOn : chosen.includes(one))));
            }}
          >
            {words.category(id)}
          </CheckLine>
        ))}
      </div>
      {error !== null && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function TemplateSelect({
  value,
  onChange,
}: {
  value: string;
  onChange: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const templateName = useTemplateName();
  const { value: templates } = useAnswer('getBadgeTemplates', [], {
    renewOn: ['templatesChanged'],
  });
  const choices = (templates ?? []).map(({ id, name, size, sides }) => ({
    id,
    label: t(`printers.templateOf.${sides}`, {
      name: templateName(name),
      width: number(size.width),
      height: number(size.height),
    }),
  }));
  const isKnown = choices.some(({ id }) => id === value);
  return (
    <div className="field">
      <Select
        label={t('printers.template')}
        value={value}
        onChange={onChange}
        choices={isKnown ? choices : [...choices, { id: value, label: value }]}
      />
      <p className="field-hint">{t('printers.templateHint')}</p>
    </div>
  );
}
