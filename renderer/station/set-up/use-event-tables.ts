import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventTable } from '../../../domain/event/event-tables.ts';
import type { ChosenTables } from '../../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../../domain/roster/roster-import.ts';
import type { CallInput } from '../../../preload/contract.ts';
import { ask } from '../../kit/client/ask.ts';
import { useAction } from '../../kit/client/use-action.ts';
import { useAnswer } from '../../kit/client/use-answer.ts';
import { useNotify } from '../../kit/toast.tsx';

const nothing: ChosenTables = { delegations: null, sessions: null };

/** The tables that were chosen for a new event, checked against what is filled in so far. */
export function useEventTables(draft: CallInput<'checkEventTables'>) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure, renew } = useAnswer('checkEventTables', [draft]);
  // Each change of the days asks again: the last answer stays until then.
  const [last, setLast] = useState(nothing);
  if (value !== null && value !== last) setLast(value);
  const chooseVerb = useCallback(
    async (table: EventTable): Promise<void> => {
      await ask('chooseEventTable', { table });
      renew();
    },
    [renew],
  );
  const readVerb = useCallback(
    async (table: EventTable, encoding: TextEncoding): Promise<void> => {
      await ask('readEventTableAs', { table, encoding });
      renew();
    },
    [renew],
  );
  const dropVerb = useCallback(
    async (table: EventTable): Promise<void> => {
      await ask('dropEventTable', { table });
      renew();
    },
    [renew],
  );
  const day = draft.timing?.firstDay ?? null;
  const saveVerb = useCallback(
    async (table: CallInput<'saveEventTable'>['table']): Promise<void> => {
      if (await ask('saveEventTable', { table, day })) notify(t('setUp.create.saved'));
    },
    [day, notify, t],
  );
  const choose = useAction(chooseVerb);
  const readAs = useAction(readVerb);
  const drop = useAction(dropVerb);
  const save = useAction(saveVerb);
  return {
    ...{ chosen: value ?? last, choose, readAs, drop, save },
    failure: choose.failure ?? readAs.failure ?? drop.failure ?? save.failure ?? failure,
  };
}
