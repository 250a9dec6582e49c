import { Check, Languages, Printer, RotateCw, SpellCheck, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isPrinterHold } from '../../domain/printing/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { ResumePaused } from '../printing/pause-button.tsx';
import { PrintElsewhere } from '../printing/print-elsewhere.tsx';
import { CorrectDialog } from '../roster/correct-dialog.tsx';
import './job-answer.css';

/** The answers to a job that the desk must resolve; nothing for all others. */
export function JobAnswer({
  job,
  hasKeys = false,
}: {
  job: PrintJobView;
  /** The question is the first on the screen: Y and N answer it. */
  hasKeys?: boolean;
}): ReactNode {
  if (job.asksOutcome) return <OutcomeQuestion job={job} hasKeys={hasKeys} />;
  if (job.state === 'held') return <HoldAnswer job={job} />;
  return null;
}

function OutcomeQuestion({ job, hasKeys }: { job: PrintJobView; hasKeys: boolean }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = useAction((answer: 'came-out' | 'print-again' | 'give-up') =>
    ask('answerPrintJob', { jobId: job.id, answer }),
  );
  const { dialog } = useNavigation();
  useHotkeys(
    [
      { key: t('keys.yes').toLowerCase(), run: () => void run('came-out') },
      { key: t('keys.no').toLowerCase(), run: () => void run('print-again') },
    ],
    hasKeys && !busy && dialog === null,
  );
  const keys = (letter: string): { keys?: readonly string[] } =>
    hasKeys ? { keys: [letter] } : {};
  return (
    <div className="job-answer grid gap-2">
      {(job.state === 'failed-partial' || job.state === 'unknown') && (
        <JobWhy
          asks
          state={t(`badge.job.${job.state}`)}
          title={t(`badge.askDetail.${job.state}`)}
        />
      )}
      <div className="job-buttons flex flex-wrap gap-2">
        <Button
          variant="primary"
          isDisabled={busy}
          icon={<Check />}
          {...keys(t('keys.yes'))}
          onPress={() => void run('came-out')}
        >
          {t('badge.cameOut')}
        </Button>
        <Button
          isDisabled={busy}
          icon={<Printer />}
          {...keys(t('keys.no'))}
          onPress={() => void run('print-again')}
        >
          {t('badge.printAgain')}
        </Button>
        <Button variant="quiet" isDisabled={busy} onPress={() => void run('give-up')}>
          {t('badge.giveUp')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </div>
  );
}

/**
 * Why the badge has not come out. Beside a verdict it is an amber band, so that no operator takes
 * the green for the person as green for the badge.
 *
 * @param props.state shown above the title; omitted where a chip shows it
 */
export function JobWhy({
  state,
  asks = false,
  title,
  children,
}: {
  state?: string;
  /** The state is a question, and larger than its reason. */
  asks?: boolean;
  title: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="job-why grid gap-0.5 text-sm" role="status" data-asks={asks || undefined}>
      <TriangleAlert aria-hidden="true" className="job-why-sign" />
      {state !== undefined && <p className="job-why-state">{state}</p>}
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** Removes the code points from a support detail that lists letters: "U+1824 ᠤ" → "ᠤ". */
export function lettersOf(detail: string): string {
  return detail.replaceAll(/U\+[0-9A-F]{4,6} /g, '');
}

function HoldAnswer({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = useAction((action: 'print' | 'print-latin' | 'cancel') =>
    ask('releasePrintJob', { jobId: job.id, action }),
  );
  const notify = useNotify();
  const { open, close } = useNavigation();
  // "Print" on a badge on hold asks its printer at once, rather than at its next turn.
  const askPrinter = async (): Promise<void> => {
    if (await run('print')) notify(t('badge.asksPrinter'));
  };
  const { delegateId } = job;
  const reason = job.reason ?? 'printer-error';
  const isOld = reason === 'too-old';
  const lacksLatin = reason === 'missing-glyphs' && !job.latinHelps;
  return (
    <div className="job-answer grid gap-2">
      <JobWhy state={t('badge.job.held')} title={t(isOld ? 'badge.old' : `hold.${reason}.title`)}>
        {!isOld && <p>{t(lacksLatin ? 'badgeRoute.latinLacks' : `hold.${reason}.remedy`)}</p>}
        {(reason === 'wrong-stock' || reason === 'missing-glyphs') && (
          <bdi>{lettersOf(job.detail)}</bdi>
        )}
      </JobWhy>
      <div className="job-buttons flex flex-wrap gap-2">
        {reason === 'paused' ? (
          <ResumePaused printerId={job.printerId} />
        ) : (
          isPrinterHold(reason) && (
            <Button
              variant="primary"
              isDisabled={busy}
              icon={<RotateCw />}
              onPress={() => void askPrinter()}
            >
              {t(`badge.mended.${reason}`)}
            </Button>
          )
        )}
        {isPrinterHold(reason) && <PrintElsewhere job={job} />}
        {reason === 'missing-glyphs' && job.latinHelps && (
          <Button
            variant="primary"
            isDisabled={busy}
            icon={<Languages />}
            onPress={() => void run('print-latin')}
          >
            {t('badgeRoute.latin')}
          </Button>
        )}
        {reason === 'missing-glyphs' && delegateId !== null && (
          <Button
            variant={lacksLatin ? 'primary' : 'plain'}
            icon={<SpellCheck />}
            onPress={() => open(<CorrectDialog delegateId={delegateId} onClose={close} />)}
          >
            {t('correct.title')}
          </Button>
        )}
        {job.asksIfWanted && (
          <Button
            variant="primary"
            isDisabled={busy}
            icon={<Printer />}
            onPress={() => void run('print')}
          >
            {t('badge.printNow')}
          </Button>
        )}
        <Button
          variant={job.asksIfWanted ? 'plain' : 'quiet'}
          isDisabled={busy}
          icon={<X />}
          onPress={() => void run('cancel')}
        >
          {t('badge.drop')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </div>
  );
}
