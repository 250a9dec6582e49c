import { CirclePlay, CircleStop } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useStation } from '../base/station.tsx';
import type { Scan } from '../scanning/index.ts';
import { useScans } from '../scanning/index.ts';
import { PlainRows } from './setting-row.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const noPrefix = 'none';
const functionKeys = Array.from({ length: 12 }, (_, index) => `F${13 + index}`);
const shownCharacters = 400;

/** The scanner's function key, and a field that shows what a scan sends and how it is read. */
export function ScannerSection(): ReactNode {
  const { t } = useTranslation();
  const { functionKeyPrefix } = useStation();
  const { run, failure } = useSaveSettings();
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <FailureNote failure={failure} />
        <Select
          label={t('settings.scanner.prefix')}
          choices={[
            { id: noPrefix, label: t('settings.scanner.noPrefix') },
            ...functionKeys.map((id) => ({ id, label: id })),
          ]}
          value={functionKeyPrefix ?? noPrefix}
          onChange={(key) => void run({ functionKeyPrefix: key === noPrefix ? null : key })}
        />
        <p className="field-hint">{t('settings.scanner.prefixHint')}</p>
        <PlainRows section="scanner" onChange={(change) => void run(change)} />
      </div>
      <ScannerTest />
    </div>
  );
}

function ScannerTest(): ReactNode {
  const { t } = useTranslation();
  const { readFirst } = useScans();
  const [isOn, setIsOn] = useState(false);
  const [scan, setScan] = useState<Scan | null>(null);
  useEffect(() => {
    if (!isOn) return;
    return readFirst((next) => {
      setScan(next);
      return true;
    });
  }, [isOn, readFirst]);
  return (
    <section className="grid gap-3 content-start" aria-label={t('settings.scanner.test')}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2>{t('settings.scanner.test')}</h2>
        <Button
          variant={isOn ? 'plain' : 'primary'}
          icon={isOn ? <CircleStop size={18} /> : <CirclePlay size={18} />}
          onPress={() => {
            setScan(null);
            setIsOn(!isOn);
          }}
        >
          {t(isOn ? 'settings.scanner.stop' : 'settings.scanner.start')}
        </Button>
      </div>
      <p className="field-hint">{t('settings.scanner.testHint')}</p>
      <div
        className="min-h-34 border-2 border-dashed border-edge grid content-center p-4 rounded-lg bg-page"
        role="status"
      >
        {isOn && scan === null && (
          <p className="font-semibold text-center">{t('settings.scanner.listening')}</p>
        )}
        {scan !== null && <ScanReading scan={scan} />}
      </div>
    </section>
  );
}

function ScanReading({ scan }: { scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const { readings, source } = scan.input;
  return (
    <dl className="grid gap-1">
      <dt className="small">{t('settings.scanner.via')}</dt>
      <dd className="flex flex-wrap gap-x-3 gap-y-1 items-baseline font-semibold wrap-anywhere">
        {t(`settings.scanner.source.${source}`)}
      </dd>
      <dt className="small">{t('settings.scanner.read')}</dt>
      {readings.map((reading) => (
        <dd
          className="flex flex-wrap gap-x-3 gap-y-1 items-baseline font-semibold wrap-anywhere"
          key={reading}
        >
          <bdi className="code">{reading.slice(0, shownCharacters)}</bdi>
          <span className="field-hint figures">
            {t('settings.scanner.length', { count: reading.length })}
          </span>
        </dd>
      ))}
    </dl>
  );
}
