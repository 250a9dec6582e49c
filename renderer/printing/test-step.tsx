import { CircleCheckBig, ReceiptText, Wrench } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { jobTone } from './job-tone.ts';
import { ResumePaused } from './pause-button.tsx';
import { remedyPlace, type Trouble, troubles } from './test-troubles.ts';
import { useConditionWords } from './use-condition-words.ts';

type Verdict = 'good' | Trouble;

interface TestStepProps {
  printerId: string;
  /** True if the printer is expected to report when a print is finished. */
  isConfirming: boolean;
  onAdjust: (place: 'find' | 'model' | 'width' | 'badges') => void;
  onStatusOnly: () => void;
}

export function TestStep(props: TestStepProps): ReactNode {
  const { printerId, isConfirming } = props;
  const { t } = useTranslation();
  const [jobId, setJobId] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const { value } = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const job = (value ?? []).find(({ id }) => id === jobId) ?? null;
  const { run, busy, failure } = useAction(async () => {
    setVerdict(null);
    setJobId((await ask('testPrint', { printerId })).jobId);
  });
  const cameOut = useCameOut(job);
  const judge = (next: Verdict): void => {
    setVerdict(next);
    // The operator holds the paper, so the job need not ask whether it came out.
    if (next !== 'nothing') cameOut();
  };
  return (
    <div className="grid gap-4 content-start">
      <p>{t('printers.testing.intro')}</p>
      <div className="flex items-center flex-wrap gap-x-4 gap-y-3">
        <Button
          variant={jobId === null ? 'primary' : 'plain'}
          autoFocus
          isDisabled={busy}
          icon={<ReceiptText />}
          onPress={() => void run()}
        >
          {t(jobId === null ? 'printers.testing.start' : 'printers.testing.again')}
        </Button>
        <div role="status">{job !== null && <JobState job={job} />}</div>
      </div>
      <FailureNote failure={failure} />
      {jobId !== null && (
        <>
          <RadioCards
            label={t('printers.testing.question')}
            value={verdict}
            onChange={judge}
            choices={(['good', ...troubles] as const)
              .filter((id) => isConfirming || id !== 'not-told')
              .map((id) => ({ id, label: t(`printers.testing.verdicts.${id}`) }))}
          />
          {verdict !== null && <Remedy key={verdict} verdict={verdict} {...props} />}
        </>
      )}
    </div>
  );
}

function useCameOut(job: PrintJobView | null): () => void {
  const id = job?.asksOutcome === true ? job.id : null;
  return () => {
    // Another operator may have answered meanwhile; then nothing is left to answer.
    if (id !== null)
      ask('answerPrintJob', { jobId: id, answer: 'came-out' }).catch(() => undefined);
  };
}

function JobState({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  const conditionWords = useConditionWords();
  const held = job.state === 'held' && job.reason !== null ? conditionWords(job.reason) : null;
  return (
    <div className="grid gap-1 justify-items-start">
      <Chip tone={jobTone(job.state)}>
        {held === null ? t(`printers.outcomes.${job.state}`) : held.words}
      </Chip>
      {held?.remedy != null && <p className="text-look-ink text-sm font-semibold">{held.remedy}</p>}
      {job.state === 'held' && job.reason === 'paused' && (
        <ResumePaused printerId={job.printerId} />
      )}
      {job.detail !== '' && (
        <Details>
          <SupportText>{job.detail}</SupportText>
        </Details>
      )}
    </div>
  );
}

function Remedy({
  verdict,
  onAdjust,
  onStatusOnly,
}: TestStepProps & { verdict: Verdict }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Below many answers the remedy would be out of view.
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} role="status">
      <RemedyNote verdict={verdict} onAdjust={onAdjust} onStatusOnly={onStatusOnly} />
    </div>
  );
}

function RemedyNote({
  verdict,
  onAdjust,
  onStatusOnly,
}: Pick<TestStepProps, 'onAdjust' | 'onStatusOnly'> & { verdict: Verdict }): ReactNode {
  const { t } = useTranslation();
  if (verdict === 'good') {
    return <Note tone="go" icon={<CircleCheckBig />} title={t('printers.testing.good')} />;
  }
  const place = remedyPlace(verdict);
  return (
    <Note
      tone="look"
      icon={<Wrench />}
      title={t(`printers.testing.verdicts.${verdict}`)}
      actions={
        verdict === 'not-told' ? (
          <Button onPress={onStatusOnly}>{t('printers.testing.statusOnly')}</Button>
        ) : (
          place !== null && (
            <Button onPress={() => onAdjust(place)}>{t(`printers.testing.adjust.${place}`)}</Button>
          )
        )
      }
    >
      <p>{t(`printers.testing.remedies.${verdict}`)}</p>
    </Note>
  );
}
