import { CircleCheckBig, FileDown, FileSpreadsheet, Info, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageImport } from '../../../../domain/organiser/imports.ts';
import type {
  ImportWritten,
  RosterDiff,
  RosterPreview,
} from '../../../../domain/roster/roster-import.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Note } from '../../../../ui/note.tsx';
import { ChangesStep } from '../../../../ui/roster/changes-step.tsx';
import { ColumnsStep } from '../../../../ui/roster/columns-step.tsx';
import { ImportedEventContext } from '../../../../ui/roster/field-label.ts';
import { ImportSteps, ProgressStep, WrittenCounts } from '../../../../ui/roster/import-steps.tsx';
import {
  type ImportCalls,
  type RosterImport,
  useImport,
} from '../../../../ui/roster/use-import.ts';
import { usePastedList } from '../../../../ui/roster/use-pasted-list.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { addressOf } from '../../app/route.ts';
import { useEvent } from '../../client/event-context.tsx';
import { failureOf, RequestFailure } from '../../client/failure.ts';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { Page } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

/** Timeout in milliseconds: a busy hub takes minutes for a hundred thousand people. */
const patience = 15 * 60_000;
/** Milliseconds between two progress queries. */
const progressEvery = 500;

const calls: ImportCalls<RequestFailure> = {
  reread: (planId, options) => ask('rereadImport', options, planId, { patience }),
  compare: (planId, mapping, markVips) =>
    ask('compareImport', { mapping, markVips }, planId, { patience }),
  apply: (planId, decision) => ask('applyImport', decision, planId, { patience }),
  addDelegations: (planId, delegations) => ask('addImportDelegations', { delegations }, planId),
  cancel: (planId) => ask('cancelImport', {}, planId),
  onProgress: (planId, told) => {
    const timer = setInterval(() => {
      // The import's own answer reports failures; progress may fail silently.
      void ask('importProgress', {}, planId).then(told, () => undefined);
    }, progressEvery);
    return () => clearInterval(timer);
  },
  failureOf,
  endOf: ({ code }) => (code === 'import-over' ? 'gone' : null),
};

/** @throws RequestFailure before sending, if the file is too large */
async function openFile(file: File): Promise<RosterPreview> {
  if (file.size > maxPageImport) throw new RequestFailure('import-too-large');
  const preview = await ask('openImport', {}, null, { patience, file });
  // The hub never receives the file's name: it may be a person's.
  return { ...preview, fileName: file.name };
}

/** Imports people from a file, as at a desk: file, columns, changes, done. */
export function ImportPage(): ReactNode {
  const { t } = useWords();
  const roster = useImport(calls);
  const { step } = roster.state;
  const canCancel = step === 'columns' || step === 'comparing' || step === 'changes';
  return (
    <Page
      title={t('import.title')}
      actions={
        canCancel && (
          <Button variant="quiet" icon={<X />} onPress={() => void roster.cancel()}>
            {t('app.cancel')}
          </Button>
        )
      }
    >
      <div className="flex">
        <ImportSteps step={step} />
      </div>
      <FailureNote failure={roster.failure} />
      <ImportedEventContext value={useEvent()}>
        <StepContent roster={roster} />
      </ImportedEventContext>
    </Page>
  );
}

function StepContent({ roster }: { roster: RosterImport<RequestFailure> }): ReactNode {
  const { t } = useWords();
  const { state, progress } = roster;
  switch (state.step) {
    case 'choose':
      return (
        <ChooseStep
          isBusy={state.busy}
          wasCancelled={state.wasCancelled}
          onChoose={(file) => void roster.choose(() => openFile(file))}
        />
      );
    case 'columns':
      return <ColumnsStep state={state} roster={roster} />;
    case 'comparing':
      return (
        <ProgressStep phase="comparing" progress={progress}>
          <p className="text-soft">{t('import.progressHint')}</p>
          <p className="text-soft">{t('import.cancelHint')}</p>
        </ProgressStep>
      );
    case 'changes':
      return (
        <ChangesStep
          state={state}
          roster={roster}
          saveRejected={<SaveRejected diff={state.diff} />}
        />
      );
    case 'writing':
      return (
        <ProgressStep phase="writing" progress={progress}>
          <p className="text-soft">{t('import.progressHint')}</p>
          <p className="text-soft">{t('import.leaveHint')}</p>
        </ProgressStep>
      );
    case 'done':
      return <DoneStep written={state.written} onAnother={roster.cancel} />;
  }
}

