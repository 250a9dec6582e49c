import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnMapping, RosterField, RosterPreview } from '../../../domain/roster-import.ts';
import { Select } from '../../ui/select.tsx';

const noColumn = 'none';
const samplesShown = 3;

interface ColumnRowProps {
  field: RosterField;
  isRequired: boolean;
  preview: RosterPreview;
  mapping: ColumnMapping;
  onMap: (mapping: ColumnMapping) => void;
}

/** One field: its column, and that column's first values. */
export function ColumnRow({
  field,
  isRequired,
  preview,
  mapping,
  onMap,
}: ColumnRowProps): ReactNode {
  const { t } = useTranslation();
  const column = mapping[field];
  const name = t(`roster.fields.${field}`);
  const isComposed = field === 'printedName' && column === undefined && !isRequired;
  const choices = [
    { id: noColumn, words: t('roster.map.notMapped') },
    ...preview.headers.map((header, index) => ({
      id: String(index),
      words:
        header.trim() === '' ? t('roster.map.emptyHeader', { number: index + 1 }) : header.trim(),
    })),
  ];
  const change = (id: string): void => {
    const { [field]: _, ...others } = mapping;
    onMap(id === noColumn ? others : { ...others, [field]: Number(id) });
  };
  const values = column === undefined ? [] : preview.sample.map((row) => row[column] ?? '');
  const shown = [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, samplesShown);
  return (
    <div className="column-row" data-mapped={column !== undefined || undefined}>
      <span className="column-field">
        {name}
        {isRequired && <em>{t('roster.map.required')}</em>}
      </span>
      <Select
        label={name}
        labelHidden
        choices={choices}
        value={column === undefined ? noColumn : String(column)}
        onChange={change}
      />
      <span className="column-sample">
        {isComposed
          ? t('roster.map.composed')
          : shown.map((value) => <bdi key={value}>{value}</bdi>)}
      </span>
    </div>
  );
}
