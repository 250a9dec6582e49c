import { CircleAlert, ListPlus, Save, Undo2, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type EventClash,
  eventDifferences,
  mergeEvents,
  withChangesOf,
} from '../../../../domain/event/event-changes.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import type { EventRefused, EventState } from '../../../../domain/organiser/event.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Note } from '../../../../ui/note.tsx';
import { ScrollArea } from '../../../../ui/scroll-area.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { AddSeveralDialog } from './add-several-dialog.tsx';
import { ApartVersions } from './apart-versions.tsx';
import { CheckpointDialog } from './checkpoint-dialog.tsx';
import { DifferenceList, useEventTexts } from './difference-list.tsx';
import { Entries, type Open } from './entries.tsx';
import { CategoryDialog, DelegationDialog } from './entry-dialogs.tsx';
import { ExtraFieldDialog } from './extra-field-dialog.tsx';
import { GeneralFields } from './general-fields.tsx';
import { MissingTextsNote } from './missing-texts-note.tsx';
import { OutsideTickets } from './outside-tickets.tsx';
import { VersionsSection } from './versions-section.tsx';

/** The event: sessions and doors, categories, delegations, and every version that was saved. */
export function EventPage(): ReactNode {
  const { t } = useWords();
  const answer = useAnswer('eventVersions', [{}], { renewOn: ['stations'] });
  return (
    <Answered answer={answer}>
      {(state) => (
        <Page title={t('event.title')} lead={t('event.lead', { version: state.version })}>
          <EventEditor present={state} renew={answer.renew} />
        </Page>
      )}
    </Answered>
  );
}

interface Draft {
  /** The version from which the draft was made. */
  base: EventState;
  file: EventFile;
  clashes: readonly EventClash[];
  /** The saved version that it conflicts with; null if there is none. */
  unfit: number | null;
  /** Ids of the versions apart that saving it settles. */
  settles: readonly string[];
}

/** Rebases the draft onto `theirs`, keeping its changes since `since`. */
function onwards(draft: Draft, since: EventFile, theirs: EventState): Draft {
  const merged = mergeEvents(since, draft.file, theirs.file);
  return merged === null
    ? { ...draft, unfit: theirs.version }
    : { ...draft, base: theirs, ...merged, unfit: null };
}

