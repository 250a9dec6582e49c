import { Info, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  importDependentsSchema,
  isUndoable,
  type LastImport,
} from '../../domain/roster/roster-import.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask, type CallFailure, failureOf } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';

const dependents = importDependentsSchema.keyof().options;

interface UndoImportProps {
  /** True right after an import: with a hub, explains why there is nothing to undo here. */
  isDone?: boolean;
  onUndone?: () => void;
}

/**
 * The last import at this station. It can be undone unless something depends on it; then says what.
 */
export function UndoImport({ isDone = false, onUndone }: UndoImportProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const [known, setKnown] = useState<CallOutput<'getLastImport'> | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [asks, setAsks] = useState(false);
  const title = useId();
  useEffect(() => {
    let left = false;
    ask('getLastImport')
      .then((answer) => {
        if (!left) setKnown(answer);
      })
      .catch((error: unknown) => {
        if (!left) setFailure(failureOf(error));
      });
    return () => {
      left = true;
    };
  }, []);
  const counted = (count: number) => ({ count, formatted: number(count) });
  const change = (last: LastImport | null): void => setKnown({ hasHub: false, last });

  if (failure !== null) return <FailureNote failure={failure} />;
  if (known?.hasHub === true && isDone) {
    return <Note tone="quiet" icon={<Info size={18} />} title={t('roster.undo.hub')} />;
  }
  const last = known?.last ?? null;
  if (last === null) return null;
  if (!isUndoable(last)) {
    return (
      <Note tone="quiet" icon={<Info size={18} />} title={t('roster.undo.blocked')}>
        <ul>
          {dependents.map((kind) => {
            const count = last.dependents[kind];
            return count > 0 && <li key={kind}>{t(`roster.undo.why.${kind}`, counted(count))}</li>;
          })}
        </ul>
        <p>{t('roster.undo.instead')}</p>
      </Note>
    );
  }
  return (
    <section
      className="card px-6 py-5 flex items-center flex-wrap gap-x-4 gap-y-3"
      aria-labelledby={title}
    >
      <Undo2 size={24} />
      <div className="grow basis-80 min-w-0">
        <h2 className="text-md" id={title}>
          {t('roster.undo.title')}
        </h2>
        <p className="figures small">
          {t('roster.undo.of', {
            moment: moment(last.at),
            added: t('roster.done.added', counted(last.added)),
            changed: t('roster.done.changed', counted(last.changed)),
          })}
        </p>
      </div>
      <Button onPress={() => setAsks(true)}>{t('roster.undo.button')}</Button>
      {asks && (
        <UndoDialog
          last={last}
          onClose={() => setAsks(false)}
          onAnswer={({ result, last: now }) => {
            setAsks(false);
            change(result === 'done' ? null : now);
            if (result === 'done') onUndone?.();
          }}
        />
      )}
    </section>
  );
}

interface UndoDialogProps {
  last: LastImport;
  onClose: () => void;
  onAnswer: (answer: CallOutput<'undoImport'>) => void;
}

function UndoDialog({ last, onClose, onAnswer }: UndoDialogProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const { at } = last;
  const { run, busy, failure } = useAction(async () => {
    const answer = await ask('undoImport', { at });
    if (answer.result === 'done') notify(t('roster.undo.done'));
    onAnswer(answer);
  });
  const counted = (count: number) => ({ count, formatted: number(count) });
  return (
    <ConfirmDialog
      title={t('roster.undo.dialog')}
      onClose={onClose}
      onConfirm={() => void run()}
      failure={failure}
      confirm={{
        label: t('roster.undo.dialog'),
        icon: <Undo2 size={18} />,
        variant: 'danger',
        isDisabled: busy,
      }}
      focusCancel
    >
      <div className="figures grid gap-1">
        {last.added > 0 && <p>{t('roster.undo.removes', counted(last.added))}</p>}
        {last.changed > 0 && <p>{t('roster.undo.restores', counted(last.changed))}</p>}
        {last.bookings > 0 && <p>{t('roster.undo.places', counted(last.bookings))}</p>}
      </div>
      <p className="small">{t('roster.undo.again')}</p>
    </ConfirmDialog>
  );
}
