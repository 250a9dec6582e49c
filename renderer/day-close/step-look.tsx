import {
  ArrowRight,
  CheckCheck,
  ClockAlert,
  CopyCheck,
  type LucideIcon,
  NotebookPen,
  PackageQuestionMark,
  Printer,
  ReceiptText,
  Scale,
  ShieldAlert,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  balanceWords,
  gapWords,
  registrationGaps,
} from '../../domain/badges/registration-balance.ts';
import type { DayStatus } from '../../domain/day-close/status.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { GoOn } from './day-close-provider.tsx';
import {
  type Matter,
  type MatterKind,
  matterKinds,
  mattersOf,
  openMatters,
  useKindWords,
} from './matters.ts';
import { NoteDialog } from './note-dialog.tsx';
import { ResolutionLine } from './resolution-line.tsx';
import { StepHead } from './step-head.tsx';

function MatterRow({ matter, day }: { matter: Matter; day: string }): ReactNode {
  const words = useMatterWords();
  const { name, delegation, resolution } = matter;
  const event = useEventWords();
  return (
    <li className="matter-row grid items-center col-span-full not-first:border-t">
      <div className="grid gap-0.5 wrap-anywhere">
        <p className="font-semibold">
          <bdi>{words.title(matter)}</bdi>
          {name !== '' && delegation !== '' && (
            <bdi className="ms-3 small font-normal">{event.delegation(delegation)}</bdi>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 small">
          {words.details(matter).map((detail) => (
            <bdi key={detail}>{detail}</bdi>
          ))}
        </p>
        {resolution !== null && <ResolutionLine resolution={resolution} />}
      </div>
      <Where matter={matter} />
      {resolution === null && <Answer matter={matter} day={day} />}
    </li>
  );
}

function Where({ matter: { at, checkpoint } }: { matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const event = useEventWords();
  if (at === null) return null;
  const { stationName, operatorName, wall } = at;
  return (
    <div className="justify-items-end max-w-72 grid small text-end">
      <time className="figures text-ink text-sm font-semibold">{moment(wall)}</time>
      {stationName !== '' && (
        <bdi>
          {checkpoint === null ? stationName : `${stationName} · ${event.checkpoint(checkpoint)}`}
        </bdi>
      )}
      {operatorName !== null && <bdi>{t('delegate.by', { operator: operatorName })}</bdi>}
    </div>
  );
}

function Answer({ matter, day }: { matter: Matter; day: string }): ReactNode {
  const { t } = useTranslation();
  const { go, open, close } = useNavigation();
  const { shortDay } = useFormats();
  const words = useMatterWords();
  const kindWords = useKindWords();
  const isSupervisor = useIsSupervisor();
  const { answering } = matter;
  const name = words.title(matter);
  if (answering.by === 'jobs') {
    return (
      <Button
        icon={<ArrowRight className="flips" />}
        aria-label={t('dayClose.look.toJobsOf', { name })}
        onPress={() => go('problems')}
      >
        {t('dayClose.look.toJobs')}
      </Button>
    );
  }
  if (!isSupervisor) return null;
  return (
    <Button
      icon={<NotebookPen />}
      aria-label={t('dayClose.note.of', { name })}
      onPress={() =>
        open(
          <NoteDialog
            request={{
              day,
              title: kindWords(matter.kind),
              lead: name,
              details: [...words.details(matter), shortDay(day)],
              answering,
            }}
            onClose={close}
          />,
        )
      }
    >
      {t('dayClose.note.open')}
    </Button>
  );
}

/** Refusals and reasons that have a label; those of a newer version share a general one. */
const refusals = [
  'wrong-day',
  'pending',
  'cancelled',
  'not-registered',
  'revoked',
  'stopped',
] as const;
const reasons = ['secretariat-confirmed', 'letter-shown', 'list-is-wrong', 'other'] as const;
const quarantineReasons = [
  'not-understood',
  'other-envelope',
  'revoked',
  'wrong-commitment',
  'roster-change',
  'not-allowed',
] as const;

interface MatterWords {
  title: (matter: Matter) => string;
  /** Further details, a few terms each. */
  details: (matter: Matter) => string[];
}

function useMatterWords(): MatterWords {
  const { t } = useTranslation();
  const { language, number } = useFormats();
  const ageWords = useAgeWords();
  const details = ({ detail }: Matter): string[] => {
    switch (detail.about) {
      case 'none':
        return [];
      case 'serial':
        return [t('dayClose.detail.badge', { serial: detail.serial })];
      case 'refusal': {
        const refusal = refusals.find((one) => one === detail.outcome);
        const reason = reasons.find((one) => one === detail.reason);
        return [
          refusal === undefined ? t('dayClose.detail.newer') : t(`override.refusal.${refusal}`),
          reason === undefined ? '' : t(`override.reasons.${reason}`),
        ].filter((words) => words !== '');
      }
      case 'clock': {
        const { facts, worst } = detail;
        const age = ageWords(Math.abs(worst));
        return [
          t(worst > 0 ? 'dayClose.detail.behind' : 'dayClose.detail.ahead', { age }),
          t('dayClose.detail.facts', { count: facts, number: number(facts) }),
        ];
      }
      case 'items': {
        const reason = quarantineReasons.find((one) => one === detail.reason);
        return [
          t(`quarantine.reasons.${reason ?? 'not-understood'}`),
          t('dayClose.detail.facts', { count: detail.items, number: number(detail.items) }),
        ];
      }
      case 'gaps':
        return registrationGaps
          .filter((gap) => detail.gaps[gap] > 0)
          .map((gap) => `${number(detail.gaps[gap])} ${gapWords[language][gap]}`);
    }
  };
  return {
    title: ({ name, kind, detail }) => {
      if (name !== '') return name;
      if (kind === 'balance') return t('dayClose.detail.balance');
      return detail.about === 'serial' ? t('jobs.unnamed') : t('dayClose.detail.unknown');
    },
    details,
  };
}

/** The second step: everything that a person must resolve, by kind, with the notes on it. */
export function StepLook({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const matters = mattersOf(status);
  const open = openMatters(matters);
  const settled = matters.filter(({ resolution }) => resolution !== null);
  return (
    <>
      <StepHead title={t('dayClose.look.title')} hint={t('dayClose.look.hint')} />
      {!isSupervisor && open.length > 0 && (
        <p className="field-hint">{t('dayClose.look.supervisor')}</p>
      )}
      {open.length === 0 && (
        <EmptyState
          icon={<CheckCheck />}
          title={t(matters.length === 0 ? 'dayClose.look.none' : 'dayClose.look.allSettled')}
          hint={t(matters.length === 0 ? 'dayClose.look.noneHint' : 'dayClose.look.settledHint')}
        />
      )}
      {matterKinds.map((kind) => (
        <Group
          key={`${status.day} ${kind}`}
          kind={kind}
          matters={open.filter((one) => one.kind === kind)}
          day={status.day}
        />
      ))}
      {settled.length > 0 && <Settled matters={settled} day={status.day} />}
      <GoOn to="stations" />
    </>
  );
}

const icons: Readonly<Record<MatterKind, LucideIcon>> = {
  job: ReceiptText,
  print: Printer,
  further: CopyCheck,
  override: ShieldAlert,
  clock: ClockAlert,
  quarantine: PackageQuestionMark,
  balance: Scale,
};

/** Rows of a group shown at first, so that the next groups are visible without scrolling. */
const firstRows = 8;

function Group({
  kind,
  matters,
  day,
}: {
  kind: MatterKind;
  matters: readonly Matter[];
  day: string;
}): ReactNode {
  const { t } = useTranslation();
  const { number, language } = useFormats();
  const kindWords = useKindWords();
  const [showsAll, setShowsAll] = useState(false);
  if (matters.length === 0) return null;
  const Icon = icons[kind];
  const shown = showsAll ? matters : matters.slice(0, firstRows);
  const more = matters.length - shown.length;
  return (
    <section className="matter-group grid gap-2" aria-label={kindWords(kind)}>
      <h3 className="flex items-center gap-2 text-md tracking-normal">
        <Icon aria-hidden="true" size={18} />
        {kindWords(kind)}
        <span className="figures text-soft font-normal">{number(matters.length)}</span>
      </h3>
      <p className="max-w-184 small">
        {kind === 'balance' ? balanceWords[language].gap : t(`dayClose.why.${kind}`)}
      </p>
      <ul className="matter-rows grid border rounded-md">
        {shown.map((matter) => (
          <MatterRow key={matter.key} matter={matter} day={day} />
        ))}
      </ul>
      {more > 0 && (
        <Button variant="quiet" onPress={() => setShowsAll(true)}>
          {t('dayClose.look.more', { count: more, number: number(more) })}
        </Button>
      )}
    </section>
  );
}

function Settled({ matters, day }: { matters: readonly Matter[]; day: string }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Fold
      label={t('dayClose.look.settled', { count: matters.length, number: number(matters.length) })}
    >
      <ul className="matter-rows grid border rounded-md">
        {matters.map((matter) => (
          <MatterRow key={matter.key} matter={matter} day={day} />
        ))}
      </ul>
    </Fold>
  );
}
