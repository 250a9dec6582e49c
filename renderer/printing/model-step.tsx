import { Info, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { printerLanguageNames, printerLanguages } from '../../domain/printing/printer-languages.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/fields/combo-box.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import {
  answersNothing,
  byHand,
  modelsFor,
  numberOf,
  type PrinterDraft,
  widthDots,
  withLanguage,
  withModel,
  withWidthUnit,
} from './printer-draft.ts';
import type { StepProps } from './step-props.ts';
import { useHeadWords, useModelName } from './use-printer-words.ts';

export function ModelStep(props: StepProps & { models: readonly PrinterModel[] }): ReactNode {
  const { draft, change, wrong, setDraft, models } = props;
  const { t } = useTranslation();
  const modelName = useModelName();
  const choices = useMemo(
    () => [
      ...modelsFor(draft.connection, models).map((model) => ({
        id: model.id,
        label: modelName(model),
      })),
      { id: byHand, label: t('printers.model.byHand') },
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
    <div className="grid gap-4 content-start">
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
          connection={draft.connection}
          ability={draft.ability}
          onChange={() => change({ model: byHand })}
        />
      )}
      {draft.model === byHand && <HandFields {...props} />}
      {draft.connection === 'system' && <DriverFields draft={draft} change={change} />}
    </div>
  );
}

/** Maximum number of paper sizes shown: label drivers report dozens. */
const maxPapers = 6;

function DriverFields({ draft, change }: Pick<StepProps, 'draft' | 'change'>): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  const { driver, can, papers } = draft;
  const sizes = papers
    .slice(0, maxPapers)
    .map(({ width, height }) => `${number(width)} × ${number(height)} mm`);
  return (
    <fieldset className="grid gap-2 min-w-0">
      <Switch
        isSelected={driver.colour}
        onChange={(colour) => change({ driver: { ...driver, colour } })}
      >
        {t('printers.driver.colour')}
      </Switch>
      <Switch
        isSelected={driver.bothSides}
        onChange={(bothSides) => change({ driver: { ...driver, bothSides } })}
      >
        {t('printers.driver.bothSides')}
      </Switch>
      {can !== null && (
        <p className="field-hint">
          {t(`printers.driver.said.${can.colour ? 'colour' : 'black'}`)}{' '}
          {t(`printers.driver.said.${can.bothSides ? 'bothSides' : 'oneSide'}`)}
        </p>
      )}
      {papers.length > 0 && (
        <p className="field-hint">{t('printers.driver.papers', { papers: list(sizes) })}</p>
      )}
    </fieldset>
  );
}

function ModelFacts({
  model,
  connection,
  ability,
  onChange,
}: {
  model: PrinterModel;
  connection: PrinterDraft['connection'];
  /** What the printer can report over the chosen connection. */
  ability: PrinterDraft['ability'];
  onChange: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const headWords = useHeadWords();
  const { language } = useFormats();
  const note = model.note[language];
  const facts = [
    [
      'language',
      printerLanguages[connection === 'system' ? 'driver' : model.language].label[language],
    ],
    ['head', headWords(model)],
    ['tells', t(`printers.abilities.${ability}`)],
    ['cut', t(model.cut ? 'printers.cuts' : 'printers.cutsNot')],
  ] as const;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 p-4 rounded-md bg-page">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt className="text-soft text-xs">{t(`printers.model.facts.${name}`)}</dt>
            <dd className="font-semibold">{words}</dd>
          </div>
        ))}
      </dl>
      {note !== '' && (
        <Note tone="accent" icon={<Info />} title={t('printers.model.note')}>
          <p>{note}</p>
        </Note>
      )}
      <div>
        <Button variant="plain" icon={<SlidersHorizontal />} onPress={onChange}>
          {t('printers.model.change')}
        </Button>
      </div>
    </div>
  );
}

/** Languages and abilities offered when a printer is set up by hand. */
const languages = printerLanguageNames.filter((name) => printerLanguages[name].hint !== null);
const abilities = ['confirm', 'status', 'blind'] as const;

/** The settings that a model from the list would fill in. */
function HandFields({ draft, change, wrong, setDraft }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (
    <>
      {draft.connection !== 'system' && (
        <RadioCards
          label={t('printers.model.facts.language')}
          value={draft.language}
          onChange={(id) => setDraft(withLanguage(draft, id))}
          choices={languages.map((id) => ({
            id,
            label: printerLanguages[id].label[language],
            hint: printerLanguages[id].hint?.[language] ?? '',
          }))}
        />
      )}
      {!answersNothing(draft.connection) && (
        <RadioCards
          label={t('printers.model.facts.tells')}
          value={draft.ability}
          onChange={(ability) => change({ ability })}
          choices={abilities.map((id) => ({
            id,
            label: t(`printers.abilities.${id}`),
            hint: t(`printers.abilityHints.${id}`),
          }))}
          error={wrong('ability')}
        />
      )}
      <div className="printer-head-fields grid gap-4 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_9rem]">
        <TextField
          label={t('printers.dots')}
          hint={t('printers.dotsHint')}
          inputMode="numeric"
          maxLength={2}
          value={draft.dotsPerMm}
          onChange={(dotsPerMm) => change({ dotsPerMm })}
          error={wrong('dotsPerMm')}
        />
        <TextField
          label={t('printers.width')}
          hint={useWidthHint(draft)}
          inputMode="decimal"
          maxLength={6}
          value={draft.width}
          onChange={(width) => change({ width })}
          error={wrong('width')}
        />
        <Select
          label={t('printers.widthUnit')}
          value={draft.widthUnit}
          onChange={(unit) => setDraft(withWidthUnit(draft, unit))}
          choices={[
            { id: 'dots', label: t('printers.units.dots') },
            { id: 'mm', label: t('printers.units.mm') },
          ]}
        />
      </div>
      <Switch isSelected={draft.cut} onChange={(cut) => change({ cut })}>
        {t('printers.cut')}
      </Switch>
      {draft.language === 'star' && (
        <Switch isSelected={draft.raster} onChange={(raster) => change({ raster })}>
          {t('printers.raster')}
        </Switch>
      )}
    </>
  );
}

/** Shows the same width in the other unit. */
function useWidthHint(draft: StepProps['draft']): string {
  const { t } = useTranslation();
  const { number } = useFormats();
  const dots = widthDots(draft);
  const perMm = numberOf(draft.dotsPerMm);
  if (dots === null || perMm === null || perMm === 0) return t('printers.widthHint');
  return draft.widthUnit === 'dots'
    ? t('printers.isMm', { width: number(Math.round((dots / perMm) * 10) / 10) })
    : t('printers.isDots', { width: number(dots) });
}
