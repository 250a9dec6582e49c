import { type ReactNode, useState } from 'react';
import { firstText, hasText, textsToKeep } from '../../../../domain/base/language.ts';
import { delegationKinds, hasDelegations } from '../../../../domain/delegations.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import { freeId } from '../../../../domain/event/free-id.ts';
import { EventTextFields } from '../../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../../ui/fields/check-line.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { useWords } from '../../words.ts';
import { type EntryDialogProps, EntryForm, Names, namesOf, put } from './entry-form.tsx';

type Category = EventFile['categories'][number];
type Delegation = EventFile['delegations'][number];

const strips = ['solid', 'outline', 'diagonal', 'dots', 'bars', 'checks'] as const;

/**
 * A category: its names, its strip on the badge, and whether it counts towards a quorum, if the
 * event can have one.
 */
export function CategoryDialog({
  entry,
  file,
  onChange,
  onClose,
}: EntryDialogProps<Category>): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState<Category>(
    entry ?? { id: '', name: {}, countsTowardsQuorum: false, strip: 'outline' },
  );
  const [names, setNames] = useState(namesOf(entry));
  const [feminine, setFeminine] = useState(entry?.feminine ?? {});
  const done = (): void => {
    const { feminine: _, ...rest } = draft;
    const kept = textsToKeep(namesOf(entry), names, file);
    const feminineKept = kept(feminine);
    const made: Category = {
      ...rest,
      id: entry?.id ?? freeId(firstText(names), file.categories, 'category'),
      name: kept(names),
      ...(hasText(feminineKept) ? { feminine: feminineKept } : {}),
    };
    onChange({ ...file, categories: put(file.categories, entry, made) });
  };
  return (
    <EntryForm
      adding={t('event.add.categories')}
      isRight={hasText(names)}
      entry={entry}
      draft={draft}
      setDraft={setDraft}
      done={done}
      onClose={onClose}
    >
      <Names file={file} names={names} onChange={setNames} />
      <div className="grid-cols-fit-60 grid gap-4">
        <EventTextFields
          label={t('event.field.feminine')}
          emptyHint={t('event.feminineHint')}
          languages={file.languages}
          fields={file.languages.filter((language) => language !== 'en')}
          texts={feminine}
          onChange={setFeminine}
          maxLength={120}
        />
        <Select
          label={t('event.field.strip')}
          choices={strips.map((id) => ({ id, label: t(`event.value.${id}`) }))}
          value={draft.strip}
          onChange={(strip) => setDraft({ ...draft, strip })}
        />
      </div>
      {hasDelegations(file) && (
        <CheckLine
          isSelected={draft.countsTowardsQuorum}
          onChange={(countsTowardsQuorum) => setDraft({ ...draft, countsTowardsQuorum })}
        >
          {t('event.field.countsTowardsQuorum')}
        </CheckLine>
      )}
    </EntryForm>
  );
}

/** A group: its code, which cannot change later, its names and, of a delegation, its kind. */
export function DelegationDialog({
  entry,
  file,
  onChange,
  onClose,
}: EntryDialogProps<Delegation>): ReactNode {
  const { t } = useWords();
  const last = (language: 'en' | 'fr'): number =>
    Math.max(0, ...file.delegations.map(({ order }) => order[language]));
  const [draft, setDraft] = useState<Delegation>(
    entry ?? {
      code: '',
      name: {},
      kind: 'member',
      validFrom: null,
      validTo: null,
      order: { en: last('en') + 1, fr: last('fr') + 1 },
    },
  );
  const [names, setNames] = useState(namesOf(entry));
  const code = draft.code.trim();
  const isTaken = entry === null && file.delegations.some((one) => one.code === code);
  const done = (): void => {
    const name = textsToKeep(namesOf(entry), names, file)(names);
    const made = { ...draft, code, name };
    onChange({ ...file, delegations: put(file.delegations, entry, made) });
  };
  return (
    <EntryForm
      adding={t('event.add.delegations')}
      isRight={hasText(names) && code !== '' && !isTaken}
      entry={entry}
      draft={draft}
      setDraft={setDraft}
      done={done}
      onClose={onClose}
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
        {file.groupWord === 'delegation' && (
          <Select
            label={t('event.field.kind')}
            choices={delegationKinds.map((id) => ({ id, label: t(`event.value.${id}`) }))}
            value={draft.kind}
            onChange={(kind) => setDraft({ ...draft, kind })}
          />
        )}
      </div>
      <Names file={file} names={names} onChange={setNames} />
    </EntryForm>
  );
}
