import { Check, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/base/language.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { SetUpStep } from '../../../preload/contract/station/station.ts';
import { IconButton } from '../../../ui/button.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { ask } from '../../base/ask.ts';
import { useAction, useAnswer } from '../../base/page-client.ts';
import { useStation, useStationAnswer } from '../../base/station.tsx';
import { StartingAnew } from './starting-anew.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

const startWords = {
  desk: 'setUp.ready.startDesk',
  kiosk: 'setUp.ready.startKiosk',
  door: 'setUp.ready.startDoor',
} as const satisfies Record<StationMode, string>;

export function ReadyStep(): ReactNode {
  const { t } = useTranslation();
  const { startsAs } = useStation();
  const { renew } = useStationAnswer();
  const [isLeaving, setIsLeaving] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const { restarts } = await ask('finishSetUp');
    if (restarts) setIsLeaving(true);
    else renew();
  });
  if (isLeaving) return <StartingAnew />;
  return (
    <StepFrame
      title={t('setUp.ready.title')}
      onNext={() => void run()}
      nextWords={t(startWords[startsAs])}
      nextIcon={<Check size={18} />}
      isBusy={busy}
      failure={failure}
    >
      <Summary />
      {startsAs !== 'desk' && <p className="field-hint">{t('setUp.ready.locked')}</p>}
    </StepFrame>
  );
}

function Summary(): ReactNode {
  const { t } = useTranslation();
  const { go, view } = useSetUp();
  const lines = useSummaryLines().filter(({ value }) => value !== null);
  return (
    <dl className="set-up-summary grid px-4 panel">
      {lines.map(({ word, value, step }) => (
        <div className="grid gap-3 items-center min-h-target not-first:border-t" key={word}>
          <dt className="text-soft">{word}</dt>
          <dd className="font-semibold wrap-anywhere">
            <bdi>{value}</bdi>
          </dd>
          <dd className="font-semibold wrap-anywhere">
            {view.steps.includes(step) && (
              <IconButton
                label={t('setUp.ready.change', { what: word })}
                icon={<Pencil />}
                onPress={() => void go.run(step)}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useSummaryLines(): { word: string; value: string | null; step: SetUpStep }[] {
  const { t } = useTranslation();
  const { language, list, number, shortDay } = useFormats();
  const station = useStation();
  const { event, startsAs } = station;
  const printers = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const sync = useAnswer('getSync', [], { renewOn: ['syncChanged'] });
  const names = (printers.value ?? []).map(({ settings }) => settings.name);
  const checkpoint = event.checkpoints.find(({ id }) => id === station.checkpoint);
  const hub = sync.value?.link?.hubName ?? t('setUp.ready.alone');
  const camera = t(station.cameraEnabled ? 'setUp.ready.on' : 'setUp.ready.off');
  return [
    { word: t('setUp.ready.event'), value: textIn(event.name, language, event), step: 'event' },
    { word: t('setUp.ready.days'), value: list(event.days.map(shortDay)), step: 'event' },
    { word: t('setUp.ready.station'), value: station.stationName, step: 'station' },
    { word: t('setUp.ready.mode'), value: t(`setUp.station.${startsAs}`), step: 'station' },
    {
      word: t('setUp.ready.place'),
      value: checkpoint === undefined ? null : textIn(checkpoint.name, language, event),
      step: 'place',
    },
    { word: t('setUp.ready.delegates'), value: number(station.rosterSize), step: 'list' },
    {
      word: t('setUp.ready.printers'),
      value: names.length === 0 ? t('setUp.ready.noPrinter') : list(names),
      step: 'printer',
    },
    { word: t('setUp.ready.camera'), value: camera, step: 'devices' },
    { word: t('setUp.ready.hub'), value: hub, step: 'event' },
  ];
}
