import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { StepProps } from './step-props.ts';
import { StockFields } from './stock-fields.tsx';

const nobody = '';

/** What the printer is called, what lies in it, and who stands in for it. */
export function BadgesStep({
  others,
  ...props
}: StepProps & { others: readonly PrinterSettings[] }): ReactNode {
  const { draft, change, wrong } = props;
  const { t } = useTranslation();
  return (
    <div className="step-fields">
      <TextField
        label={t('printers.name')}
        hint={t('printers.nameHint')}
        autoFocus
        maxLength={60}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={wrong('name')}
      />
      <StockFields {...props} />
      <div className="field">
        <Select
          label={t('printers.neighbourOf')}
          isDisabled={others.length === 0}
          value={draft.neighbour ?? nobody}
          onChange={(id) => change({ neighbour: id === nobody ? null : id })}
          choices={[
            { id: nobody, words: t('printers.noNeighbour') },
            ...others.map(({ id, name }) => ({ id, words: name })),
          ]}
        />
        <p className="field-hint">
          {t(others.length === 0 ? 'printers.neighbourLonely' : 'printers.neighbourHint')}
        </p>
      </div>
    </div>
  );
}
