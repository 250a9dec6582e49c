import { BadgeCheck, CircleAlert, CircleCheckBig, FileDown } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeCheckProgress } from '../../domain/badges/badge-check.ts';
import type { BadgeCheckView } from '../../preload/contract/badges.ts';
import { Button } from '../kit/button.tsx';
import { ask, onNotice } from '../kit/client/ask.ts';
import { useMay } from '../kit/client/rights.ts';
import { useStation } from '../kit/client/station.tsx';
import { useAction } from '../kit/client/use-action.ts';
import { useAnswer } from '../kit/client/use-answer.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { Note } from '../kit/note.tsx';
import { Progress } from '../kit/progress.tsx';
import { useNotify } from '../kit/toast.tsx';
import { useFormats } from '../kit/words/format.ts';
import { useMoment } from '../kit/words/use-moment.ts';
import { FindingList } from './finding-list.tsx';

/** Checks every badge of the roster in the background, and lists what needs attention. */
export function BadgeCheckSection(): ReactNode {
  const { t } = useTranslation();
  const mayCheck = useMay('export');
  const { rosterSize } = useStation();
  const { value, failure } = useAnswer('getBadgeCheck', [], {
    when: mayCheck,
    renewOn: ['badgeCheckChanged', 'countsChanged', 'stationChanged'],
  });
  const start = useAction(startCheck);
  const stop = useAction(cancelCheck);
  const title = useId();
  if (!mayCheck) return null;
  const isRunning = value !== null && value.running !== null;
  const result = value?.result ?? null;
  return (
    <section className="card px-6 py-5 grid gap-4" aria-labelledby={title}>
      <div className="flex items-center flex-wrap gap-x-4 gap-y-3">
        <BadgeCheck size={24} />
        <div className="grow basis-80 min-w-0">
          <h2 className="text-md" id={title}>
            {t('badgeCheck.title')}
          </h2>
          <p className="max-w-176 small">
            {rosterSize === 0 ? t('badgeCheck.nobody') : t('badgeCheck.hint')}
          </p>
          {result !== null && <Checked result={result} />}
        </div>
        {isRunning ? (
          <Button isDisabled={stop.busy} onPress={() => void stop.run()}>
            {t('badgeCheck.stop')}
          </Button>
        ) : (
          <Button
            isDisabled={value === null || start.busy || rosterSize === 0}
            onPress={() => void start.run()}
          >
            {t(result === null ? 'badgeCheck.start' : 'badgeCheck.again')}
          </Button>
        )}
      </div>
      {isRunning && <Running first={value.running?.progress ?? null} />}
      <FailureNote failure={start.failure ?? stop.failure ?? failure} />
      {value !== null && value.failure !== null && !isRunning && (
        <Note tone="stop" icon={<CircleAlert />} title={t('badgeCheck.failed')}>
          <p>{t(`error.${value.failure}.remedy`)}</p>
        </Note>
      )}
      {result !== null && <Findings result={result} />}
    </section>
  );
}

type Result = NonNullable<BadgeCheckView['result']>;

const startCheck = (): Promise<void> => ask('startBadgeCheck');
const cancelCheck = (): Promise<void> => ask('cancelBadgeCheck');

function Checked({ result }: { result: Result }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const { at, people, changes } = result;
  return (
    <p className="figures max-w-176 small" role="status">
      {t('badgeCheck.checked', { count: people, formatted: number(people), time: moment(at) })}{' '}
      {changes > 0 && t('badgeCheck.changes', { count: changes, formatted: number(changes) })}
    </p>
  );
}

function Running({ first }: { first: BadgeCheckProgress | null }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [latest, setLatest] = useState<BadgeCheckProgress | null>(null);
  useEffect(() => onNotice('badgeCheckProgress', setLatest), []);
  const { checked, total } = latest ?? first ?? { checked: 0, total: 0 };
  return (
    <div className="grid gap-2">
      <Progress
        label={t('badgeCheck.running')}
        fraction={total === 0 ? 0 : checked / total}
        valueWords={
          total === 0
            ? ''
            : t('badgeCheck.count', { checked: number(checked), total: number(total) })
        }
      />
      <p className="small">{t('badgeCheck.background')}</p>
    </div>
  );
}

/** What was found, or that nothing was. */
function Findings({ result }: { result: Result }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const save = useAction(async (): Promise<void> => {
    if (await ask('saveBadgeFindings')) notify(t('badgeCheck.saved'));
  });
  const all = Object.values(result.counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) {
    return <Note tone="go" icon={<CircleCheckBig />} title={t('badgeCheck.allGood')} />;
  }
  return (
    <>
      <FindingList
        result={result}
        all={all}
        action={
          <Button icon={<FileDown />} isDisabled={save.busy} onPress={() => void save.run()}>
            {t('badgeCheck.save')}
          </Button>
        }
      />
      <FailureNote failure={save.failure} />
    </>
  );
}
