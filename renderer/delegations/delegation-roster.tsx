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
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { GridList, GridListItem, type Key } from 'react-aria-components/GridList';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { headCategories, isHead } from '../../domain/delegations.ts';
import { type IdentityDocument, identityDocumentSchema } from '../../domain/ledger/attendance.ts';
import type { DelegationMember, DelegationView } from '../../preload/contract/delegations.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useClaimFocus } from '../../ui/use-claim-focus.ts';
import { useEventWords } from '../base/event-words.ts';
import { BadgeChip } from '../roster/badge-chip.tsx';
import { PresenceChip, StatusChip } from '../roster/status-chip.tsx';
import { useFieldLabel } from '../roster/use-field-label.ts';
import { useRoleWord } from '../roster/use-role-word.ts';
import { countMembers, type Filter, filters, isMissing, type Person, shownBy } from './group.ts';
import { GroupOneByOne } from './group-one-by-one.tsx';
import { GroupResults } from './group-results.tsx';
import { TickedBar } from './ticked-bar.tsx';
import type { Group } from './use-group.ts';

export function DelegationRoster({
  view,
  group,
  focus,
}: {
  view: DelegationView;
  group: Group;
  /**
   * 0 while the delegation's name is still being typed; any other change moves the focus to the
   * list.
   */
  focus: number;
}): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus > 0) list.current?.focus();
  }, [focus]);
  const { t } = useTranslation();
  const words = useEventWords();
  const [filter, setFilter] = useState<Filter>('all');
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set());
  const { members, code } = view;
  const shown = shownBy(filter, members);
  // A person who left the list, for example by a replacement, is no longer ticked.
  const ticked = members.filter(({ id }) => ticks.has(id));
  const missing = members.filter(isMissing);
  const tickMissing = (): void => setTicks(new Set(missing.map(({ id }) => id)));
  const tick = (keys: 'all' | Set<Key>): void => {
    // "All" means those whom the check-in button applies to; if everyone is here, those whose
    // badges the hand-over button applies to.
    const missingHere = shown.filter(isMissing);
    const all = (missingHere.length > 0 ? missingHere : shown).map(({ id }) => id);
    setTicks(new Set(keys === 'all' ? all : [...keys].map(String)));
  };
  return (
    <>
      <RosterHead view={view} filter={filter} onFilter={setFilter} />
      {group.state.kind === 'none' ? (
        <>
          <div className="px-5 pt-3 pb-0 flex items-center flex-wrap gap-x-3 gap-y-2 flex-none">
            <Button
              size="small"
              icon={<ListChecks />}
              isDisabled={missing.length === 0}
              onPress={tickMissing}
            >
              {t('delegations.tickMissing')}
            </Button>
            {ticked.length > 0 && (
              <Button size="small" variant="quiet" onPress={() => setTicks(new Set())}>
                {t('delegations.untick')}
              </Button>
            )}
            {ticked.length === 0 && members.length > 0 && (
              <p className="small">{t('delegations.noneTicked')}</p>
            )}
          </div>
          <GridList
            className="member-rows flex-1 min-h-0 px-3 py-2 overflow-auto outline-none"
            aria-label={t('delegations.roster', { delegation: words.delegation(code) })}
            ref={list}
            {...(focus > 0 ? { autoFocus: 'first' as const } : {})}
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
          <TickedBar
            ticked={ticked}
            missing={missing}
            group={group}
            onDone={() => setTicks(new Set())}
          />
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
    <header className="muster-head grid gap-x-5 gap-y-2 items-center flex-none px-5 py-4 border-b">
      <div className="flex flex-wrap gap-x-3 items-baseline">
        <h2 className="text-xl wrap-anywhere">
          <bdi>{words.delegation(view.code)}</bdi>
        </h2>
        <bdi className="code text-soft">{view.code}</bdi>
      </div>
      <div
        className="muster-counts figures grid gap-x-3 gap-y-1 text-sm grid-cols-[auto_auto]"
        role="status"
      >
        <strong>{t('delegations.present', { present, expected })}</strong>
        <span
          className="text-look-ink font-semibold text-end"
          data-complete={missing === 0 || undefined}
        >
          {missing === 0 && expected > 0
            ? t('delegations.complete')
            : t('delegations.missing', { count: missing })}
        </span>
        <div className="muster-track rounded-full bg-sunken" aria-hidden="true">
          <div className="h-full" style={{ inlineSize: `${fraction * 100}%` }} />
        </div>
      </div>
      <ToggleButtonGroup
        className="muster-filter p-0.75 inline-flex rounded-full bg-sunken"
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
            className="muster-filter-button min-h-target px-4 border-0 bg-transparent rounded-full text-ink text-sm font-semibold"
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

/** The action in progress for several people, shown instead of the roster. */
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

function MemberRow({ member }: { member: DelegationMember }): ReactNode {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const words = useEventWords();
  const roleWord = useRoleWord();
  const { go, pick } = useNavigation();
  const { id, printedName, title, jobTitle, nativeName, status, vip, badge } = member;
  const isLeading = words.hasHeads && isHead(member);
  // The role in the delegation, unless the category includes it already (and follows the person's
  // gender).
  const category = words.category(member.category, member.grammaticalGender);
  const role =
    !words.hasHeads || member.role === 'member' || headCategories.includes(member.category)
      ? category
      : `${roleWord(member)} · ${category}`;
  return (
    <GridListItem
      id={id}
      textValue={printedName}
      className="member-row grid gap-3 items-center px-2 py-1 rounded-md cursor-pointer outline-none hover:bg-sunken"
    >
      <Checkbox
        slot="selection"
        className="member-tick size-target grid place-items-center quiet-focus"
        aria-label={t('delegations.tick', { name: printedName })}
      >
        <span className="check-box rounded-sm bg-surface" aria-hidden="true" />
      </Checkbox>
      <div>
        <p
          className="member-name flex flex-wrap gap-x-2 items-baseline font-semibold wrap-anywhere"
          data-head={isLeading || undefined}
        >
          {title !== '' && <bdi className="small font-normal">{title}</bdi>}
          <bdi>{printedName}</bdi>
          {vip && <Star aria-label={label('vip')} size={14} className="search-vip" />}
        </p>
        <p className="flex flex-wrap gap-x-3 small">
          <span>{role}</span>
          {jobTitle !== '' && <bdi>{jobTitle}</bdi>}
          {nativeName !== '' && <bdi>{nativeName}</bdi>}
        </p>
      </div>
      <div className="flex flex-wrap gap-x-2 gap-y-1 justify-end">
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

/**
 * How the documents of those ticked are checked: one key per person, or one confirmation for all.
 */
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
      className="group-panel flex flex-col gap-4 flex-1 min-h-0 p-5 overflow-auto outline-none"
      ref={panel}
      tabIndex={-1}
    >
      <h3 className="flex items-center gap-2 text-lg">
        <ScanFace size={22} />
        {t('delegations.documents.title', { count: people.length })}
      </h3>
      <p className="text-soft">{t('delegations.documents.hint')}</p>
      <ScrollArea
        label={t('delegations.documents.title', { count: people.length })}
        className="max-h-32"
      >
        <ul className="flex flex-wrap gap-x-2 gap-y-1">
          {people.map(({ id, printedName }) => (
            <li className="px-3 py-1 rounded-full bg-sunken text-sm" key={id}>
              <bdi>{printedName}</bdi>
            </li>
          ))}
        </ul>
      </ScrollArea>
      <div className="group-ways grid-cols-fit-68 grid gap-4">
        <div className="group-way flex flex-col gap-3 p-4 border rounded-lg">
          <h4>{t('delegations.documents.each')}</h4>
          <p className="field-hint">{t('delegations.documents.eachHint')}</p>
          <Button
            variant="primary"
            wide
            icon={<ListOrdered />}
            keys={[t('keys.enter')]}
            onPress={group.oneByOne}
          >
            {t('delegations.documents.each')}
          </Button>
        </div>
        <div className="group-way flex flex-col gap-3 p-4 border rounded-lg">
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
      <Button variant="quiet" keys={[t('keys.escape')]} onPress={group.end}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
