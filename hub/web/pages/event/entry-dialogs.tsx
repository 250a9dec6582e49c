import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type EventFile, makeCheckpoint } from '../../../../domain/event/event-file.ts';
import { freeId } from '../../../../domain/event/free-id.ts';
import type { EventState } from '../../../../domain/hub-hosting/organiser-event.ts';
import { Button } from '../../../../renderer/kit/button.tsx';
import { CheckLine } from '../../../../renderer/kit/fields/check-line.tsx';
import { Select } from '../../../../renderer/kit/fields/select.tsx';
import { TextField } from '../../../../renderer/kit/fields/text-field.tsx';
import { showErrors } from '../../../../renderer/kit/show-errors.ts';
import { useFormats } from '../../formats.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';

type Checkpoint = EventFile['checkpoints'][number];
type Category = EventFile['categories'][number];
type Delegation = EventFile['delegations'][number];

interface DialogProps<E> {
  /** Null: a new one. */
  entry: E | null;
  file: EventFile;
  records: EventState['records'];
  onChange: (file: EventFile) => void;
  onClose: () => void;
}

const kinds = ['session', 'registration', 'exit'] as const;

/** A session or a door: name, room, times and who may pass. */
export function CheckpointDialog({
  entry,
  file,
  records,
  onChange,
  onClose,
}: DialogProps<Checkpoint>): ReactNode {
  const { t, language } = useWords();
  const [draft, setDraft] = useState<Checkpoint>(
    entry ??
      makeCheckpoint({
        ...{ id: 'new', kind: 'session', name: { en: '-', fr: '-' } },
        ...{ windows: [], categories: null, needsCheckIn: true },
      }),
  );
  const [names, setNames] = useState(namesOf(entry));
  const [room, setRoom] = useState(entry?.room ?? { en: '', fr: '' });
  const [capacity, setCapacity] = useState(String(entry?.capacity ?? ''));
  const set = (change: Partial<Checkpoint>): void => setDraft({ ...draft, ...change });
  const isWrong = capacity !== '' && !/^[1-9]\d{0,5}$/.test(capacity);
  const done = (): void =>
    onChange({
      ...file,
      checkpoints: put(file.checkpoints, entry, {
        ...draft,
        id: entry?.id ?? freeId(names.en, file.checkpoints, 'session'),
        name: both(names),
        room: room.en.trim() + room.fr.trim() === '' ? null : both(room),
        capacity: capacity === '' ? null : Number(capacity),
      }),
    });
  return (
    <EntryForm
      adding={t('event.add.checkpoints')}
      isRight={names.en.trim() !== '' && !isWrong && draft.windows.every(isWindow)}
      {...{ entry, draft, setDraft, done, onClose }}
    >
      <Names names={names} onChange={setNames} />
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
        <TextField
          label={t('event.labels.room.en')}
          value={room.en}
          maxLength={120}
          onChange={(en) => setRoom({ ...room, en })}
        />
        <TextField
          label={t('event.labels.room.fr')}
          value={room.fr}
          maxLength={120}
          onChange={(fr) => setRoom({ ...room, fr })}
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
                <bdi>{name[language]}</bdi>
              </CheckLine>
            ))}
          </div>
        )}
      </fieldset>
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
            look="quiet"
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

const strips = ['solid', 'outline', 'diagonal', 'dots', 'bars', 'checks'] as const;

/** A category: its names, its strip on the badge, and whether it counts towards a quorum. */
export function CategoryDialog({
  entry,
  file,
  onChange,
  onClose,
}: DialogProps<Category>): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState<Category>(
    entry ?? { id: '', name: { en: '', fr: '' }, countsTowardsQuorum: false, strip: 'outline' },
  );
  const [names, setNames] = useState(namesOf(entry));
  const [feminine, setFeminine] = useState(entry?.feminineFr ?? '');
  const done = (): void => {
    const { feminineFr: _, ...rest } = draft;
    const made: Category = {
      ...rest,
      id: entry?.id ?? freeId(names.en, file.categories, 'category'),
      name: both(names),
      ...(feminine.trim() === '' ? {} : { feminineFr: feminine.trim() }),
    };
    onChange({ ...file, categories: put(file.categories, entry, made) });
  };
  return (
    <EntryForm
      adding={t('event.add.categories')}
      isRight={names.en.trim() !== ''}
      {...{ entry, draft, setDraft, done, onClose }}
    >
      <Names names={names} onChange={setNames} />
      <div className="grid-cols-fit-60 grid gap-4">
        <TextField
          label={t('event.field.feminineFr')}
          value={feminine}
          maxLength={60}
          onChange={setFeminine}
        />
        <Select
          label={t('event.field.strip')}
          choices={strips.map((id) => ({ id, label: t(`event.value.${id}`) }))}
          value={draft.strip}
          onChange={(strip) => setDraft({ ...draft, strip })}
        />
      </div>
      <CheckLine
        isSelected={draft.countsTowardsQuorum}
        onChange={(countsTowardsQuorum) => setDraft({ ...draft, countsTowardsQuorum })}
      >
        {t('event.field.countsTowardsQuorum')}
      </CheckLine>
    </EntryForm>
  );
}

