import { ArrowLeft, Check, DatabaseZap, Info, Printer, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import type { RosterDiff } from '../../domain/roster/roster-import.ts';
import { Button } from '../button.tsx';
import { CheckLine } from '../fields/check-line.tsx';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { BookingsTable } from './bookings-table.tsx';
import { ReadingLines } from './columns-step.tsx';
import { AddedTable, ChangedTable, OddTable, RejectedTable } from './diff-tables.tsx';
import { openQuestions, Questions } from './questions.tsx';
import { UnknownDelegations } from './unknown-delegations.tsx';
import type { ImportState, ImportVerbs } from './use-import.ts';
import '../tabs.css';
import './changes.css';

/** The kind of change shown first: corrections to accept, rejected rows, doubts, and then the rest. */
function firstTab(diff: RosterDiff): string {
  if (diff.mended > 0) return 'odd';
  if (diff.rejected > 0) return 'rejected';
  if (diff.bookings !== null && diff.bookings.odd > 0) return 'bookings';
  if (diff.changed > 0) return 'changed';
  return diff.added === 0 && diff.bookings !== null ? 'bookings' : 'added';
}

/** The changes to confirm. Nothing is written yet. */
export function ChangesStep({
  state: { diff, answers, delegations },
  roster,
  saveRejected,
}: {
  state: Extract<ImportState, { step: 'changes' }>;
  roster: Pick<ImportVerbs, 'markVips' | 'addDelegations' | 'answer' | 'backToColumns' | 'apply'>;
  /** The button that saves the rejected rows as a file. */
  saveRejected: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  const isOpen = diff.mended > 0 && !answers.acceptMended;
  const undecided = openQuestions(diff, answers);
  const { booked = 0, waiting = 0, released = 0 } = diff.bookings ?? {};
  const total = diff.added + diff.changed + diff.asked + booked + waiting + released;
  const isAllRejected = diff.rejected > 0 && diff.rejected === diff.rows;
  return (
    <>
      <div>
        <h2 className="text-xl">{t('roster.diff.title')}</h2>
        <p className="text-soft">{t('roster.diff.hint')}</p>
      </div>
      <DiffTiles diff={diff} />
      {diff.asked > 0 && <Questions diff={diff} answers={answers} setAnswers={roster.answer} />}
      {diff.outdatedBadges > 0 && (
        <Note
          tone="look"
          icon={<Printer size={18} />}
          title={t('roster.diff.outdated', {
            count: diff.outdatedBadges,
            formatted: number(diff.outdatedBadges),
          })}
        />
      )}
      <UnknownDelegations diff={diff} done={delegations} add={roster.addDelegations} />
      {diff.vips !== null && (
        <div>
          <CheckLine
            isSelected={diff.vips.marked}
            onChange={(marked) => void roster.markVips(marked)}
          >
            {t('roster.diff.markVips', {
              count: diff.vips.people,
              formatted: number(diff.vips.people),
            })}
          </CheckLine>
          <p className="small">
            <bdi>{t('roster.diff.vipWords', { words: list(diff.vips.words) })}</bdi>
          </p>
        </div>
      )}
      {diff.mended > 0 && (
        <Note
          tone={isOpen ? 'look' : 'go'}
          icon={isOpen ? <TriangleAlert size={18} /> : <Check size={18} />}
          title={
            isOpen
              ? t('roster.diff.openMended', {
                  count: diff.mended,
                  formatted: number(diff.mended),
                })
              : t('roster.diff.acceptedMended')
          }
          actions={
            isOpen && (
              <Button onPress={() => roster.answer({ ...answers, acceptMended: true })}>
                {t('roster.diff.acceptMended', {
                  count: diff.mended,
                  formatted: number(diff.mended),
                })}
              </Button>
            )
          }
        >
          {isOpen && <p>{t('roster.diff.openMendedHint')}</p>}
        </Note>
      )}
      {diff.withoutKey > 0 && (
        <Note
          tone="quiet"
          icon={<Info size={18} />}
          title={t('roster.diff.withoutKey', {
            count: diff.withoutKey,
            formatted: number(diff.withoutKey),
          })}
        >
          <p>{t('roster.diff.withoutKeyHint')}</p>
        </Note>
      )}
      {diff.leftOut.length > 0 && <LeftOutLines lines={diff.leftOut} />}
      <DiffTabs diff={diff} saveRejected={saveRejected} />
      <div className="roster-foot flex flex-wrap items-center justify-between gap-4 py-3 sticky border-t bg-page">
        <Button icon={<ArrowLeft className="flips" />} onPress={roster.backToColumns}>
          {t('roster.diff.toColumns')}
        </Button>
        <Button
          variant="primary"
          size="large"
          icon={<DatabaseZap size={20} />}
          isDisabled={total === 0 || isOpen || undecided > 0}
          onPress={() => void roster.apply()}
        >
          {total === 0
            ? t(isAllRejected ? 'roster.diff.allRejected' : 'roster.diff.nothing')
            : undecided > 0
              ? t('roster.ask.open', { count: undecided, formatted: number(undecided) })
              : t('roster.diff.apply', { count: total, formatted: number(total) })}
        </Button>
      </div>
    </>
  );
}

function LeftOutLines({ lines }: { lines: RosterDiff['leftOut'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Note
      tone="quiet"
      icon={<Info size={18} />}
      title={t('roster.diff.leftOut', { count: lines.length })}
    >
      <ReadingLines lines={lines} />
    </Note>
  );
}

const tiles = ['added', 'changed', 'unchanged', 'absent', 'rejected'] as const;
const bookingTiles = ['booked', 'waiting', 'released'] as const;

function DiffTiles({ diff }: { diff: RosterDiff }): ReactNode {
  return (
    <dl className="diff-tiles grid-cols-5 figures grid gap-3">
      {tiles.map((tile) => (
        <Tile key={tile} tile={tile} count={diff[tile]} />
      ))}
      {diff.bookings !== null &&
        bookingTiles.map((tile) => (
          <Tile key={tile} tile={tile} count={diff.bookings?.[tile] ?? 0} />
        ))}
    </dl>
  );
}

function Tile({
  tile,
  count,
}: {
  tile: (typeof tiles)[number] | (typeof bookingTiles)[number];
  count: number;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <div
      className="grid gap-1 p-4 border rounded-md bg-surface"
      data-tile={tile}
      data-none={count === 0 || undefined}
    >
      <dd className="text-2xl font-bold leading-[1.1]">{number(count)}</dd>
      <dt className="small">{t(`roster.diff.${tile}`)}</dt>
    </div>
  );
}

function DiffTabs({
  diff,
  saveRejected,
}: {
  diff: RosterDiff;
  saveRejected: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Tabs className="tabs card diff-tabs flex flex-col min-h-0" defaultSelectedKey={firstTab(diff)}>
      <TabList className="tab-list px-4" aria-label={t('roster.diff.tabs')}>
        <Tab id="changed" className="tab">
          {t('roster.diff.tabChanged')} <span className="figures">{number(diff.changed)}</span>
        </Tab>
        <Tab id="added" className="tab">
          {t('roster.diff.tabAdded')} <span className="figures">{number(diff.added)}</span>
        </Tab>
        <Tab id="rejected" className="tab">
          {t('roster.diff.tabRejected')} <span className="figures">{number(diff.rejected)}</span>
        </Tab>
        {diff.bookings !== null && (
          <Tab id="bookings" className="tab">
            {t('roster.diff.tabBookings')}{' '}
            <span className="figures">
              {number(diff.bookings.booked + diff.bookings.waiting + diff.bookings.released)}
            </span>
          </Tab>
        )}
        {diff.odd > 0 && (
          <Tab id="odd" className="tab">
            {t('roster.diff.tabOdd')} <span className="figures">{number(diff.odd)}</span>
          </Tab>
        )}
      </TabList>
      <TabPanel id="changed" className="tab-panel">
        <ChangedTable diff={diff} />
      </TabPanel>
      <TabPanel id="added" className="tab-panel">
        <AddedTable diff={diff} />
      </TabPanel>
      <TabPanel id="rejected" className="tab-panel">
        <RejectedTable diff={diff} action={saveRejected} />
      </TabPanel>
      {diff.bookings !== null && (
        <TabPanel id="bookings" className="tab-panel">
          <BookingsTable bookings={diff.bookings} />
        </TabPanel>
      )}
      {diff.odd > 0 && (
        <TabPanel id="odd" className="tab-panel">
          <OddTable diff={diff} />
        </TabPanel>
      )}
    </Tabs>
  );
}
