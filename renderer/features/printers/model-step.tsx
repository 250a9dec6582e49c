import { Info, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterModel } from '../../../domain/printer-models.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Note } from '../../ui/note.tsx';
import { HandFields } from './hand-fields.tsx';
import { byHand, modelsFor, withModel } from './printer-draft.ts';
import type { StepProps } from './step-props.ts';
import { useHeadWords, useModelName } from './use-printer-words.ts';

/** Which model it is; or everything by hand. */
export function ModelStep(props: StepProps & { models: readonly PrinterModel[] }): ReactNode {
  const { draft, change, wrong, setDraft, models } = props;
  const { t } = useTranslation();
  const modelName = useModelName();
  const choices = useMemo(
    () => [
      ...modelsFor(draft.connection, models).map((model) => ({
        id: model.id,
        words: modelName(model),
      })),
      { id: byHand, words: t('printers.model.byHand') },
    ],
    [draft.connection, modelName, models, t],
  );
  const chosen = models.find(({ id }) => id === draft.model) ?? null;
  const choose = (id: string): void => {
    const model = models.find((one) => one.id === id);
    if (model !== undefined) setDraft(withModel(draft, model));
    else if (id === byHand) setDraft(withModel(draft, byHand));
    else change({ model: '' });
  };
  return (
    <div className="step-fields">
      <ComboBox
        key={`${draft.connection} ${models.length}`}
        label={t('printers.model.label')}
        choices={choices}
        value={draft.model}
        onChange={choose}
        placeholder={t('printers.model.hint')}
        none={t('printers.model.none')}
        openLabel={t('printers.model.open')}
        error={wrong('model')}
      />
      {chosen !== null && (
        <ModelFacts
          model={chosen}
          driven={draft.connection === 'system'}
          onChange={() => change({ model: byHand })}
        />
      )}
      {draft.model === byHand && <HandFields {...props} />}
    </div>
  );
}

function ModelFacts({
  model,
  driven,
  onChange,
}: {
  model: PrinterModel;
  /** Through the system's driver: the model's own language and answers play no part. */
  driven: boolean;
  onChange: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const headWords = useHeadWords();
  const { language } = useFormats();
  const note = model.note[language];
  const facts = [
    ['language', t(`printers.languages.${driven ? 'driver' : model.language}`)],
    ['head', headWords(model)],
    ['tells', t(`printers.abilities.${driven ? 'blind' : model.ability}`)],
    ['cut', t(model.cut ? 'printers.cuts' : 'printers.cutsNot')],
  ] as const;
  return (
    <div className="model-facts">
      <dl>
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{t(`printers.model.facts.${name}`)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {note !== '' && (
        <Note
          tone="accent"
          icon={<Info aria-hidden="true" size={20} />}
          title={t('printers.model.note')}
        >
          <p>{note}</p>
        </Note>
      )}
      <div>
        <Button
          look="plain"
          icon={<SlidersHorizontal aria-hidden="true" size={18} />}
          onPress={onChange}
        >
          {t('printers.model.change')}
        </Button>
      </div>
    </div>
  );
}