interface ChooseStepProps {
  isBusy: boolean;
  wasCancelled: boolean;
  onChoose: (file: File) => void;
}

function ChooseStep({ isBusy, wasCancelled, onChoose }: ChooseStepProps): ReactNode {
  const { t } = useTranslation();
  // With a byte order mark its character set is certain.
  usePastedList((text) => onChoose(new File([`\uFEFF${text}`], '')));
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {wasCancelled && (
        <Note tone="quiet" icon={<Info size={18} />} title={t('roster.cancelled')} />
      )}
      <div className="card roster-choose grid gap-3 justify-items-center text-center">
        <span className="size-18 grid place-items-center rounded-full bg-accent-soft text-accent">
          <FileSpreadsheet size={34} />
        </span>
        <h2 className="text-xl">{t('roster.choose.title')}</h2>
        <p>{t('roster.choose.hint')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,.xlsx"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) onChoose(file);
            // Reset, so that choosing the same file again, corrected, fires a change event.
            currentTarget.value = '';
          }}
        />
        <Button
          variant="primary"
          size="large"
          isDisabled={isBusy}
          onPress={() => input.current?.click()}
        >
          {t(isBusy ? 'roster.progress.reading' : 'roster.choose.button')}
        </Button>
        <p className="small">{t('roster.choose.paste')}</p>
      </div>
      <ul className="grid gap-2 small">
        <li>{t('roster.choose.promiseUpdate')}</li>
        <li>{t('roster.choose.promiseKeep')}</li>
        <li>{t('roster.choose.promiseDrop')}</li>
      </ul>
    </>
  );
}

function SaveRejected({ diff: { planId } }: { diff: RosterDiff }): ReactNode {
  const { t, language } = useWords();
  const { t: shared } = useTranslation();
  const notify = useNotify();
  const saving = useAction(async () => {
    const { file } = await ask('rejectedRows', { language }, planId);
    saveFile(new Blob([file], { type: 'text/csv' }), `${t('import.rejectedFile')}.csv`);
    notify(shared('roster.diff.saved'));
  });
  return (
    <div className="px-5 pt-4 pb-0 flex flex-wrap gap-3">
      <Button icon={<FileDown />} isDisabled={saving.busy} onPress={() => void saving.run()}>
        {t('import.saveRejected')}
      </Button>
      <FailureNote failure={saving.failure} />
    </div>
  );
}

interface DoneStepProps {
  written: ImportWritten;
  onAnother: () => Promise<void>;
}

function DoneStep({ written, onAnother }: DoneStepProps): ReactNode {
  const { t } = useWords();
  const { t: shared } = useTranslation();
  return (
    <div className="card roster-choose grid gap-3 justify-items-center text-center" role="status">
      <span className="size-18 grid place-items-center rounded-full bg-go-soft text-go-ink">
        <CircleCheckBig size={34} />
      </span>
      <h2 className="text-xl">{shared('roster.done.title')}</h2>
      <WrittenCounts written={written} />
      <div className="flex flex-wrap justify-center gap-3">
        <Button onPress={() => void onAnother()}>{shared('roster.done.another')}</Button>
        <Button
          variant="primary"
          onPress={() => {
            window.location.hash = addressOf('search');
          }}
        >
          {t('import.search')}
        </Button>
      </div>
    </div>
  );
}
