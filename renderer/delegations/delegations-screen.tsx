import { CircleCheck, CircleDashed, Search, UsersRound } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { delegationKinds, delegationsInOrder, hasDelegations } from '../../domain/delegations.ts';
import type { Delegation } from '../../domain/event/event-file.ts';
import type { DelegationPresenceView } from '../../preload/contract/delegations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { DelegationRoster } from './delegation-roster.tsx';
import { matchDelegations } from './match-delegations.ts';
import { useGroup } from './use-group.ts';
import '../../ui/fields/check-line.css';
import './delegations.css';
import './group.css';
import './members.css';

export function DelegationsScreen(): ReactNode {
  const { t } = useTranslation();
  const { delegation, showDelegation, dialog } = useNavigation();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const group = useGroup();
  const { event, day } = useStation();
  const { language } = useFormats();
  const all = useMemo(() => delegationsInOrder(event, language, day), [day, event, language]);
  const { value: figures } = useAnswer('listDelegations', [], {
    renewOn: ['countsChanged', 'stationChanged'],
  });
  const answer = useAnswer('getDelegation', [{ code: delegation ?? '' }], {
    when: delegation !== null,
    renewOn: ['countsChanged', 'printJobsChanged', 'printBatchesChanged', 'stationChanged'],
  });
  useEffect(() => {
    // Operators come to this screen to type a name.
    field.current?.focus();
  }, []);
  useHotkeys([{ key: '/', run: () => field.current?.focus() }], dialog === null);
  /** Increased when the roster must take the focus. */
  const [focus, setFocus] = useState(1);
  const choose = (code: string): void => {
    if (code === delegation) return;
    group.end();
    showDelegation(code);
  };
  return (
    <main
      className="delegations grid-cols-[21rem_minmax(0,1fr)] px-6 py-4 grid grid-rows-head-rest gap-4 min-h-0 h-full"
      aria-label={t('delegations.title')}
    >
      <header className="screen-head col-span-full">
        <h1>{t('delegations.title')}</h1>
      </header>
      <DelegationList
        chosen={delegation}
        onChoose={choose}
        typed={typed}
        onType={(text) => {
          setTyped(text);
          // A sole match opens without a further key.
          const [sole, other] = text.trim() === '' ? [] : matchDelegations(all, text);
          if (sole === undefined || other !== undefined) return;
          setFocus(0);
          choose(sole.code);
        }}
        onEnter={() => setFocus((count) => count + 1)}
        all={all}
        figures={figures}
        field={field}
      />
      <section className="flex flex-col min-h-0 overflow-hidden panel">
        <FailureNote failure={answer.failure} />
        {delegation === null && (
          <EmptyState
            icon={<UsersRound />}
            title={t('delegations.choose')}
            hint={t('delegations.chooseHint')}
          />
        )}
        {answer.value !== null && (
          <DelegationRoster
            key={answer.value.code}
            view={answer.value}
            group={group}
            focus={focus}
          />
        )}
      </section>
    </main>
  );
}

/**
 * Every delegation of the event's table; name or code narrows the list, arrows and Enter choose.
 */
