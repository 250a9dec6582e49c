import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EncodingReading,
  type RosterPreview,
  textEncodings,
} from '../../../domain/roster-import.ts';
import type { CallInput } from '../../../preload/contract.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';

type Options = CallInput<'rereadRosterFile'>['options'];
type Encoding = NonNullable<Options['encoding']>;
type Delimiter = NonNullable<Options['delimiter']>;

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const delimiters = [',', ';', '\t', '|'] as const satisfies readonly Delimiter[];

/** The choice that stands for what was read: a byte order mark is still UTF-8. */
function encodingOf(preview: RosterPreview): Encoding {
  if (preview.encoding === 'utf-8-bom' || preview.encoding === 'xlsx') return 'utf-8';
  return preview.encoding;
}

interface ReadOptionsProps {
  preview: RosterPreview;
  busy: boolean;
  onChange: (options: Options) => void;
}

function ReadingLines({ lines }: { lines: EncodingReading['lines'] }): ReactNode {
  const { t } = useTranslation();
  return lines.map(({ line, text }) => (
    <span key={line} className="roster-reading">
      {t('roster.read.line', { line })} <bdi>{text}</bdi>
    </span>
  ));
}

/** The file, and how it is read where the guess may be wrong; the first rows as they come out. */
export function ReadOptions({ preview, busy, onChange }: ReadOptionsProps): ReactNode {
  const { t } = useTranslation();
  const encoding = encodingOf(preview);
  const delimiter = preview.delimiter === '' ? ',' : preview.delimiter;
  const { readings } = preview;
  return (
    <div className="card roster-file">
      <div className="roster-file-name">
        <FileSpreadsheet aria-hidden="true" size={22} />
        <bdi>{preview.fileName}</bdi>
        {preview.format === 'xlsx' && <span>{t('roster.read.excel')}</span>}
      </div>
      {readings.length > 0 && (
        <div className="roster-readings">
          <p>{t('roster.read.doubtfulHint')}</p>
          <RadioCards
            label={t('roster.read.doubtful')}
            value={null}
            choices={readings.map(({ encoding: id, lines }) => ({
              id,
              words: t(`roster.read.encodings.${id}`),
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
            choices={textEncodings.map((id) => ({ id, words: t(`roster.read.encodings.${id}`) }))}
            value={encoding}
            isDisabled={busy}
            onChange={(next) => onChange({ encoding: next, delimiter })}
          />
          <Select
            label={t('roster.read.delimiter')}
            choices={delimiters.map((id) => ({
              id,
              words: t(`roster.read.delimiters.${delimiterNames[id]}`),
            }))}
            value={delimiter}
            isDisabled={busy}
            onChange={(next) => onChange({ encoding, delimiter: next })}
          />
          <p className="field-hint">{t('roster.read.wrong')}</p>
        </>
      )}
    </div>
  );
}
