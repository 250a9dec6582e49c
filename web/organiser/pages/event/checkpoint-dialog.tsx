import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type EventText,
  firstText,
  hasText,
  textIn,
  textsToKeep,
} from '../../../../domain/base/language.ts';
import { type EventFile, makeCheckpoint } from '../../../../domain/event/event-file.ts';
import { freeId } from '../../../../domain/event/free-id.ts';
import { Button } from '../../../../ui/button.tsx';
import { EventTextFields } from '../../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../../ui/fields/check-line.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useWords } from '../../words.ts';
import { type EntryDialogProps, EntryForm, Names, namesOf, put } from './entry-form.tsx';

type Checkpoint = EventFile['checkpoints'][number];

const kinds = ['session', 'registration', 'exit'] as const;
const passes = ['everyone', 'booked-only', 'booked-first'] as const;

/** A session or a door: name, room, times and who may pass. */
export function CheckpointDialog({
  entry,
  file,
  records,
  onChange,
  onClose,
}: EntryDialogProps<Checkpoint>): ReactNode {
  const { t, language } = useWords();
  const [draft, setDraft] = useState<Checkpoint>(
    entry ??
      makeCheckpoint({
        id: 'new',
        kind: 'session',
        name: { en: '-' },
        windows: [],
        categories: null,
        needsCheckIn: true,
      }),
  );
  const [names, setNames] = useState(namesOf(entry));
  const [room, setRoom] = useState<EventText>(entry?.room ?? {});
  const [capacity, setCapacity] = useState(String(entry?.capacity ?? ''));
  const set = (change: Partial<Checkpoint>): void => setDraft({ ...draft, ...change });
  const [others, setOthers] = useState(String(draft.othersAfter));
  const isWrong = capacity !== '' && !/^[1-9]\d{0,5}$/.test(capacity);
  const isOthersWrong = draft.passes === 'booked-first' && !/^\d{1,3}$/.test(others);
  const done = (): void =>
    onChange({
      ...file,
      checkpoints: put(file.checkpoints, entry, {
        ...draft,
        id: entry?.id ?? freeId(firstText(names), file.checkpoints, 'session'),
        name: textsToKeep(namesOf(entry), names, file)(names),
        room: hasText(room) ? textsToKeep(entry?.room ?? {}, room, file)(room) : null,
        capacity: capacity === '' ? null : Number(capacity),
        othersAfter: isOthersWrong ? draft.othersAfter : Number(others),
      }),
    });
  return (
    <EntryForm
      adding={t('event.add.checkpoints')}
      isRight={hasText(names) && !isWrong && !isOthersWrong && draft.windows.every(isWindow)}
      entry={entry}
      draft={draft}
      setDraft={setDraft}
      done={done}
      onClose={onClose}
    >
      <Names file={file} names={names} onChange={setNames} />
      <div className="grid-cols-fit-60 grid gap-4">
        <Select
          label={t('event.field.kind')}
          choices={kinds.map((id) => ({ id, label: t(`event.value.${id}`) }))}
          value={draft.kind}
          isDisabled={entry !== null && records.any}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={t('event.field.capacity')}
          hint={t('event.capacityHint')}
          value={capacity}
          error={isWrong ? t('event.wrong') : null}
          onChange={setCapacity}
        />
        <EventTextFields
          label={t('event.field.room')}
          languages={file.languages}
          texts={room}
          onChange={setRoom}
          maxLength={120}
        />
      </div>
      <Windows windows={draft.windows} days={file.days} onChange={(windows) => set({ windows })} />
      <fieldset className="grid gap-1">
        <legend className="field-label px-0">{t('event.field.categories')}</legend>
        <CheckLine
          isSelected={draft.categories === null}
          onChange={(isAll) =>
            set({ categories: isAll ? null : file.categories.map(({ id }) => id) })
          }
        >
          {t('event.allCategories')}
        </CheckLine>
        {draft.categories !== null && (
          <div className="grid-cols-fit-60 grid gap-x-4">
            {file.categories.map(({ id, name }) => (
              <CheckLine
                key={id}
                isSelected={draft.categories?.includes(id) ?? true}
                onChange={(may) =>
                  set({
                    categories: file.categories
                      .map((one) => one.id)
                      .filter((one) =>
                        one === id ? may : (draft.categories?.includes(one) ?? true),
                      ),
                  })
                }
              >
                <bdi>{textIn(name, language, file)}</bdi>
              </CheckLine>
            ))}
          </div>
        )}
      </fieldset>
      {draft.kind === 'session' && (
        <div className="grid-cols-fit-60 grid gap-4">
          <Select
            label={t('event.field.passes')}
            choices={passes.map((id) => ({ id, label: t(`event.value.${id}`) }))}
            value={draft.passes}
            onChange={(who) => set({ passes: who })}
          />
          {draft.passes === 'booked-first' && (
            <TextField
              label={t('event.field.othersAfter')}
              value={others}
              error={isOthersWrong ? t('event.wrong') : null}
              onChange={setOthers}
            />
          )}
        </div>
      )}
      {draft.kind === 'session' && (
        <CheckLine
          isSelected={draft.needsCheckIn}
          onChange={(needsCheckIn) => set({ needsCheckIn })}
        >
          {t('event.field.needsCheckIn')}
        </CheckLine>
      )}
    </EntryForm>
  );
}

type Window = Checkpoint['windows'][number];

const isWindow = ({ day, opens, closes }: Window): boolean =>
  day !== '' && opens !== '' && closes !== '';

function Windows({
  windows,
  days,
  onChange,
}: {
  windows: readonly Window[];
  days: readonly string[];
  onChange: (windows: Window[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const at = (index: number, change: Partial<Window>): void =>
    onChange(windows.map((one, place) => (place === index ? { ...one, ...change } : one)));
  const before = windows.at(-1);
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label px-0">{t('event.field.windows')}</legend>
      {windows.length === 0 && <p className="small">{t('event.alwaysHint')}</p>}
      {windows.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a time has no other name, and rows stay in place
        <div key={index} className="flex flex-wrap items-end gap-3">
          <Select
            label={t('event.day')}
            choices={days.map((id) => ({ id, label: shortDay(id) }))}
            value={window.day}
            onChange={(day) => at(index, { day })}
          />
          <TextField
            type="time"
            label={t('event.opens')}
            value={window.opens}
            onChange={(opens) => at(index, { opens })}
          />
          <TextField
            type="time"
            label={t('event.closes')}
            value={window.closes}
            onChange={(closes) => at(index, { closes })}
          />
          <Button
            variant="quiet"
            icon={<X />}
            aria-label={t('event.removeTime', { day: shortDay(window.day) })}
            onPress={() => onChange(windows.filter((_, place) => place !== index))}
          >
            {t('event.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus />}
          onPress={() =>
            onChange([
              ...windows,
              before ?? { day: days[0] ?? '', opens: '09:00', closes: '18:00' },
            ])
          }
        >
          {t('event.addTime')}
        </Button>
      </div>
    </fieldset>
  );
}
