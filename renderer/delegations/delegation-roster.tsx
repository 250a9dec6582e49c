import {
  CircleCheckBig,
  ListChecks,
  ListOrdered,
  ScanFace,
  Star,
  UserRoundSearch,
  UserRoundX,
  UsersRound,
} from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import {
  Checkbox,
  GridList,
  GridListItem,
  type Key,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type IdentityDocument, identityDocumentSchema } from '../../domain/ledger/attendance.ts';
import type { DelegationMember, DelegationView } from '../../preload/contract/delegations.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { RadioCards } from '../kit/fields/radio-cards.tsx';
import { useHotkeys } from '../kit/hotkeys.ts';
import { useNavigation } from '../kit/navigation.tsx';
import { useClaimFocus } from '../kit/use-claim-focus.ts';
import { useEventWords } from '../kit/words/event-words.ts';
import { BadgeChip } from '../roster/badge-chip.tsx';
import { PresenceChip, StatusChip } from '../roster/status-chip.tsx';
import { useFieldLabel } from '../roster/use-field-label.ts';
import { useRoleWord } from '../roster/use-role-word.ts';
import type { Person } from './group.ts';
import { GroupOneByOne } from './group-one-by-one.tsx';
import { GroupResults } from './group-results.tsx';
import { countMembers, type Filter, filters, isMissing, shownBy } from './members.ts';
import { TickedBar } from './ticked-bar.tsx';
import type { Group } from './use-group.ts';

