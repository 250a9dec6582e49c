import {
  Eye,
  Hand,
  IdCard,
  PhoneCall,
  Printer,
  Search,
  Undo2,
  UserRoundPlus,
  UserRoundSearch,
} from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { HandOver } from '../badges/hand-over.tsx';
import { JobAnswer, JobWhy } from '../badges/job-answer.tsx';
import { PreviewDialog } from '../badges/preview-dialog.tsx';
import { ReadyNote } from '../badges/ready-note.tsx';
import { ReprintDialog } from '../badges/reprint-dialog.tsx';
import { RouteNote } from '../badges/route-note.tsx';
import { useBadge } from '../badges/use-badge.ts';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { useHelpCall } from '../hub-client/use-help-call.ts';
import { jobTone } from '../printing/job-tone.ts';
import { BadgeChip } from '../roster/badge-chip.tsx';
import { useDesk } from './desk-provider.tsx';
import type { FinalAnswer } from './flow.ts';
import { OverrideButton } from './override-dialog.tsx';
import { focusSearch } from './search/focus-search.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { WalkInDialog } from './walk-in-dialog.tsx';

type WithPerson = Extract<FinalAnswer, { outcome: 'admitted' | 'already-in' }>;

export function VerdictStub({
  answer,
  onDone,
}: {
  answer: FinalAnswer;
  onDone: () => void;
}): ReactNode {
  if (answer.outcome === 'admitted' || answer.outcome === 'already-in') {
    return <BadgeStub answer={answer} />;
  }
  return (
    <NextStepStub
      answer={answer}
      delegateId={'delegate' in answer ? (answer.delegate?.id ?? null) : null}
      onDone={onDone}
    />
  );
}

/**
 * After a refusal: instructions for the staff; then the delegate's details, or the search if
 * unknown.
 */
