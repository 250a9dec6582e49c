import { Ban, Tags } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inUse } from '../../domain/event/event-changes.ts';
import type { PeopleChange } from '../../domain/people/people-list.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import { Button } from '../button.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { Failure } from '../failure-note.tsx';
import { Select } from '../fields/select.tsx';
import { useFormats } from '../formats.ts';
import { Progress } from '../progress.tsx';
import { useNotify } from '../toast.tsx';
import { useUndo } from '../use-undo.ts';
import { changeMany } from './change-many.ts';
import type { PeopleCalls } from './people-calls.ts';
import type { EventNames, PeopleEvent } from './people-event.ts';
import type { Selection } from './use-selection.ts';

type BulkAction = 'category' | 'cancel';

interface BulkActionsProps<F extends Failure> {
  calls: PeopleCalls<F>;
  selection: Selection;
  event: PeopleEvent;
  names: EventNames;
}

/** What is done with all selected people: another category, or the end of their registrations. */
export function BulkActions<F extends Failure>(props: BulkActionsProps<F>): ReactNode {
  const { calls, selection, event, names } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const [action, setAction] = useState<BulkAction | null>(null);
  const categories = inUse(event.categories).map(({ id }) => ({ id, label: names.category(id) }));
  const [category, setCategory] = useState(categories[0]?.id ?? '');
  const many = useChangeMany(calls);
  const count = selection.ids.size;
  const close = (): void => {
    many.stop();
    setAction(null);
  };
  const run = async (change: PersonChange): Promise<void> => {
    if (await many.run([...selection.ids], change)) setAction(null);
  };
  const counted = { count, formatted: number(count) };
  const progress = many.done !== null && (
    <Progress
      label={t('people.changing')}
      fraction={count === 0 ? 0 : many.done / count}
      valueWords={t('people.progress', { done: number(many.done), total: number(count) })}
    />
  );
  const isBusy = many.done !== null;
  return (
    <>
      <Button size="small" icon={<Tags />} onPress={() => setAction('category')}>
        {t('people.changeCategory')}
      </Button>
      <Button size="small" icon={<Ban />} onPress={() => setAction('cancel')}>
        {t('people.cancelMany', { count })}
      </Button>
      {action === 'category' && (
        <ConfirmDialog
          title={t('people.changeCategory')}
          onClose={close}
          closesOutside={!isBusy}
          onConfirm={() => void run({ category })}
          confirm={{
            label: t('people.changeFor', counted),
            icon: <Tags />,
            isDisabled: isBusy || category === '',
          }}
          failure={many.failure}
        >
          <Select
            label={t('people.column.category')}
            choices={categories}
            value={category}
            onChange={setCategory}
            isDisabled={isBusy}
          />
          {progress}
        </ConfirmDialog>
      )}
      {action === 'cancel' && (
        <ConfirmDialog
          title={t('people.cancelManyTitle', counted)}
          onClose={close}
          closesOutside={!isBusy}
          focusCancel
          onConfirm={() => void run({ status: 'cancelled' })}
          confirm={{
            label: t('people.cancelFor', counted),
            icon: <Ban />,
            variant: 'danger',
            isDisabled: isBusy,
          }}
          failure={many.failure}
        >
          <p>{t('people.cancelManyEffect')}</p>
          {progress}
        </ConfirmDialog>
      )}
    </>
  );
}

/** Changes any number of people, as many in a request as the contract allows. */
function useChangeMany<F extends Failure>({
  change,
  failureOf,
}: PeopleCalls<F>): {
  /** People that were changed so far; null while nothing is in progress. */
  done: number | null;
  failure: F | null;
  /** Resolves to whether all were changed. */
  run: (ids: readonly string[], said: PersonChange) => Promise<boolean>;
  /** Ends after the present request; what was changed can be undone. */
  stop: () => void;
} {
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<F | null>(null);
  const isStopped = useRef(false);
  const undoing = useUndo(failureOf);

  const changeBack = async (parts: readonly PeopleChange[][]): Promise<void> => {
    for (const part of parts) await change(part);
  };
  const run = async (ids: readonly string[], said: PersonChange): Promise<boolean> => {
    isStopped.current = false;
    setFailure(null);
    setDone(0);
    const { changed, undos, error, isWhole } = await changeMany(
      change,
      { ids, said },
      { onPart: setDone, isStopped: () => isStopped.current },
    );
    setDone(null);
    // The failure stands in the dialog; what was changed before it can be undone.
    if (error !== null) setFailure(() => failureOf(error));
    if (changed > 0 || error === null) {
      notify(
        t('people.changedMany', { count: changed, formatted: number(changed) }),
        ...(undos.length === 0 ? [] : [undoing(() => changeBack(undos))]),
      );
    }
    return isWhole;
  };
  return {
    done,
    failure,
    run,
    stop: () => {
      isStopped.current = true;
    },
  };
}
