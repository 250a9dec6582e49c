import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { numberOf, widthDots, withWidthUnit } from './printer-draft.ts';
import type { StepProps } from './step-props.ts';

const languages = ['escpos', 'star', 'zpl'] as const;
const abilities = ['confirm', 'status', 'blind'] as const;

/** What a model in the list would fill in. */
export function HandFields({ draft, change, wrong, setDraft }: StepProps): ReactNode {
  const { t } = useTranslation();
  const driven = draft.connection === 'system';
  return (
    <>
      {!driven && (
        <RadioCards
          label={t('printers.model.facts.language')}
          value={draft.language}
          onChange={(language) => change({ language })}
          choices={languages.map((id) => ({
            id,
            words: t(`printers.languages.${id}`),
            hint: t(`printers.languageHints.${id}`),
          }))}
        />
      )}
      {!driven && (
        <RadioCards
          label={t('printers.model.facts.tells')}
          value={draft.ability}
          onChange={(ability) => change({ ability })}
          choices={abilities.map((id) => ({
            id,
            words: t(`printers.abilities.${id}`),
            hint: t(`printers.abilityHints.${id}`),
          }))}
          error={wrong('ability')}
        />
      )}
      <div className="printer-head-fields">
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
            { id: 'dots', words: t('printers.units.dots') },
            { id: 'mm', words: t('printers.units.mm') },
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

/** The same width in the other unit. */
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
