import { useCallback, useEffect, useState } from 'react';
import type { EventTable } from '../../../../domain/event/event-tables.ts';
import type { ChosenTables } from '../../../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../../../domain/roster/roster-import.ts';
import type { EventTables, SavedTable } from '../../../../renderer/kit/event/event-tables.tsx';
import { ask, type RouteInput } from '../../client/ask.ts';
import type { RequestFailure } from '../../client/failure.ts';
import { useAction } from '../../client/use-action.ts';
import { useLoad } from '../../client/use-load.ts';
import { base64Of, chosenFile } from '../../parts/choose-file.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

const nothing: ChosenTables = { delegations: null, sessions: null };

/** The tables of a new event: the hub keeps and reads them, for whoever has the code. */
export function useBeginTables({ code, kind, timing }: RouteInput<'checkEventTables'>): {
  tables: EventTables;
  failure: RequestFailure | null;
} {
  const { language } = useWords();
  const [holds, setHolds] = useState(false);
  const draft = JSON.stringify({ code, kind, timing });
  const check = useCallback(
    () =>
      holds
        ? ask('checkEventTables', JSON.parse(draft) as RouteInput<'checkEventTables'>)
        : Promise.resolve(nothing),
    [holds, draft],
  );
  const { value, failure, renew } = useLoad(check);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft checks again
  useEffect(() => {
    renew();
  }, [renew, check]);
  const day = timing?.firstDay ?? null;
  const choose = useAction(async (table: EventTable) => {
    const file = await chosenFile('.csv,.txt,.tsv,.xlsx,.ics');
    if (file === null) return;
    await ask('chooseEventTable', { code, table, name: file.name, file: await base64Of(file) });
    setHolds(true);
    renew();
  });
  const readAs = useAction(async (table: EventTable, encoding: TextEncoding) => {
    await ask('readEventTableAs', { code, table, encoding });
    renew();
  });
  const drop = useAction(async (table: EventTable) => {
    await ask('dropEventTable', { code, table });
    renew();
  });
  const save = useAction(async (table: SavedTable) => {
    const { file } = await ask('exampleEventTable', { code, table, language, day });
    saveFile(new Blob([file], { type: 'text/csv' }), `${table}.csv`);
  });
  const chosen = value ?? nothing;
  return {
    tables: { chosen, choose, readAs, drop, save },
    failure: choose.failure ?? readAs.failure ?? drop.failure ?? save.failure ?? failure,
  };
}
