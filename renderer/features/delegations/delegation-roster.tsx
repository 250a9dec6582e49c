import { CircleCheckBig, ListChecks, UserRoundX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { GridList, type Key, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DelegationView } from '../../../preload/contract/delegation.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupPanel } from './group-panel.tsx';
import { MemberRow } from './member-row.tsx';
import { countMembers, type Filter, filters, isMissing, shownBy } from './members.ts';
import { TickedBar } from './ticked-bar.tsx';
import type { Group } from './use-group.ts';

/** One delegation: its counts, its people, and what is done for those who are ticked. */
export function DelegationRoster({
  view,
  group,
}: {
  view: DelegationView;
  group: Group;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const [filter, setFilter] = useState<Filter>('all');
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set());
  const { members, code } = view;
  const shown = shownBy(filter, members);
  // Who left the list, by a replacement for example, is not ticked any more.
  const ticked = members.filter(({ id }) => ticks.has(id));
  const tick = (keys: 'all' | Set<Key>): void =>
    setTicks(keys === 'all' ? new Set(shown.map(({ id }) => id)) : new Set([...keys].map(String)));
  const tickMissing = (): void => setTicks(new Set(members.filter(isMissing).map(({ id }) => id)));
  return (
    <>
      <RosterHead view={view} filter={filter} onFilter={setFilter} />
      {group.state.kind === 'none' ? (
        <>
          <div className="muster-tools">
            <Button
              size="small"
              icon={<ListChecks aria-hidden="true" size={16} />}
              isDisabled={!members.some(isMissing)}
              onPress={tickMissing}
            >
              {t('delegations.tickMissing')}
            </Button>
            {ticked.length > 0 && (
              <Button size="small" look="quiet" onPress={() => setTicks(new Set())}>
                {t('delegations.untick')}
              </Button>
            )}
            {ticked.length === 0 && members.length > 0 && (
              <p className="muster-hint">{t('delegations.noneTicked')}</p>
            )}
          </div>
          <GridList
            className="member-rows"
            aria-label={t('delegations.roster', { delegation: words.delegation(code) })}
            autoFocus="first"
            selectionMode="multiple"
            selectionBehavior="toggle"
            selectedKeys={ticked.map(({ id }) => id)}
            onSelectionChange={tick}
            renderEmptyState={() => <NobodyShown filter={filter} isEmpty={members.length === 0} />}
          >
            {shown.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </GridList>
          <TickedBar ticked={ticked} group={group} onDone={() => setTicks(new Set())} />
        </>
      ) : (
        <GroupPanel group={group} members={members} />
      )}
    </>
  );
}

function RosterHead({
  view,
  filter,
  onFilter,
}: {
  view: DelegationView;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { present, expected, missing } = countMembers(view.members);
  const fraction = expected === 0 ? 0 : present / expected;
  return (
    <header className="muster-head">
      <div className="muster-title">
        <h2>
          <bdi>{words.delegation(view.code)}</bdi>
        </h2>
        <bdi className="code">{view.code}</bdi>
      </div>
      <div className="muster-counts figures" role="status">
        <strong>{t('delegations.present', { present, expected })}</strong>
        <span data-complete={missing === 0 || undefined}>
          {missing === 0 && expected > 0
            ? t('delegations.complete')
            : t('delegations.missing', { count: missing })}
        </span>
        <div className="muster-track" aria-hidden="true">
          <div style={{ inlineSize: `${fraction * 100}%` }} />
        </div>
      </div>
      <ToggleButtonGroup
        className="muster-filter"
        aria-label={t('delegations.show')}
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => {
          const chosen = filters.find((one) => keys.has(one));
          if (chosen !== undefined) onFilter(chosen);
        }}
      >
        {filters.map((one) => (
          <ToggleButton key={one} id={one} className="muster-filter-button">
            {t(`delegations.filter.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </header>
  );
}

function NobodyShown({ filter, isEmpty }: { filter: Filter; isEmpty: boolean }): ReactNode {
  const { t } = useTranslation();
  if (!isEmpty && filter === 'missing') {
    return (
      <EmptyState
        icon={<CircleCheckBig aria-hidden="true" size={22} />}
        title={t('delegations.noneMissing')}
      />
    );
  }
  return (
    <EmptyState
      icon={<UserRoundX aria-hidden="true" size={22} />}
      title={t(isEmpty ? 'delegations.nobody' : 'delegations.nonePresent')}
    />
  );
}