function NextStepStub({
  answer,
  delegateId,
  onDone,
}: {
  answer: FinalAnswer;
  delegateId: string | null;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { state } = useDesk();
  const { open, close, pick } = useNavigation();
  const instruction = useInstruction(answer);
  const callsFirst = isSecuritys(answer);
  const look = callsFirst ? 'plain' : 'primary';
  const size = callsFirst ? 'normal' : 'large';
  return (
    <div className="hero-stub">
      {instruction !== null && (
        <div className="stub-instruction pb-2 grid grid-cols-sign-text gap-x-3 gap-y-1 items-center">
          <Hand className="text-stop-ink" size={22} />
          <h2 className="stub-title text-md tracking-normal">{instruction.title}</h2>
          <p className="col-span-full small">{instruction.hint}</p>
        </div>
      )}
      <div className="grid gap-2">
        {callsFirst && <CallFirst />}
        {delegateId === null ? (
          <Button
            variant={look}
            size={size}
            wide
            icon={<Search size={20} />}
            keys={[t('keys.slash')]}
            onPress={focusSearch}
          >
            {t('desk.idle.search')}
          </Button>
        ) : (
          <Button
            variant={look}
            size={size}
            wide
            icon={<UserRoundSearch size={20} />}
            onPress={() => pick(delegateId)}
          >
            {t('desk.details')}
          </Button>
        )}
        {answer.outcome === 'badge-not-valid' && answer.doubt !== 'unheard' && (
          <TakeBack serialText={answer.serialText} onDone={onDone} />
        )}
        {answer.outcome === 'not-registered' && delegateId === null && (
          <Button
            wide
            icon={<UserRoundPlus />}
            keys={[t('keys.ctrl'), 'N']}
            onPress={() => open(<WalkInDialog name="" onClose={close} />)}
          >
            {t('walkIn.title')}
          </Button>
        )}
        {!callsFirst && <OverrideButton state={state} />}
        <Button wide keys={[t('keys.escape')]} onPress={onDone}>
          {t('desk.putAside')}
        </Button>
        {callsFirst && <OverrideButton state={state} isLast />}
      </div>
    </div>
  );
}

/** Refusals that operators must not judge themselves: a supervisor or security comes first. */
function isSecuritys({ outcome }: FinalAnswer): boolean {
  return outcome === 'stopped' || outcome === 'revoked' || outcome === 'forged';
}

/**
 * Calls a colleague to this desk. Without a hub no other desk receives the call, so only the text
 * says to fetch someone.
 */
function CallFirst(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { view } = useSync();
  const { code, answered, call } = useHelpCall();
  if (view === null || view.link === null) return null;
  return (
    <>
      <Button variant="danger" size="large" wide icon={<PhoneCall />} onPress={call}>
        {t(isSupervisor ? 'instruction.call.security' : 'instruction.call.supervisor')}
      </Button>
      <p className="small text-center" role="status">
        {code !== null && t(answered ? 'instruction.call.comes' : 'instruction.call.called')}
      </p>
    </>
  );
}

function BadgeStub({ answer }: { answer: WithPerson }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { delegate } = answer;
  const serial = answer.outcome === 'admitted' ? (answer.badge?.serialText ?? null) : null;
  const { badge, job } = useBadge(delegate?.id ?? null, serial);
  const serialText = badge?.serialText ?? serial;
  const { tellReady } = useDesk();
  const readySerial = badge?.state === 'printed' ? badge.serialText : null;
  useEffect(() => {
    if (delegate !== null) tellReady(delegate.id, readySerial);
  }, [delegate, readySerial, tellReady]);
  // The states "printed" and "handed over" are shown below, beside their actions.
  const needsChip =
    badge !== null && job === null && badge.state !== 'printed' && badge.state !== 'handed-over';
  const isUnsettled = job !== null && (job.asksOutcome || job.state === 'held');
  const missing =
    job?.state === 'cancelled' || job?.state === 'did-not-come-out' ? job.state : null;
  return (
    <div className="hero-stub" data-trouble={isUnsettled || missing !== null || undefined}>
      {isUnsettled && <JobAnswer job={job} hasKeys />}
      {missing !== null && delegate !== null && (
        <MissingBadge state={missing} delegate={delegate} />
      )}
      <header className="stub-head -my-2 flex items-center gap-3">
        <h2 className="stub-title flex-1 text-md tracking-normal">
          {serialText === null ? (
            t('badge.title')
          ) : (
            <bdi>{t('badge.serial', { serial: serialText })}</bdi>
          )}
        </h2>
        {needsChip && <BadgeChip state={badge.state} />}
        {delegate !== null && (
          <IconButton
            label={t('badge.preview')}
            icon={<Eye />}
            onPress={() =>
              open(
                <PreviewDialog
                  delegateId={delegate.id}
                  printedName={delegate.printedName}
                  onClose={close}
                />,
              )
            }
          />
        )}
      </header>
      <ReadyNote state={answer.outcome === 'admitted' ? answer.badge?.state : undefined} />
      {job !== null && !isUnsettled && missing === null && (
        <p role="status">
          <Chip tone={jobTone(job.state)}>{t(`badge.job.${job.state}`)}</Chip>
        </p>
      )}
      {job !== null && <RouteNote job={job} />}
      {serialText === null && (
        <EmptyLine icon={<IdCard size={18} />} className="small">
          {t('badge.none')}
        </EmptyLine>
      )}
      {badge !== null && !isUnsettled && missing === null && <HandOver badge={badge} isNext />}
      {job?.asksOutcome !== true && <StubActions answer={answer} />}
    </div>
  );
}

/** The print job ended without a badge: the person is checked in but has none. */
function MissingBadge({
  state,
  delegate: { id, printedName },
}: {
  state: 'cancelled' | 'did-not-come-out';
  delegate: NonNullable<WithPerson['delegate']>;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  return (
    <div className="job-answer grid gap-2">
      <JobWhy title={t(`badge.job.${state}`)} />
      <Button
        variant="primary"
        icon={<Printer />}
        onPress={() =>
          open(<ReprintDialog delegateId={id} printedName={printedName} onClose={close} />)
        }
      >
        {t('badge.reprint')}
      </Button>
    </div>
  );
}

function StubActions({ answer }: { answer: WithPerson }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { delegate } = answer;
  if (delegate === null) return null;
  const { id, printedName } = delegate;
  const admissionId = answer.outcome === 'admitted' ? answer.admissionId : answer.admission.eventId;
  return (
    <div className="stub-foot -mx-2 flex flex-wrap items-center justify-between gap-1">
      <Button
        variant="quiet"
        size="small"
        icon={<Undo2 className="flips" />}
        keys={[t('keys.ctrl'), 'Z']}
        onPress={() =>
          open(<UndoDialog admissionId={admissionId} printedName={printedName} onClose={close} />)
        }
      >
        {t('help.undoShort')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        icon={<Printer />}
        keys={[t('keys.ctrl'), 'R']}
        onPress={() =>
          open(<ReprintDialog delegateId={id} printedName={printedName} onClose={close} />)
        }
      >
        {t('badge.reprint')}
      </Button>
    </div>
  );
}

/** Records a badge that is no longer valid as returned. */
function TakeBack({ serialText, onDone }: { serialText: string; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    await ask('recordBadgeFate', { badge: { kind: 'serial', serialText }, fate: 'returned' });
    notify(t('instruction.takenIn'));
    onDone();
  });
  return (
    <>
      <Button wide icon={<Undo2 className="flips" />} isDisabled={busy} onPress={() => void run()}>
        {t('instruction.takeIn')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

interface Instruction {
  title: string;
  hint: string;
}

/**
 * Instructions about a person who must not pass, in the part of the panel that they can see.
 * Operators are told to call a supervisor and see no reason; supervisors see the stop list's. Where
 * no documents are checked, the name is asked for. Null for any other answer.
 */
function useInstruction(answer: FinalAnswer): Instruction | null {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { idCheck } = useStation();
  const { outcome } = answer;
  if (outcome === 'badge-not-valid') {
    const { doubt, newerSerial } = answer;
    const said = (part: 'title' | 'hint'): string =>
      idCheck || doubt === 'stale' || doubt === 'returned'
        ? t(`instruction.badge.${doubt}.${part}`)
        : t(`instruction.named.${doubt}.${part}`);
    const title = said('title');
    const hint = said('hint');
    if (newerSerial === null) return { title, hint };
    return { title, hint: `${hint} ${t('instruction.newer', { serial: newerSerial })}` };
  }
  if (!isSecuritys(answer)) return null;
  if (!isSupervisor) {
    return { title: t('instruction.operator.title'), hint: t('instruction.operator.hint') };
  }
  if (outcome !== 'stopped') return null;
  return {
    title: t(`instruction.stopped.${answer.what}.title`),
    hint: t(`instruction.stopped.${answer.what}.hint`),
  };
}
