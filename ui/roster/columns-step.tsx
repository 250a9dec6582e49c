import { ArrowRight, FileSpreadsheet, TriangleAlert } from 'lucide-react';
import { type ReactNode, use } from 'react';
import { useTranslation } from 'react-i18next';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import { hasDelegations, hasGroups } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import {
  type ColumnMapping,
  type EncodingReading,
  type ListColumn,
  missingColumns,
  type ReadOptions as Options,
  type RosterField,
  type RosterPreview,
  rosterFields,
  textEncodings,
} from '../../domain/roster/roster-import.ts';
import { Button } from '../button.tsx';
import { RadioCards } from '../fields/radio-cards.tsx';
import { Select } from '../fields/select.tsx';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { type ImportedEvent, ImportedEventContext, useImportLabel } from './field-label.ts';
import type { ImportState, ImportVerbs } from './use-import.ts';
import './columns.css';

/** Fields that say something only where people come in delegations, or in groups. */
const ofDelegations: ReadonlySet<RosterField> = new Set(['role', 'letterOrder']);
const isOf = (event: ImportedEvent, field: RosterField): boolean =>
  ofDelegations.has(field) ? hasDelegations(event) : field !== 'delegation' || hasGroups(event);

/** The columns that tell of sessions, where some ask for a booking. */
function sessionColumns(event: ImportedEvent): ListColumn[] {
  const sessions = bookableSessions(event);
  if (sessions.length === 0) return [];
  return ['sessions', ...sessions.map(({ id }) => `session.${id}` as const)];
}

/** Whether no other column provides the field. */
function isRequired(field: ListColumn, { [field]: _, ...others }: ColumnMapping): boolean {
  return missingColumns(others).some((missing) => missing === field);
}

interface ColumnsStepProps {
  state: Extract<ImportState, { step: 'columns' }>;
  roster: Pick<ImportVerbs, 'reread' | 'map' | 'compare'>;
}

