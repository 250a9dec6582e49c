import { NotebookPen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../ui/fields/text-area.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { tellDayChanged } from './day-news.ts';
import type { Answering } from './matters.ts';

/** A note on one finding of the day. Title and lead are those of the row that opened it. */
interface NoteRequest {
  day: string;
  title: string;
  lead: string;
  details: readonly string[];
  answering: Exclude<Answering, { by: 'jobs' }>;
}

/** A supervisor resolves a matter of the day with a note that explains it. */
export function NoteDialog({
  request,
  onClose,
}: {
  request: NoteRequest;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [note, setNote] = useState('');
  const { day, answering } = request;
  const { run, busy, failure } = useAction(async (text: string) => {
    if (answering.by === 'duplicate') {
      await ask('resolveDuplicate', { admissionId: answering.admissionId, note: text });
    } else {
      const { finding, reference } = answering;
      await ask('resolveFinding', { day, finding, reference, note: text });
    }
    tellDayChanged();
    notify(t('dayClose.note.done'));
  });
  const send = async (): Promise<void> => {
    if (await run(note.trim())) onClose();
  };
  return (
    <FormDialog
      title={request.title}
      onClose={onClose}
      onSubmit={() => void send()}
      failure={failure}
      submit={{
        label: t('dayClose.note.confirm'),
        icon: <NotebookPen />,
        isDisabled: busy || note.trim() === '',
      }}
    >
      <div>
        <p className="font-semibold wrap-anywhere">
          <bdi>{request.lead}</bdi>
        </p>
        <p className="small">
          {request.details.map((detail, index) => (
            <bdi key={detail}>{index === 0 ? detail : ` · ${detail}`}</bdi>
          ))}
        </p>
      </div>
      <TextArea
        label={t('dayClose.note.label')}
        hint={t('dayClose.note.hint')}
        autoFocus
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      <p className="small">{t('dayClose.note.effect')}</p>
    </FormDialog>
  );
}
