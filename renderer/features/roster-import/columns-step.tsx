import { ArrowRight, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ColumnMapping,
  missingColumns,
  type RosterField,
  rosterFields,
} from '../../../domain/roster-import.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ColumnRow } from './column-row.tsx';
import { ReadOptions } from './read-options.tsx';
import type { ImportState, RosterImport } from './use-import.ts';
import './columns.css';

/** Whether the field would be missing without its column. */
function isRequired(field: RosterField, { [field]: _, ...others }: ColumnMapping): boolean {
  return missingColumns(others).includes(field);
}

interface ColumnsStepProps {
  state: Extract<ImportState, { step: 'columns' }>;
  roster: RosterImport;
}

/** Which column fills which field, with the first values of each to judge by. */
export function ColumnsStep({ state, roster }: ColumnsStepProps): ReactNode {
  const { t } = useTranslation();
  const { list } = useFormats();
  const { preview, mapping, busy } = state;
  const used = new Set(Object.values(mapping));
  const unused = preview.headers.filter((_, index) => !used.has(index));
  const missing = missingColumns(mapping);
  const isDoubtful = preview.readings.length > 0;
  return (
    <>
      <ReadOptions
        preview={preview}
        busy={busy}
        onChange={(options) => void roster.reread(options)}
      />
      <div className="card roster-columns">
        <div className="roster-card-head">
          <h2>{t('roster.map.title')}</h2>
          <p>{t('roster.map.hint')}</p>
        </div>
        <div className="column-grid">
          <div className="column-row column-head">
            <span>{t('roster.map.field')}</span>
            <span>{t('roster.map.column')}</span>
            <span>{t('roster.map.sample')}</span>
          </div>
          {rosterFields.map((field) => (
            <ColumnRow
              key={field}
              field={field}
              isRequired={isRequired(field, mapping)}
              preview={preview}
              mapping={mapping}
              onMap={roster.map}
            />
          ))}
        </div>
      </div>
      <div className="roster-foot">
        {isDoubtful ? (
          <Note
            tone="look"
            icon={<TriangleAlert aria-hidden="true" size={18} />}
            title={t('roster.read.choose')}
          />
        ) : missing.length > 0 ? (
          <Note
            tone="look"
            icon={<TriangleAlert aria-hidden="true" size={18} />}
            title={t('roster.map.missing', {
              fields: list(missing.map((field) => t(`roster.fields.${field}`))),
            })}
          />
        ) : (
          <p className="roster-unused">
            {unused.length > 0 && (
              <bdi>{t('roster.map.unused', { count: unused.length, columns: list(unused) })}</bdi>
            )}
          </p>
        )}
        <Button
          look="primary"
          size="large"
          icon={<ArrowRight aria-hidden="true" size={20} className="flips" />}
          isDisabled={isDoubtful || missing.length > 0 || busy}
          onPress={() => void roster.compare()}
        >
          {t('roster.map.compare')}
        </Button>
      </div>
    </>
  );
}
