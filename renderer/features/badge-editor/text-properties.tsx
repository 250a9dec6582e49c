import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type TemplateField, textSources } from '../../../domain/badge-template.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Align } from './align.tsx';

type TextTemplateField = Extract<TemplateField, { kind: 'text' }>;

const lineCounts = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
/** The schema's bounds of a size of type. */
const leastPoints = 4;
const mostPoints = 200;

/** What a text shows and how it is set. */
export function TextProperties({
  field,
  put,
}: {
  field: TextTemplateField;
  put: (field: TextTemplateField, merge?: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('editor.shows')}
        choices={textSources.map((id) => ({ id, words: t(`editor.source.${id}`) }))}
        value={field.source}
        onChange={(source) => put({ ...field, source })}
      />
      {field.source === 'fixed' && (
        <TextField
          label={t('editor.fixedText')}
          maxLength={200}
          value={field.text}
          onChange={(text) => put({ ...field, text }, `${field.id}.text`)}
        />
      )}
      <div className="property-pairs">
        {(['largest', 'smallest'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`editor.size.${name}`)}
            mark={t(`editor.sizeMark.${name}`)}
            unit={t('editor.unit.pt')}
            value={field[name]}
            least={leastPoints}
            most={mostPoints}
            step={1}
            onChange={(size) => put({ ...field, [name]: size }, `${field.id}.${name}`)}
          />
        ))}
      </div>
      <div className="property-pairs">
        <Select
          label={t('editor.weight')}
          choices={(['regular', 'bold'] as const).map((id) => ({
            id,
            words: t(`editor.weights.${id}`),
          }))}
          value={field.weight}
          onChange={(weight) => put({ ...field, weight })}
        />
        <Select
          label={t('editor.lines')}
          choices={lineCounts.map((id) => ({ id, words: id }))}
          value={lineCounts[field.lines - 1] ?? '1'}
          onChange={(lines) => put({ ...field, lines: Number(lines) })}
        />
        <Align value={field.align} onChange={(align) => put({ ...field, align })} />
        <Select
          label={t('editor.vertical')}
          choices={(['top', 'middle', 'bottom'] as const).map((id) => ({
            id,
            words: t(`editor.verticals.${id}`),
          }))}
          value={field.vertical}
          onChange={(vertical) => put({ ...field, vertical })}
        />
      </div>
      <Switch isSelected={field.inverse} onChange={(inverse) => put({ ...field, inverse })}>
        {t('editor.inverse')}
      </Switch>
    </>
  );
}
