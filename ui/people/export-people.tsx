import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleFileRequest } from '../../domain/people/people-list.ts';
import { Button } from '../button.tsx';
import { type Failure, FailureNote } from '../failure-note.tsx';
import { useFormats } from '../formats.ts';
import type { Action } from '../page-client.ts';
import { useNotify } from '../toast.tsx';
import type { ShownPeople } from './people-list.tsx';

interface ExportPeopleProps<F extends Failure> {
  /** Saves the file, and tells how many people it has; null where no one wanted it after all. */
  action: Action<[PeopleFileRequest, done: (people: number | null) => void], F>;
  ids: ReadonlySet<string>;
  shown: ShownPeople;
}

/** Saves the selected people as the list shows them. */
export function ExportPeople<F extends Failure>(props: ExportPeopleProps<F>): ReactNode {
  const { action, ids, shown } = props;
  const { columns, sort, day } = shown;
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const save = (): void => {
    void action.run({ ids: [...ids], columns: [...columns], sort, day }, (count) => {
      if (count !== null) notify(t('people.exportedMany', { count, formatted: number(count) }));
    });
  };
  return (
    <>
      <Button size="small" icon={<FileDown />} isDisabled={action.busy} onPress={save}>
        {t('people.exportMany')}
      </Button>
      <FailureNote failure={action.failure} />
    </>
  );
}
