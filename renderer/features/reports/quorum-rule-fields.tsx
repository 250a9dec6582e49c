import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuorumRule } from '../../../domain/report-rules.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { CheckLine } from '../../ui/check-line.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';

/** How many administrations must be there, and whose presence counts. */
export function QuorumRuleFields({
  rule,
  onChange,
}: {
  rule: QuorumRule;
  onChange: (rule: QuorumRule) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  const counting = event.categories.filter((one) => one.countsTowardsQuorum);
  const chosen = rule.categories ?? counting.map(({ id }) => id);
  const choose = (id: string, isOn: boolean): void => {
    const next = counting
      .map((one) => one.id)
      .filter((one) => (one === id ? isOn : chosen.includes(one)));
    onChange({ ...rule, categories: next.length === counting.length ? null : next });
  };
  return (
    <>
      <div className="report-rule-line">
        <Select
          label={t('reports.quorum.comparison')}
          choices={(['more-than', 'at-least'] as const).map((id) => ({
            id,
            words: t(`reports.quorum.${id}`),
          }))}
          value={rule.comparison}
          onChange={(comparison) => onChange({ ...rule, comparison })}
        />
        <NumberField
          label={t('reports.quorum.parts')}
          mark=""
          unit={t('reports.quorum.of')}
          value={rule.numerator}
          least={1}
          most={100}
          step={1}
          onChange={(value) => onChange({ ...rule, numerator: Math.round(value) })}
        />
        <NumberField
          label={t('reports.quorum.whole')}
          mark=""
          unit={t('reports.quorum.equalParts')}
          value={rule.denominator}
          least={1}
          most={100}
          step={1}
          onChange={(value) => onChange({ ...rule, denominator: Math.round(value) })}
        />
      </div>
      <fieldset className="report-checks">
        <legend className="field-label">{t('reports.quorum.categories')}</legend>
        {counting.map(({ id, name }) => (
          <CheckLine
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isOn) => choose(id, isOn)}
          >
            {name[language]}
          </CheckLine>
        ))}
      </fieldset>
    </>
  );
}
