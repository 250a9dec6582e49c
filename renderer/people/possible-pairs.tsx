import { Ban, IdCard, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleChange, PersonRow } from '../../domain/people/people-list.ts';
import type { PossiblePair } from '../../domain/people/possible-pairs.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { StateChip } from '../../ui/people/state-chip.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { ask, failureOf } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction } from '../base/page-client.ts';

/** Registrations that look like one person: somebody says whether they are one or two. */
export function PairList({ pairs }: { pairs: readonly PossiblePair[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="max-w-192 small">{t('pairs.hint')}</p>
      <ul className="grid gap-3">
        {pairs.map((pair) => (
          <li key={`${pair[0].id} ${pair[1].id}`} className="grid gap-3 px-5 py-4 panel">
            <PairCard pair={pair} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PairCard({ pair }: { pair: PossiblePair }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [leaving, setLeaving] = useState<PersonRow | null>(null);
  const undo = useUndo(failureOf);
  const tell = (areTwo: boolean) => ask('tellApart', { ids: [pair[0].id, pair[1].id], areTwo });
  const apart = useAction(async () => {
    await tell(true);
    notify(
      t('pairs.told'),
      undo(() => tell(false)),
    );
  });
  const cancel = useAction(async (id: string) => {
    const done = await sendChanges([{ ids: [id], change: { status: 'cancelled' } }]);
    notify(
      t('people.cancelled'),
      undo(() => sendChanges(done.undo)),
    );
  });
  return (
    <>
      <div className="grid-cols-fit-60 grid gap-3">
        {pair.map((person) => (
          <Side key={person.id} person={person} onCancel={() => setLeaving(person)} />
        ))}
      </div>
      <FailureNote failure={apart.failure} />
      <div>
        <Button icon={<UsersRound />} isDisabled={apart.busy} onPress={() => void apart.run()}>
          {t('pairs.two')}
        </Button>
      </div>
      {leaving !== null && (
        <ConfirmDialog
          title={t('people.cancelTitle', { name: leaving.printedName })}
          onClose={() => setLeaving(null)}
          onConfirm={() => void cancel.run(leaving.id).then((is) => is && setLeaving(null))}
          confirm={{
            label: t('people.cancel'),
            icon: <Ban />,
            variant: 'danger',
            isDisabled: cancel.busy,
          }}
          cancelLabel={t('people.keep')}
          failure={cancel.failure}
        >
          <p>{t('people.cancelEffect')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const sendChanges = (changes: PeopleChange[]) => ask('changePeople', { changes });

function Side({ person, onCancel }: { person: PersonRow; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { printedName, delegation, administration, category, email, state } = person;
  const place = delegation === '' ? administration : words.delegation(delegation);
  return (
    <div className="grid gap-2 px-3 py-2 justify-items-start border rounded-md bg-page">
      <h3 className="wrap-anywhere">
        <bdi>{printedName}</bdi>
      </h3>
      <p className="flex flex-wrap gap-x-3 small wrap-anywhere">
        {place !== '' && <bdi>{place}</bdi>}
        <bdi>{words.category(category)}</bdi>
        {email !== '' && <bdi>{email}</bdi>}
      </p>
      <div className="flex flex-wrap gap-2">
        <StateChip state={state} />
        {person.badgePrinted && (
          <Chip tone="quiet" icon={<IdCard aria-hidden="true" size={14} />}>
            {t('pairs.hasBadge')}
          </Chip>
        )}
      </div>
      <Button size="small" icon={<Ban />} onPress={onCancel}>
        {t('people.cancel')}
      </Button>
    </div>
  );
}
