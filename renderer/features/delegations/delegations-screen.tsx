import { UsersRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { DelegationList } from './delegation-list.tsx';
import { DelegationRoster } from './delegation-roster.tsx';
import { useGroup } from './use-group.ts';
import '../../ui/check-line.css';
import './delegations.css';
import './group.css';
import './members.css';

/** Delegations: choose one, see who is here and who is missing, do something for several at once. */
export function DelegationsScreen(): ReactNode {
  const { t } = useTranslation();
  const { delegation, showDelegation, dialog } = useNavigation();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const group = useGroup();
  const answer = useAnswer('getDelegation', [{ code: delegation ?? '' }], {
    when: delegation !== null,
    renewOn: ['countsChanged', 'printJobsChanged', 'printBatchesChanged', 'stationChanged'],
  });
  useEffect(() => {
    // Whoever comes here types a name.
    field.current?.focus();
  }, []);
  useHotkeys([{ key: '/', run: () => field.current?.focus() }], dialog === null);
  const choose = (code: string): void => {
    if (code === delegation) return;
    group.end();
    showDelegation(code);
  };
  return (
    <main className="delegations" aria-label={t('delegations.title')}>
      <header className="screen-head delegations-head">
        <h1>{t('delegations.title')}</h1>
        <p>{t('delegations.lead')}</p>
      </header>
      <DelegationList
        chosen={delegation}
        onChoose={choose}
        typed={typed}
        onType={setTyped}
        field={field}
      />
      <section className="delegation-detail">
        <FailureNote failure={answer.failure} />
        {delegation === null && (
          <EmptyState
            icon={<UsersRound aria-hidden="true" size={22} />}
            title={t('delegations.choose')}
            hint={t('delegations.chooseHint')}
          />
        )}
        {answer.value !== null && (
          <DelegationRoster key={answer.value.code} view={answer.value} group={group} />
        )}
      </section>
    </main>
  );
}
