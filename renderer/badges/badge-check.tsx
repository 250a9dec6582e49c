import {
  BadgeCheck,
  CircleAlert,
  CircleCheckBig,
  FileDown,
  SpellCheck,
  UserRoundSearch,
} from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BadgeCheckProgress,
  type BadgeFinding,
  type BadgeFindingKind,
  badgeFindingKinds,
  layoutKinds,
  maxKeptFindings,
} from '../../domain/badges/badge-check.ts';
import type { BadgeCheckView } from '../../preload/contract/badges.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask, onNotice } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { CorrectDialog } from '../roster/correct-dialog.tsx';
import { lettersOf } from './job-answer.tsx';

const tones: Readonly<Record<BadgeFindingKind, Tone>> = {
  delegation: 'stop',
  category: 'stop',
  'missing-glyph': 'stop',
  cut: 'stop',
  'name-too-small': 'look',
  'text-too-small': 'look',
  photo: 'look',
  email: 'quiet',
  'same-name': 'look',
  'same-name-elsewhere': 'quiet',
};

/** Maximum number of rows shown at once: a thousand would block the page. */
const rowsAtOnce = 100;

function FindingList({
  result,
  all,
  action,
}: {
  result: NonNullable<BadgeCheckView['result']>;
  all: number;
  action: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [chosen, setChosen] = useState<BadgeFindingKind | 'all'>('all');
  const [shown, setShown] = useState(rowsAtOnce);
  const found = badgeFindingKinds.filter((kind) => (result.counts[kind] ?? 0) > 0);
  // A later check may have found none of the chosen kind.
  const kind = chosen !== 'all' && found.includes(chosen) ? chosen : 'all';
  const countOf = (one: BadgeFindingKind): number => result.counts[one] ?? 0;
  const { value, failure } = useAnswer(
    'listBadgeFindings',
    [{ kind: kind === 'all' ? null : kind }],
    { renewOn: ['badgeCheckChanged'] },
  );
  const rows = value ?? [];
  const kept = kind === 'all' ? found.map(countOf) : [countOf(kind)];
  const isCapped = kept.some((count) => count > maxKeptFindings);
  return (
    <div className="grid gap-3">
      <div className="flex items-end flex-wrap gap-3">
        <Select
          label={t('badgeCheck.show')}
          choices={[
            { id: 'all' as const, label: t('badgeCheck.all', { formatted: number(all) }) },
            ...found.map((id) => ({
              id,
              label: `${t(`badgeCheck.kind.${id}`)} (${number(countOf(id))})`,
            })),
          ]}
          value={kind}
          onChange={(next) => {
            setChosen(next);
            setShown(rowsAtOnce);
          }}
        />
        {action}
      </div>
      {kind !== 'all' && <p className="max-w-176 small">{t(`badgeCheck.remedy.${kind}`)}</p>}
      {isCapped && (
        <p className="max-w-176 small">
          {t('badgeCheck.capped', { formatted: number(maxKeptFindings) })}
        </p>
      )}
      <FailureNote failure={failure} />
      <ul className="grid border rounded-md" aria-label={t('badgeCheck.list')}>
        {rows.slice(0, shown).map((finding) => (
          <li
            key={`${finding.kind} ${finding.delegateId}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 not-first:border-t"
          >
            <FindingRow finding={finding} />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Button onPress={() => setShown((last) => last + rowsAtOnce)}>
          {t('badgeCheck.more', { shown: number(shown), of: number(rows.length) })}
        </Button>
      )}
    </div>
  );
}

function FindingRow({ finding }: { finding: BadgeFinding }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { open, close, go, pick } = useNavigation();
  const { kind, delegateId, printedName, delegation, registrationCode, detail } = finding;
  return (
    <>
      <div className="grid grow basis-64 min-w-0 wrap-anywhere">
        <bdi className="font-semibold">{printedName}</bdi>
        <p className="flex flex-wrap gap-x-3 small">
          <bdi>{words.delegation(delegation)}</bdi>
          <bdi className="code">{registrationCode}</bdi>
        </p>
      </div>
      <p className="grid gap-0.5 basis-72 justify-items-start text-sm wrap-anywhere">
        <Chip tone={tones[kind]}>{t(`badgeCheck.kind.${kind}`)}</Chip>
        {detail !== '' && (
          <bdi>{t(`badgeCheck.detail.${kind}`, { detail: lettersOf(detail) })}</bdi>
        )}
      </p>
      <div className="flex gap-1 justify-end ms-auto w-48">
        {layoutKinds.has(kind) && (
          <Button
            size="small"
            icon={<SpellCheck />}
            aria-label={t('badgeCheck.correctOf', { name: printedName })}
            onPress={() => open(<CorrectDialog delegateId={delegateId} onClose={close} />)}
          >
            {t('badgeCheck.correct')}
          </Button>
        )}
        <IconButton
          label={t('delegations.open', { name: printedName })}
          icon={<UserRoundSearch />}
          onPress={() => {
            pick(delegateId);
            go('desk');
          }}
        />
      </div>
    </>
  );
}

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

function Findings({ result }: { result: Result }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const save = useAction(async () => {
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