function DelegationList({
  chosen,
  onChoose,
  typed,
  onType,
  onEnter,
  all,
  figures,
  field,
}: {
  chosen: string | null;
  onChoose: (code: string) => void;
  typed: string;
  onType: (typed: string) => void;
  onEnter: () => void;
  all: readonly Delegation[];
  /** Null until the first answer. */
  figures: readonly DelegationPresenceView[] | null;
  field: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const found = useMemo(() => matchDelegations(all, typed), [all, typed]);
  // Only delegations are members, observers, organisations or the secretariat.
  const hasKinds = hasDelegations(useStation().event);
  const headingOf = (kind: Delegation['kind']): string =>
    t(hasKinds ? `delegations.kind.${kind}` : 'delegations.list');
  const lines = useMemo(() => new Map((figures ?? []).map((one) => [one.code, one])), [figures]);
  const sections = delegationKinds
    .map((kind) => ({ kind, delegations: found.filter((one) => one.kind === kind) }))
    .filter(({ delegations }) => delegations.length > 0);
  return (
    <div className="delegation-list flex flex-col min-h-0 overflow-hidden panel">
      <Autocomplete inputValue={typed} onInputChange={onType}>
        <SearchField
          className="delegation-find flex items-center gap-2 flex-none px-4 border-b"
          aria-label={t('delegations.find')}
        >
          <Search className="flex-none text-soft" size={18} />
          <Input
            ref={field}
            className="delegation-input min-h-13 quiet-focus flex-1 min-w-0 border-0 bg-transparent text-ink text-lg outline-none"
            placeholder={t('delegations.placeholder')}
            spellCheck={false}
            autoComplete="off"
            onKeyDown={({ key }) => key === 'Enter' && onEnter()}
          />
        </SearchField>
        <ListBox
          className="px-2 pt-0 pb-2 flex-1 min-h-0 overflow-auto outline-none"
          aria-label={t('delegations.list')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={(keys) => {
            const [code] = keys === 'all' ? [] : keys;
            if (code !== undefined) onChoose(String(code));
          }}
          renderEmptyState={() => (
            <EmptyState
              icon={<Search />}
              title={t('delegations.none')}
              hint={t('delegations.noneHint')}
            />
          )}
        >
          {sections.map(({ kind, delegations }) => (
            <ListBoxSection key={kind} id={kind} aria-label={headingOf(kind)}>
              {hasKinds && (
                <Header className="top-0 px-2 pt-3 pb-1 sticky z-1 bg-surface small font-semibold">
                  {headingOf(kind)}
                </Header>
              )}
              {delegations.map((one) => (
                <Row
                  key={one.code}
                  delegation={one}
                  line={lines.get(one.code)}
                  language={language}
                />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </div>
  );
}

function Row({
  delegation: { code, name },
  line,
  language,
}: {
  delegation: Delegation;
  /** Undefined if nobody is expected. */
  line: DelegationPresenceView | undefined;
  language: 'en' | 'fr';
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { event } = useStation();
  const shown = textIn(name, language, event);
  const counts = line && { present: number(line.present), expected: number(line.expected) };
  return (
    <ListBoxItem
      id={code}
      textValue={shown}
      className="delegation-row grid grid-cols-text-end items-baseline gap-x-2 min-h-target p-2 rounded-md cursor-pointer outline-none hover:bg-sunken chosen-row"
    >
      <bdi className="font-semibold wrap-anywhere">{shown}</bdi>
      <span
        className="figures font-semibold"
        data-complete={(line && line.present === line.expected) || undefined}
      >
        {counts && (
          <>
            <span aria-hidden="true">{t('delegations.presentShort', counts)}</span>
            <span className="visually-hidden">{t('delegations.present', counts)}</span>
          </>
        )}
      </span>
      <ul className="grid small">
        {hasDelegations(event) &&
          line?.heads.slice(0, shownHeads).map((head) => <HeadLine key={head.id} head={head} />)}
      </ul>
      <bdi className="code small">{code}</bdi>
    </ListBoxItem>
  );
}

/** Few delegations have more heads; the roster shows all. */
const shownHeads = 2;

function HeadLine({
  head: { title, printedName, presentToday },
}: {
  head: DelegationPresenceView['heads'][number];
}): ReactNode {
  const { t } = useTranslation();
  const Icon = presentToday ? CircleCheck : CircleDashed;
  return (
    <li className="delegation-head flex items-center gap-1" data-here={presentToday || undefined}>
      <Icon aria-hidden="true" size={14} />
      <bdi className="wrap-anywhere">{title === '' ? printedName : `${title} ${printedName}`}</bdi>
      <span className="visually-hidden">
        {t(presentToday ? 'delegations.headHere' : 'delegations.headMissing')}
      </span>
    </li>
  );
}