/** Assigns columns to fields, with the first values of each column as a guide. */
export function ColumnsStep({ state, roster }: ColumnsStepProps): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  const { list } = useFormats();
  const { preview, mapping, busy } = state;
  const used = new Set(Object.values(mapping));
  const unused = preview.headers.filter((_, index) => !used.has(index));
  const event = use(ImportedEventContext);
  const missing = missingColumns(mapping);
  const isDoubtful = preview.readings.length > 0;
  const extras = inUse(event.extraFields).map(({ id }) => `extra.${id}` as const);
  // A list that names delegations can bring them to an event that has none yet.
  const isOffered = (field: RosterField): boolean =>
    isOf(event, field) || preview.guess[field] !== undefined;
  const fields = [...rosterFields.filter(isOffered), ...extras, ...sessionColumns(event)];
  return (
    <>
      <ReadOptions
        preview={preview}
        busy={busy}
        onChange={(options) => void roster.reread(options)}
      />
      <div className="card grid gap-4">
        <div>
          <h2 className="text-xl">{t('roster.map.title')}</h2>
          <p className="text-soft">{t('roster.map.hint')}</p>
        </div>
        <div className="grid">
          <div className="column-row column-head grid gap-4 items-center py-2 border-t">
            <span>{t('roster.map.field')}</span>
            <span>{t('roster.map.column')}</span>
            <span>{t('roster.map.sample')}</span>
          </div>
          {fields.map((field) => (
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
      <div className="roster-foot flex flex-wrap items-center justify-between gap-4 py-3 sticky border-t bg-page">
        {isDoubtful ? (
          <Note tone="look" icon={<TriangleAlert size={18} />} title={t('roster.read.choose')} />
        ) : missing.length > 0 ? (
          <Note
            tone="look"
            icon={<TriangleAlert size={18} />}
            title={t('roster.map.missing', {
              fields: list(missing.map((field) => label(field))),
            })}
          />
        ) : (
          <p className="flex-1 small">
            {unused.length > 0 && (
              <bdi>{t('roster.map.unused', { count: unused.length, columns: list(unused) })}</bdi>
            )}
          </p>
        )}
        <Button
          variant="primary"
          size="large"
          icon={<ArrowRight size={20} className="flips" />}
          isDisabled={isDoubtful || missing.length > 0 || busy}
          onPress={() => void roster.compare()}
        >
          {t('roster.map.compare')}
        </Button>
      </div>
    </>
  );
}

const noColumn = 'none';
const samplesShown = 3;

interface ColumnRowProps {
  field: ListColumn;
  isRequired: boolean;
  preview: RosterPreview;
  mapping: ColumnMapping;
  onMap: (mapping: ColumnMapping) => void;
}

function ColumnRow({ field, isRequired, preview, mapping, onMap }: ColumnRowProps): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  const column = mapping[field];
  const name = label(field);
  const isComposed = field === 'printedName' && column === undefined && !isRequired;
  const choices = [
    { id: noColumn, label: t('roster.map.notMapped') },
    ...preview.headers.map((header, index) => ({
      id: String(index),
      label:
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
    <div
      className="column-row grid gap-4 items-center py-2 border-t"
      data-mapped={column !== undefined || undefined}
    >
      <span className="column-field text-soft">
        {name}
        {isRequired && (
          <em className="ms-2 text-accent text-xs font-semibold">{t('roster.map.required')}</em>
        )}
      </span>
      <Select
        label={name}
        labelHidden
        choices={choices}
        value={column === undefined ? noColumn : String(column)}
        onChange={change}
      />
      <span className="column-sample flex gap-2 min-w-0 overflow-hidden">
        {isComposed
          ? t('roster.map.composed')
          : shown.map((value) => (
              <bdi className="rounded-sm bg-sunken text-sm truncate" key={value}>
                {value}
              </bdi>
            ))}
      </span>
    </div>
  );
}

type Encoding = NonNullable<Options['encoding']>;
type Delimiter = NonNullable<Options['delimiter']>;

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const delimiters = [',', ';', '\t', '|'] as const satisfies readonly Delimiter[];

/** The option for the encoding detected: UTF-8 with a byte order mark counts as UTF-8. */
function encodingOf(preview: RosterPreview): Encoding {
  if (preview.encoding === 'utf-8-bom' || preview.encoding === 'xlsx') return 'utf-8';
  return preview.encoding;
}

interface ReadOptionsProps {
  preview: RosterPreview;
  busy: boolean;
  onChange: (options: Options) => void;
}

export function ReadingLines({ lines }: { lines: EncodingReading['lines'] }): ReactNode {
  const { t } = useTranslation();
  return lines.map(({ line, text }) => (
    <span key={line} className="block wrap-anywhere">
      {t('roster.read.line', { line })} <bdi>{text}</bdi>
    </span>
  ));
}

/** The file and its first rows; and how to read it, if the guess may be wrong. */
function ReadOptions({ preview, busy, onChange }: ReadOptionsProps): ReactNode {
  const { t } = useTranslation();
  const encoding = encodingOf(preview);
  const delimiter = preview.delimiter === '' ? ',' : preview.delimiter;
  const { readings } = preview;
  return (
    <div className="card roster-file flex flex-wrap gap-4 items-end">
      <div className="me-auto flex items-center gap-2 min-h-target font-semibold wrap-anywhere">
        <FileSpreadsheet size={22} />
        <bdi>{preview.fileName || t('roster.read.pasted')}</bdi>
        {preview.format === 'xlsx' && (
          <span className="text-soft font-normal">{t('roster.read.excel')}</span>
        )}
      </div>
      {readings.length > 0 && (
        <div className="roster-readings grow basis-full order-1 grid gap-3">
          <p className="text-soft">{t('roster.read.doubtfulHint')}</p>
          <RadioCards
            label={t('roster.read.doubtful')}
            value={null}
            choices={readings.map(({ encoding: id, lines }) => ({
              id,
              label: t(`roster.read.encodings.${id}`),
              hint: <ReadingLines lines={lines} />,
            }))}
            onChange={(next) => onChange({ encoding: next, delimiter })}
          />
        </div>
      )}
      {preview.format === 'csv' && (
        <>
          <Select
            label={t('roster.read.encoding')}
            choices={textEncodings.map((id) => ({ id, label: t(`roster.read.encodings.${id}`) }))}
            value={encoding}
            isDisabled={busy}
            onChange={(next) => onChange({ encoding: next, delimiter })}
          />
          <Select
            label={t('roster.read.delimiter')}
            choices={delimiters.map((id) => ({
              id,
              label: t(`roster.read.delimiters.${delimiterNames[id]}`),
            }))}
            value={delimiter}
            isDisabled={busy}
            onChange={(next) => onChange({ encoding, delimiter: next })}
          />
          <p className="field-hint self-center">{t('roster.read.wrong')}</p>
        </>
      )}
    </div>
  );
}