function EventEditor({
  present: answered,
  renew,
}: {
  present: EventState;
  renew: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [kept, setKept] = useState<Draft | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [refusals, setRefusals] = useState<readonly EventRefused[]>([]);
  /** The version that this page saved last, until the next answer contains it. */
  const [saved, setSaved] = useState<EventState | null>(null);
  const present = saved !== null && saved.version > answered.version ? saved : answered;
  const draft = kept ?? {
    base: present,
    file: present.file,
    clashes: [],
    unfit: null,
    settles: [],
  };
  const differences = eventDifferences(draft.base.file, draft.file);
  const isBehind = kept !== null && present.id !== draft.base.id;
  const change = (file: EventFile): void => {
    setRefusals([]);
    setKept({ ...draft, file, unfit: null });
    setOpen(null);
  };
  const join = (theirs: EventState): void =>
    setKept((now) => now && onwards(now, now.base.file, theirs));
  const save = useAction(async () => {
    const sent = draft.file;
    const { version: base, id: baseId } = draft.base;
    const settles = [...draft.settles];
    const answer = await ask('changeEvent', { base, baseId, file: sent, settles });
    // Changes made while the answer was on its way remain unsaved.
    const keepLater = (state: EventState): void =>
      setKept((now) =>
        now === null || now.file === sent ? null : onwards({ ...now, settles: [] }, sent, state),
      );
    switch (answer.outcome) {
      case 'refused':
        setRefusals(answer.refusals);
        return;
      case 'behind':
        setSaved(null);
        join(answer.state);
        return;
      case 'saved':
        notify(t('event.saved', { version: answer.state.version }));
        setSaved(answer.state);
        keepLater(answer.state);
        renew();
        return;
      case 'unchanged':
        keepLater(draft.base);
    }
  });
  return (
    <>
      <ApartVersions
        present={present}
        chosen={draft.settles}
        onTake={(apart) => {
          const file = withChangesOf(apart, draft.file, present.records);
          if (file === null) setKept({ ...draft, unfit: apart.version });
          else setKept({ ...draft, file, unfit: null, settles: [...draft.settles, apart.id] });
        }}
        onSettled={(state) => {
          setSaved(state);
          setKept((now) => now && onwards(now, now.base.file, state));
          renew();
        }}
      />
      {(differences.length > 0 || draft.settles.length > 0 || draft.unfit !== null) && (
        <Section
          title={t('event.unsaved', { count: differences.length })}
          className="sticky top-0 z-10 shadow-lift-2"
          aside={
            <div className="flex flex-wrap gap-3">
              <Button icon={<Undo2 />} onPress={() => setKept(null)}>
                {t('event.discard')}
              </Button>
              <Button
                variant="primary"
                icon={<Save />}
                isDisabled={save.busy || isBehind}
                onPress={() => void save.run()}
              >
                {t('event.save')}
              </Button>
            </div>
          }
        >
          {isBehind && (
            <Note
              tone="look"
              icon={<UsersRound />}
              title={t('event.behind', {
                name: present.versions[0]?.by ?? t('event.someone'),
                version: present.version,
              })}
              actions={
                <Button size="small" onPress={() => join(present)}>
                  {t('event.join')}
                </Button>
              }
            >
              <DifferenceList differences={eventDifferences(draft.base.file, present.file)} />
            </Note>
          )}
          {draft.unfit !== null && (
            <Note
              tone="stop"
              icon={<CircleAlert />}
              title={t('event.unfit', { version: draft.unfit })}
            >
              <p>{t('event.unfitRemedy')}</p>
            </Note>
          )}
          <FailureNote failure={save.failure} />
          <Refusals refusals={refusals} file={draft.file} />
          <Clashes clashes={draft.clashes} />
          <ScrollArea
            label={t('event.unsaved', { count: differences.length })}
            className="max-h-40"
          >
            <DifferenceList differences={differences} />
          </ScrollArea>
        </Section>
      )}
      <MissingTextsNote file={draft.file} onOpen={setOpen} />
      <GeneralFields file={draft.file} records={draft.base.records} onChange={change} />
      <Entries list="checkpoints" file={draft.file} onOpen={setOpen} />
      <Entries list="categories" file={draft.file} onOpen={setOpen} />
      <Entries list="extraFields" file={draft.file} onOpen={setOpen} />
      <Entries
        list="delegations"
        file={draft.file}
        onOpen={setOpen}
        more={
          <Button icon={<ListPlus />} onPress={() => setOpen({ list: 'several-delegations' })}>
            {t('event.several.title')}
          </Button>
        }
      />
      <OutsideTickets file={draft.file} onChange={change} />
      <VersionsSection versions={present.versions} />
      <EntryDialog open={open} draft={draft} onChange={change} onClose={() => setOpen(null)} />
    </>
  );
}

function EntryDialog({
  open,
  draft: { base, file },
  onChange,
  onClose,
}: {
  open: Open | null;
  draft: Draft;
  onChange: (file: EventFile) => void;
  onClose: () => void;
}): ReactNode {
  const common = { file, records: base.records, onChange, onClose };
  switch (open?.list) {
    case 'checkpoints':
      return <CheckpointDialog entry={open.entry} {...common} />;
    case 'categories':
      return <CategoryDialog entry={open.entry} {...common} />;
    case 'delegations':
      return <DelegationDialog entry={open.entry} {...common} />;
    case 'several-delegations':
      return <AddSeveralDialog {...common} />;
    case 'extraFields':
      return <ExtraFieldDialog entry={open.entry} {...common} />;
    case undefined:
      return null;
  }
}

function Refusals({
  refusals,
  file,
}: {
  refusals: readonly EventRefused[];
  file: EventFile;
}): ReactNode {
  const { t } = useWords();
  const { refusal } = useEventTexts();
  if (refusals.length === 0) return null;
  return (
    <div role="alert">
      <Note tone="stop" icon={<Undo2 />} title={t('event.refused')}>
        <ul className="grid gap-1">
          {refusals.map((one) => (
            <li key={`${one.code} ${one.detail} ${one.problem?.place.en}`}>{refusal(one, file)}</li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

function Clashes({ clashes }: { clashes: readonly EventClash[] }): ReactNode {
  const { t } = useWords();
  const { part, field } = useEventTexts();
  if (clashes.length === 0) return null;
  return (
    <Note tone="look" icon={<UsersRound />} title={t('event.clashes')}>
      <ul className="grid gap-1">
        {clashes.map((clash) => (
          <li key={`${part(clash)} ${clash.field}`}>{`${part(clash)}: ${field(clash.field)}`}</li>
        ))}
      </ul>
    </Note>
  );
}
