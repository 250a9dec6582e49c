import { StickyNote } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegateNote } from '../../preload/contract/check-in.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';

const maxLength = 500;

/** Staff notes on a delegate, newest first, and a field to add one. */
export function DelegateNotes({
  delegateId,
  notes,
}: {
  delegateId: string;
  notes: readonly DelegateNote[];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('notes.title')}</h3>
      <NewNote key={delegateId} delegateId={delegateId} />
      {notes.length > 0 && (
        <ol className="delegate-notes grid gap-2">
          {notes.map((note) => (
            <li className="grid px-3 py-2 bg-sunken wrap-anywhere" key={note.factId}>
              <p>
                <bdi>{note.text}</bdi>
              </p>
              <NoteSource note={note} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function NoteSource({ note }: { note: DelegateNote }): ReactNode {
  const { t } = useTranslation();
  const { time, shortDay, calendarDay } = useFormats();
  const when = { day: shortDay(calendarDay(note.wall)), time: time(note.wall) };
  return (
    <span className="figures flex-1 small">
      {note.operatorName === null
        ? t('notes.byNobody', { ...when, station: note.stationName })
        : t('notes.by', { ...when, operator: note.operatorName })}
    </span>
  );
}

function NewNote({ delegateId }: { delegateId: string }): ReactNode {
  const { t } = useTranslation();
  // A scan may show another delegate meanwhile: keep the draft until the operator returns.
  const [text, setText, forget] = useKeptDraft(`note ${delegateId}`, '');
  const { run, busy, failure } = useAction(async (words: string) => {
    await ask('writeNote', { delegateId, text: words });
  });
  const words = text.trim();
  const send = async (submit: FormEvent): Promise<void> => {
    submit.preventDefault();
    if (words === '' || busy || !(await run(words))) return;
    setText('');
    forget();
  };
  return (
    <Form
      className="delegate-new-note grid grid-cols-text-end gap-2 items-start"
      onSubmit={(submit) => void send(submit)}
    >
      <TextField
        label={t('notes.label')}
        hint={t('notes.hint')}
        maxLength={maxLength}
        value={text}
        onChange={setText}
      />
      <Button type="submit" size="small" isDisabled={words === '' || busy} icon={<StickyNote />}>
        {t('notes.add')}
      </Button>
      <FailureNote failure={failure} />
    </Form>
  );
}
