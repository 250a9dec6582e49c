import { GitFork } from 'lucide-react';
import type { ReactNode } from 'react';
import { eventDifferences } from '../../../../domain/event/event-changes.ts';
import type { ApartVersion, EventState } from '../../../../domain/organiser/event.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useWords } from '../../words.ts';
import { DifferenceList } from './difference-list.tsx';

/** Versions that stations returned to a restored hub: only the editor decides between them. */
export function ApartVersions({
  present,
  chosen,
  onTake,
  onSettled,
}: {
  present: EventState;
  /** Ids of the versions that the draft settles. */
  chosen: readonly string[];
  onTake: (apart: ApartVersion) => void;
  onSettled: (state: EventState) => void;
}): ReactNode {
  return present.apart
    .filter(({ id }) => !chosen.includes(id))
    .map((apart) => (
      <ApartNote
        key={apart.id}
        present={present}
        apart={apart}
        onTake={onTake}
        onSettled={onSettled}
      />
    ));
}

function ApartNote({
  present,
  apart,
  onTake,
  onSettled,
}: {
  present: EventState;
  apart: ApartVersion;
  onTake: (apart: ApartVersion) => void;
  onSettled: (state: EventState) => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const keep = useAction(async () => {
    const { version: base, id: baseId, file } = present;
    const answer = await ask('changeEvent', { base, baseId, file, settles: [apart.id] });
    if (answer.outcome === 'saved' || answer.outcome === 'behind') onSettled(answer.state);
  });
  const differences = eventDifferences(present.file, apart.file);
  return (
    <Note
      tone="look"
      icon={<GitFork />}
      title={t('event.apart.title', { version: apart.version })}
      actions={
        <>
          <Button size="small" isDisabled={keep.busy} onPress={() => void keep.run()}>
            {t('event.apart.keep')}
          </Button>
          <Button size="small" onPress={() => onTake(apart)}>
            {t('event.apart.take')}
          </Button>
        </>
      }
    >
      <p>
        {apart.at === null
          ? t('event.apart.unknown')
          : t('event.apart.saved', {
              name: apart.by ?? t('event.someone'),
              time: moment(apart.at),
            })}
      </p>
      <p>{t('event.apart.why')}</p>
      <DifferenceList differences={differences} />
      <FailureNote failure={keep.failure} />
    </Note>
  );
}