const delegationKinds = ['member', 'observer', 'organisation', 'secretariat'] as const;

/** A delegation: its code, which cannot change later, its names and its kind. */
export function DelegationDialog({
  entry,
  file,
  onChange,
  onClose,
}: DialogProps<Delegation>): ReactNode {
  const { t } = useWords();
  const last = (language: 'en' | 'fr'): number =>
    Math.max(0, ...file.delegations.map(({ order }) => order[language]));
  const [draft, setDraft] = useState<Delegation>(
    entry ?? {
      ...{ code: '', name: { en: '', fr: '' }, kind: 'member', validFrom: null, validTo: null },
      order: { en: last('en') + 1, fr: last('fr') + 1 },
    },
  );
  const [names, setNames] = useState(namesOf(entry));
  const code = draft.code.trim();
  const isTaken = entry === null && file.delegations.some((one) => one.code === code);
  const done = (): void => {
    const made = { ...draft, code, name: both(names) };
    onChange({ ...file, delegations: put(file.delegations, entry, made) });
  };
  return (
    <EntryForm
      adding={t('event.add.delegations')}
      isRight={names.en.trim() !== '' && code !== '' && !isTaken}
      {...{ entry, draft, setDraft, done, onClose }}
    >
      <div className="grid-cols-fit-60 grid gap-4">
        <TextField
          label={t('event.field.code')}
          value={draft.code}
          maxLength={16}
          isDisabled={entry !== null}
          error={isTaken ? t('event.codeTaken') : null}
          onChange={(text) => setDraft({ ...draft, code: text })}
        />
        <Select
          label={t('event.field.kind')}
          choices={delegationKinds.map((id) => ({ id, label: t(`event.value.${id}`) }))}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind })}
        />
      </div>
      <Names names={names} onChange={setNames} />
    </EntryForm>
  );
}

/** The frame of the three: what is wrong shows once it was submitted, and an entry can be retired. */
function EntryForm<E extends { name: NamePair; retired?: true | undefined }>({
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
  const [wasSent, setSent] = useState(false);
  const retire = (isRetired: boolean): void => {
    const { retired: _, ...rest } = draft;
    setDraft((isRetired ? { ...rest, retired: true } : rest) as E);
  };
  return (
    <FormDialog
      title={entry === null ? adding : t('event.changeNamed', { name: entry.name[language] })}
      size="wide"
      onClose={onClose}
      onSubmit={(form) => (isRight ? done() : showErrors(form, () => setSent(true)))}
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

interface NamePair {
  en: string;
  fr: string;
}

function Names({
  names,
  onChange,
}: {
  names: NamePair;
  onChange: (names: NamePair) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="grid-cols-fit-60 grid gap-4">
      <TextField
        label={t('event.labels.name.en')}
        value={names.en}
        maxLength={120}
        isRequired
        autoFocus
        onChange={(en) => onChange({ ...names, en })}
      />
      <TextField
        label={t('event.labels.name.fr')}
        hint={t('event.sameHint')}
        value={names.fr}
        maxLength={120}
        onChange={(fr) => onChange({ ...names, fr })}
      />
    </div>
  );
}

function namesOf(entry: { name: NamePair } | null): NamePair {
  return entry?.name ?? { en: '', fr: '' };
}

/** A French text that is left empty is the English one, and the other way round. */
function both({ en, fr }: NamePair): NamePair {
  return { en: en.trim() || fr.trim(), fr: fr.trim() || en.trim() };
}

/** The list with the entry changed in its place, or with the new one at its end. */
function put<E>(entries: readonly E[], before: E | null, after: E): E[] {
  return before === null
    ? [...entries, after]
    : entries.map((one) => (one === before ? after : one));
}