/** One delegation: its counts, its people, and the actions on those who are ticked. */
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
  // A person who left the list, through a replacement for example, is no longer ticked.
  const ticked = members.filter(({ id }) => ticks.has(id));
  const tick = (keys: 'all' | Set<Key>): void =>
    setTicks(keys === 'all' ? new Set(shown.map(({ id }) => id)) : new Set([...keys].map(String)));
  const tickMissing = (): void => setTicks(new Set(members.filter(isMissing).map(({ id }) => id)));
  return (
    <>
      <RosterHead view={view} filter={filter} onFilter={setFilter} />
      {group.state.kind === 'none' ? (
        <>
          <div className="muster-tools row wrap gap-2-3 flex-none">
            <Button
              size="small"
              icon={<ListChecks />}
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
              <p className="small">{t('delegations.noneTicked')}</p>
            )}
          </div>
          <GridList
            className="member-rows flex-1 min-h-0 pad-2-3 scroll no-ring"
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
    <header className="muster-head stack gap-2-5 items-center flex-none pad-4-5 line-below">
      <div className="flow gap-0-3 items-baseline">
        <h2 className="text-xl break-anywhere">
          <bdi>{words.delegation(view.code)}</bdi>
        </h2>
        <bdi className="code soft">{view.code}</bdi>
      </div>
      <div className="muster-counts figures stack gap-1-3 text-sm" role="status">
        <strong>{t('delegations.present', { present, expected })}</strong>
        <span className="ink-look strong text-end" data-complete={missing === 0 || undefined}>
          {missing === 0 && expected > 0
            ? t('delegations.complete')
            : t('delegations.missing', { count: missing })}
        </span>
        <div className="muster-track span-all clip round-full ground-sunken" aria-hidden="true">
          <div className="h-full" style={{ inlineSize: `${fraction * 100}%` }} />
        </div>
      </div>
      <ToggleButtonGroup
        className="muster-filter inline-flex round-full ground-sunken"
        aria-label={t('delegations.show')}
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => {
          const chosen = filters.find((one) => keys.has(one));
          if (chosen !== undefined) onFilter(chosen);
        }}
      >
        {filters.map((one) => (
          <ToggleButton
            key={one}
            id={one}
            className="muster-filter-button target pad-inline-4 bare round-full ink text-sm strong"
          >
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
    return <EmptyState icon={<CircleCheckBig />} title={t('delegations.noneMissing')} />;
  }
  return (
    <EmptyState
      icon={<UserRoundX />}
      title={t(isEmpty ? 'delegations.nobody' : 'delegations.nonePresent')}
    />
  );
}

/** The action in progress for several people, in the place of the roster. */
function GroupPanel({
  group,
  members,
}: {
  group: Group;
  members: readonly DelegationMember[];
}): ReactNode {
  const { state } = group;
  switch (state.kind) {
    case 'none':
      return null;
    case 'documents':
      return <GroupDocuments group={group} people={state.people} />;
    case 'one-by-one':
      return <GroupOneByOne group={group} state={state} members={members} />;
    case 'results':
      return <GroupResults group={group} state={state} />;
  }
}

/** One person of the roster: ticked or not, present or not, and where the badge is. */
function MemberRow({ member }: { member: DelegationMember }): ReactNode {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const words = useEventWords();
  const roleWord = useRoleWord();
  const { go, pick } = useNavigation();
  const { id, printedName, title, jobTitle, nativeName, status, vip, badge } = member;
  const isHead = member.role === 'head';
  // The role in the delegation, unless the category includes it already (and follows the person's
  // gender).
  const category = words.category(member.category, member.grammaticalGender);
  const role =
    member.role === 'member' || member.category === 'head-of-delegation'
      ? category
      : `${roleWord(member)} · ${category}`;
  return (
    <GridListItem
      id={id}
      textValue={printedName}
      className="member-row stack gap-3 items-center pad-1-2 round-md pointer no-ring hover-sunken"
    >
      <Checkbox
        slot="selection"
        className="member-tick centred"
        aria-label={t('delegations.tick', { name: printedName })}
      >
        <span className="check-box centred flex-none round-sm ground-surface" aria-hidden="true" />
      </Checkbox>
      <div className="member-who">
        <p
          className="member-name flow gap-0-2 items-baseline strong break-anywhere"
          data-head={isHead || undefined}
        >
          {title !== '' && <bdi className="small regular">{title}</bdi>}
          <bdi>{printedName}</bdi>
          {vip && (
            <Star aria-label={label('vip')} size={14} className="search-vip self-center ink-look" />
          )}
        </p>
        <p className="flow gap-0-3 small">
          <span>{role}</span>
          {jobTitle !== '' && <bdi>{jobTitle}</bdi>}
          {nativeName !== '' && <bdi>{nativeName}</bdi>}
        </p>
      </div>
      <div className="flow gap-1-2 justify-end">
        {status !== 'confirmed' && <StatusChip status={status} />}
        <PresenceChip presentToday={member.presentToday} presentEvent={member.presentEvent} />
        {badge !== null && <BadgeChip state={badge.state} />}
      </div>
      <IconButton
        label={t('delegations.open', { name: printedName })}
        icon={<UserRoundSearch />}
        onPress={() => {
          pick(id);
          go('desk');
        }}
      />
    </GridListItem>
  );
}

/** How the documents of those ticked are checked: one key a person, or one confirmation for all. */
function GroupDocuments({ group, people }: { group: Group; people: readonly Person[] }): ReactNode {
  const { t } = useTranslation();
  const { dialog } = useNavigation();
  const [kind, setKind] = useState<IdentityDocument | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  useHotkeys(
    [
      { key: 'Escape', run: group.end },
      { key: 'Enter', run: group.oneByOne },
    ],
    dialog === null,
  );
  return (
    <div
      className="group-panel column gap-4 flex-1 min-h-0 pad-5 scroll no-ring"
      ref={panel}
      tabIndex={-1}
    >
      <h3 className="row gap-2 text-lg">
        <ScanFace size={22} />
        {t('delegations.documents.title', { count: people.length })}
      </h3>
      <p className="soft">{t('delegations.documents.hint')}</p>
      <ul className="group-names flow gap-1-2 scroll">
        {people.map(({ id, printedName }) => (
          <li className="pad-1-3 round-full ground-sunken text-sm" key={id}>
            <bdi>{printedName}</bdi>
          </li>
        ))}
      </ul>
      <div className="group-ways stack gap-4">
        <div className="group-way column gap-3 pad-4 outlined round-lg">
          <h4>{t('delegations.documents.each')}</h4>
          <p className="field-hint">{t('delegations.documents.eachHint')}</p>
          <Button
            look="primary"
            wide
            icon={<ListOrdered />}
            keys={[t('keys.enter')]}
            onPress={group.oneByOne}
          >
            {t('delegations.documents.each')}
          </Button>
        </div>
        <div className="group-way column gap-3 pad-4 outlined round-lg">
          <h4>{t('delegations.documents.all')}</h4>
          <RadioCards
            label={t('delegations.documents.kind')}
            value={kind}
            onChange={setKind}
            choices={identityDocumentSchema.options.map((id) => ({
              id,
              label: t(`identity.${id}`),
            }))}
          />
          <Button
            wide
            icon={<UsersRound />}
            isDisabled={kind === null}
            onPress={() => kind !== null && group.seenAll(kind)}
          >
            {t('delegations.documents.all')}
          </Button>
        </div>
      </div>
      <Button look="quiet" keys={[t('keys.escape')]} onPress={group.end}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
