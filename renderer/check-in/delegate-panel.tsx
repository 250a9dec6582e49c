import { ArrowLeftRight, Ban, Check, Eye, Printer, SpellCheck, Undo2, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { type CheckpointRight, checkpointRights } from '../../domain/check-in/admission.ts';
import { hasDelegations } from '../../domain/delegations.ts';
import { shownExtra } from '../../domain/event/extra-values.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import type {
  BadgeSummary,
  DelegateDetail,
  DeskDelegate,
} from '../../preload/contract/check-in.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { NativeName } from '../../ui/native-name.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { HandOver } from '../badges/hand-over.tsx';
import { PreviewDialog } from '../badges/preview-dialog.tsx';
import { ReprintDialog } from '../badges/reprint-dialog.tsx';
import { useEventWords } from '../base/event-words.ts';
import type { Answer } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';
import { DeskBookings } from '../bookings/desk-bookings.tsx';
import { BadgeChip } from '../roster/badge-chip.tsx';
import { CorrectDialog } from '../roster/correct-dialog.tsx';
import { PresenceChip, StatusChip } from '../roster/status-chip.tsx';
import { useFieldLabel } from '../roster/use-field-label.ts';
import { useRoleWord } from '../roster/use-role-word.ts';
import { SendTicketButton } from '../tickets/send-ticket-dialog.tsx';
import { CategoryMark } from './category-mark.tsx';
import { CheckInButtons } from './check-in-buttons.tsx';
import { DelegateNotes } from './delegate-notes.tsx';
import { PaperChip } from './from-paper/paper-chip.tsx';
import { OverrideWords } from './override-mark.tsx';
import { PersonNotice } from './person.tsx';
import { PanelPhoto } from './photo/delegate-photo.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import './delegate.css';

interface DelegatePanelProps {
  answer: Answer<DelegateDetail>;
  onCheckIn: (document: IdentityDocument | null) => void;
  onClose: () => void;
}

export function DelegatePanel({ answer, onCheckIn, onClose }: DelegatePanelProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = answer;
  return (
    <section
      className="delegate-panel flex flex-col gap-4 min-h-0 p-4 overflow-auto relative panel"
      aria-label={t('delegate.title')}
    >
      <div className="top-1 end-1 absolute">
        <IconButton label={t('delegate.close')} icon={<X />} onPress={onClose} />
      </div>
      <FailureNote failure={failure} />
      {value !== null && <DelegateContent detail={value} onCheckIn={onCheckIn} />}
    </section>
  );
}

function DelegateContent({
  detail,
  onCheckIn,
}: Pick<DelegatePanelProps, 'onCheckIn'> & { detail: DelegateDetail }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { day, checkpoint } = useStation();
  const { showDelegation } = useNavigation();
  const { delegate, admissions, badges } = detail;
  const unknown = words.notInEvent(delegate);
  const isIn = admissions.some((one) => one.localDay === day && one.checkpoint === checkpoint);
  return (
    <>
      <header className="pe-8 grid gap-0.5">
        {delegate.title !== '' && <bdi className="small">{delegate.title}</bdi>}
        <h2 className="text-xl wrap-anywhere">
          <bdi>{delegate.printedName}</bdi>
        </h2>
        {delegate.nativeName !== '' && (
          <NativeName
            className="justify-self-start text-lg"
            name={delegate.nativeName}
            delegation={delegate.delegation}
          />
        )}
        {delegate.delegation === '' ? (
          <bdi className="font-semibold">{delegate.administration}</bdi>
        ) : (
          <p className="font-semibold">
            <AriaButton
              className="delegate-link min-w-target min-h-target p-0 border-0 bg-transparent text-start text-inherit cursor-pointer"
              aria-label={t('delegate.openDelegation', {
                name: words.delegation(delegate.delegation),
              })}
              onPress={() => showDelegation(delegate.delegation)}
            >
              <bdi>{words.delegation(delegate.delegation)}</bdi>
            </AriaButton>
          </p>
        )}
        <div className="flex items-center flex-wrap gap-2 mt-2 text-sm">
          <CategoryMark category={delegate.category} gender={delegate.grammaticalGender} />
          <StatusChip status={delegate.status} />
          <PresenceChip presentToday={isIn} presentEvent={admissions.length > 0} />
        </div>
        {unknown !== null && <p className="field-hint">{unknown}</p>}
        <PersonNotice notice={detail.notice} />
      </header>
      <PanelPhoto delegate={delegate} />
      {!isIn && <CheckInButtons detail={detail} onCheckIn={onCheckIn} />}
      <DelegateActions detail={detail} isIn={isIn} />
      <DelegateBadges badges={badges} />
      <DeskBookings key={delegate.id} delegateId={delegate.id} />
      <DelegateNotes delegateId={delegate.id} notes={detail.notes} />
      <DelegateHistory admissions={admissions} />
      <DelegateAccess delegate={delegate} />
      <DelegateFacts delegate={delegate} />
    </>
  );
}

