import { SearchX, UserSearch } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RosterSearch } from '../../../../domain/organiser/roster.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { useLater } from '../../../../ui/use-later.ts';
import { type Action, useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { FoundList } from './found-list.tsx';
import './people.css';
import { groupWordOf, hasDelegations } from '../../../../domain/delegations.ts';
import { useEvent } from '../../client/event-context.tsx';

/** Min letters of a search, and milliseconds after the last key: every search is recorded. */
const minLetters = 2;
const settle = 500;

/** The last text, kept while the page is open: returning from a person shows the same list. */
let kept = '';

/** Searches the roster by name, administration, delegation or registration code. */
export function SearchPage(): ReactNode {
  const { t } = useWords();
  const event = useEvent();
  const [text, setText] = useState(kept);
  const { found, search } = useSearch(text);
  return (
    <Page title={t('search.title')}>
      <section className="card grid content-start gap-4 min-w-0">
        <Form
          className="max-w-144"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            void search.run(text.trim());
          }}
        >
          <TextField
            label={
              hasDelegations(event)
                ? t('search.label')
                : t('search.labelPlain', { group: groupWordOf(event) })
            }
            hint={t('search.hint')}
            type="search"
            value={text}
            onChange={(next) => {
              kept = next;
              setText(next);
            }}
            maxLength={100}
          />
        </Form>
        <FailureNote failure={search.failure} />
        <Found found={found} busy={search.busy} />
      </section>
    </Page>
  );
}

interface FoundPeople {
  query: string;
  result: RosterSearch;
}

/** Searches once the typing pauses; answers to an older text are dropped. */
function useSearch(text: string): { found: FoundPeople | null; search: Action<[string]> } {
  const { language } = useWords();
  const [found, setFound] = useState<FoundPeople | null>(null);
  const asked = useRef('');
  const search = useAction(async (query: string) => {
    if (query.length < minLetters) return;
    asked.current = query;
    const result = await ask('searchRoster', { query, language, limit: 50 });
    if (asked.current === query) setFound({ query, result });
  });
  const settled = useLater(text.trim(), settle);
  const { run } = search;
  useEffect(() => {
    if (settled === undefined) return;
    if (settled.length < minLetters) setFound(null);
    else if (settled !== asked.current) void run(settled);
  }, [settled, run]);
  return { found, search };
}

function Found({ found, busy }: { found: FoundPeople | null; busy: boolean }): ReactNode {
  const { t } = useWords();
  if (found === null) {
    return busy ? null : (
      <EmptyState
        icon={<UserSearch size={24} />}
        title={t('search.start')}
        hint={t('search.recorded')}
      />
    );
  }
  const { rows, more } = found.result;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<SearchX size={24} />}
        title={
          <>
            {t('search.nobody')} <bdi>{found.query}</bdi>
          </>
        }
        hint={t('search.nobodyHint')}
      />
    );
  }
  return (
    <div data-answers={found.query}>
      <p className="small" role="status">
        {more
          ? t('search.more', { count: rows.length })
          : t('search.found', { count: rows.length })}
      </p>
      <FoundList rows={rows} />
    </div>
  );
}
