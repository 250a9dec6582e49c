import { type ReactNode, useState } from 'react';
import { type EventText, textIn } from '../../../../domain/base/language.ts';
import { type EventEntry, entryName, keyOf } from '../../../../domain/event/event-changes.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import type { EventState } from '../../../../domain/organiser/event.ts';
import { EventTextFields } from '../../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../../ui/fields/check-line.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useEvent } from '../../client/event-context.tsx';
import { useWords } from '../../words.ts';

export interface EntryDialogProps<E> {
  /** Null for a new entry. */
  entry: E | null;
  file: EventFile;
  records: EventState['records'];
  onChange: (file: EventFile) => void;
  onClose: () => void;
}

/** The frame of the entry dialogs. Mistakes show after the first submit; entries can be retired. */
export function EntryForm<E extends EventEntry>({
  adding,
  entry,
  draft,
  setDraft,
  isRight,
  done,
  onClose,
  children,
}: {
  /** The title for a new entry. */
  adding: string;
  entry: E | null;
  draft: E;
  setDraft: (draft: E) => void;
  isRight: boolean;
  done: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { t, language } = useWords();
  const event = useEvent();
  const [wasSent, setSent] = useState(false);
  const retire = (isRetired: boolean): void => {
    const { retired: _, ...rest } = draft;
    setDraft((isRetired ? { ...rest, retired: true } : rest) as E);
  };
  return (
    <FormDialog
      title={
        entry === null
          ? adding
          : t('event.changeNamed', { name: textIn(entryName(entry), language, event) })
      }
      size="wide"
      onClose={onClose}
      onSubmit={() => (isRight ? done() : setSent(true))}
      failure={null}
      submit={{ label: t('event.take'), isDisabled: false }}
    >
      {wasSent && !isRight && (
        <p className="field-error" role="alert">
          {t('event.incomplete')}
        </p>
      )}
      {children}
      {entry !== null && (
        <CheckLine isSelected={draft.retired === true} onChange={retire}>
          {t('event.retire')}
        </CheckLine>
      )}
    </FormDialog>
  );
}

/**
 * The names of an entry in the event's languages, over the full width: names of sessions are long.
 */
export function Names({
  file,
  names,
  onChange,
}: {
  file: EventFile;
  names: EventText;
  onChange: (names: EventText) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="grid gap-4">
      <EventTextFields
        label={t('event.field.name')}
        languages={file.languages}
        texts={names}
        onChange={onChange}
        maxLength={120}
        isRequired
        autoFocus
      />
    </div>
  );
}

/** The names of an entry to edit; empty for a new one. */
export function namesOf(entry: EventEntry | null): EventText {
  return entry === null ? {} : entryName(entry);
}

/**
 * Replaces an entry in the list, or appends a new one. Compares by key: the hub may have answered
 * since the dialog was opened, with the same entries as new objects.
 */
export function put<E extends EventEntry>(entries: readonly E[], before: E | null, after: E): E[] {
  return before === null
    ? [...entries, after]
    : entries.map((one) => (keyOf(one) === keyOf(before) ? after : one));
}