function DelegateBadges({ badges }: { badges: readonly BadgeSummary[] }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const newestFirst = [...badges].sort((a, b) => b.issuedAt - a.issuedAt);
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('delegate.badges')}</h3>
      {newestFirst.length === 0 && <p className="small">{t('delegate.noBadges')}</p>}
      <ul>
        {newestFirst.map((badge) => (
          <li key={badge.serialText} className="delegate-badge flex flex-wrap gap-x-3 py-1">
            <bdi className="code">{badge.serialText}</bdi>
            <span className="figures flex-1 small">
              {t('delegate.issued', { time: time(badge.issuedAt) })}
            </span>
            <BadgeChip state={badge.state} />
            {badge.state === 'printed' && <HandOver badge={badge} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Empty fields are left out. */
function DelegateFacts({ delegate }: { delegate: DeskDelegate }): ReactNode {
  const { t } = useTranslation();
  const { shortDay, list, language } = useFormats();
  const roleWord = useRoleWord();
  const label = useFieldLabel();
  const { event } = useStation();
  const facts = [
    { word: t('delegate.function'), value: delegate.jobTitle },
    { word: label('administration'), value: delegate.administration },
    { word: label('email'), value: delegate.email },
    { word: t('delegate.role'), value: hasDelegations(event) ? roleWord(delegate) : '' },
    {
      word: t('delegate.days'),
      value: delegate.days === null ? t('delegate.allDays') : list(delegate.days.map(shortDay)),
    },
    { word: t('delegate.code'), value: delegate.registrationCode },
    { word: t('delegate.listed'), value: delegate.listed ? '' : t('delegate.notListed') },
    ...shownExtra(event, delegate.extra, 'desk', language).map(({ label: word, value }) => ({
      word,
      value,
    })),
  ].filter(({ value }) => value !== '');
  return (
    <dl className="delegate-facts grid gap-2 pt-4 border-t text-sm">
      {facts.map(({ word, value }) => (
        <div className="grid gap-3 grid-cols-[minmax(7.5rem,38%)_1fr]" key={`${word} ${value}`}>
          <dt className="text-soft">{word}</dt>
          <dd className="wrap-anywhere">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Newest check-in first. */
function DelegateHistory({ admissions }: { admissions: DelegateDetail['admissions'] }): ReactNode {
  const { t } = useTranslation();
  const { time, shortDay } = useFormats();
  const words = useEventWords();
  const newestFirst = [...admissions].sort((a, b) => b.wall - a.wall);
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('delegate.history')}</h3>
      {newestFirst.length === 0 && <p className="small">{t('delegate.noHistory')}</p>}
      <ol>
        {newestFirst.map((one) => (
          <li key={one.eventId} className="grid grid-cols-[auto_1fr] gap-x-3 py-1 text-sm">
            <span className="figures grid text-soft">
              <strong className="text-ink">{time(one.wall)}</strong>
              {shortDay(one.localDay)}
            </span>
            <span className="delegate-where grid ps-3 text-soft border-s-2">
              <bdi className="text-ink font-semibold">{words.checkpoint(one.checkpoint)}</bdi>
              <bdi>{one.stationName}</bdi>
              {one.operatorName !== null && (
                <bdi>{t('delegate.by', { operator: one.operatorName })}</bdi>
              )}
              {one.fromPaper === true && <PaperChip />}
              {one.override !== null && <OverrideWords override={one.override} />}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Days and seats of each checkpoint, including checkpoints the delegate may not pass. */
function DelegateAccess({ delegate }: { delegate: DeskDelegate }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const rights = useMemo(() => checkpointRights(event, delegate), [event, delegate]);
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('delegate.access')}</h3>
      <ul className="delegate-access grid gap-1 text-sm">
        {rights.map((right) => (
          <li
            className="flex gap-2 text-soft"
            key={right.checkpoint.id}
            data-may={right.mayEnter || undefined}
          >
            {right.mayEnter ? <Check size={16} strokeWidth={3} /> : <Ban size={16} />}
            <RightWords right={right} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RightWords({
  right: { checkpoint, mayEnter, days },
}: {
  right: CheckpointRight;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay, list, language } = useFormats();
  const { event } = useStation();
  const details = mayEnter
    ? [
        days === null ? null : list(days.map(shortDay)),
        checkpoint.seatsPerDelegation === null
          ? null
          : t('delegate.seats', { count: checkpoint.seatsPerDelegation }),
        checkpoint.needsCheckIn ? t('delegate.afterCheckIn') : null,
      ].filter((one) => one !== null)
    : [t('delegate.mayNot')];
  return (
    <span>
      <bdi>{textIn(checkpoint.name, language, event)}</bdi>
      {details.length > 0 && <span className="block flex-1 small">{details.join(' · ')}</span>}
    </span>
  );
}

function DelegateActions({ detail, isIn }: { detail: DelegateDetail; isIn: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const mayReplace = useMay('replace-delegate');
  const { id: delegateId, printedName, status } = detail.delegate;
  const latest = [...detail.admissions].sort((a, b) => b.wall - a.wall)[0];
  return (
    <div className="delegate-actions flex flex-wrap gap-2">
      <Button
        size="small"
        icon={<Eye />}
        onPress={() =>
          open(<PreviewDialog delegateId={delegateId} printedName={printedName} onClose={close} />)
        }
      >
        {t('badge.previewShort')}
      </Button>
      {detail.badges.length > 0 && (
        <Button
          size="small"
          icon={<Printer />}
          onPress={() =>
            open(
              <ReprintDialog delegateId={delegateId} printedName={printedName} onClose={close} />,
            )
          }
        >
          {t('badge.reprint')}
        </Button>
      )}
      <Button
        size="small"
        icon={<SpellCheck />}
        onPress={() => open(<CorrectDialog delegateId={delegateId} onClose={close} />)}
      >
        {t('correct.title')}
      </Button>
      {mayReplace && (status === 'confirmed' || status === 'pending') && (
        <Button
          size="small"
          icon={<ArrowLeftRight />}
          onPress={() => open(<ReplaceDialog delegateId={delegateId} onClose={close} />)}
        >
          {t('replace.button')}
        </Button>
      )}
      <SendTicketButton delegate={detail.delegate} />
      {isIn && latest !== undefined && (
        <Button
          size="small"
          icon={<Undo2 className="flips" />}
          onPress={() =>
            open(
              <UndoDialog admissionId={latest.eventId} printedName={printedName} onClose={close} />,
            )
          }
        >
          {t('help.undoShort')}
        </Button>
      )}
    </div>
  );
}
