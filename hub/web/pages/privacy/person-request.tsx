import { FileDown, Search, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RosterSearch } from '../../../../domain/wire/organiser-roster.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { EmptyState } from '../../../../renderer/ui/empty-state.tsx';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useWords } from '../../words.ts';
import { FoundWords } from '../people/found-list.tsx';
import { PersonDialog } from './person-dialog.tsx';
import '../people/people.css';

/** Fewest letters that are looked for, and most persons that are shown: an access request is about one. */
const fewestLetters = 2;
const mostRows = 10;

type Row = RosterSearch['rows'][number];

/** Looks for the person who asks what is held of them; only a press of the button searches, since it is recorded. */
export function PersonRequest(): ReactNode {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<RosterSearch | null>(null);
  const [chosen, setChosen] = useState<Row | null>(null);
  const query = text.trim();
  const search = useAction(async () => {
    setFound(await ask('findPerson', { query, language, limit: mostRows }));
  });
  return (
    <>
      <p className="soft">{t('privacy.personLead')}</p>
      <form
        className="person-search"
        onSubmit={(event) => {
          event.preventDefault();
          if (query.length >= fewestLetters) void search.run();
        }}
      >
        <TextField
          label={t('privacy.personLabel')}
          type="search"
          value={text}
          onChange={setText}
          maxLength={100}
        />
        <Button
          type="submit"
          icon={<Search aria-hidden="true" size={18} />}
          isDisabled={search.busy || query.length < fewestLetters}
        >
          {t('search.title')}
        </Button>
      </form>
      <FailureNote failure={search.failure} />
      {found !== null && <Found found={found} onChoose={setChosen} />}
      {chosen !== null && <PersonDialog person={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function Found({
  found: { rows, more },
  onChoose,
}: {
  found: RosterSearch;
  onChoose: (row: Row) => void;
}): ReactNode {
  const { t } = useWords();
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" size={24} />}
        title={t('privacy.personNobody')}
        hint={t('privacy.personNobodyHint')}
      />
    );
  }
  return (
    <div>
      <p className="small" role="status">
        {more
          ? t('search.more', { count: rows.length })
          : t('search.found', { count: rows.length })}
      </p>
      <ul className="found">
        {rows.map((row) => (
          <li key={row.id} className="found-person found-request">
            <FoundWords row={row} />
            <Button
              size="small"
              icon={<FileDown aria-hidden="true" size={16} />}
              aria-label={t('privacy.takeNamed', { name: row.printedName })}
              onPress={() => onChoose(row)}
            >
              {t('privacy.take')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
