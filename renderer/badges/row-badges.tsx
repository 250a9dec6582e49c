import { ArrowLeft, CircleCheckBig, Printer, SearchX, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BalanceRow } from '../../domain/badges/badge-balance.ts';
import type { BalanceBadgeView, BalanceScopeInput } from '../../preload/contract/badges.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import type { Fates } from './use-fates.ts';
import './row-badges.css';

const shownBadges = 100;

/** The serials behind one row of the balance, with what may be recorded of each. */
export function RowBadges({
  row,
  scope,
  fates,
  onBack,
}: {
  row: BalanceRow;
  scope: BalanceScopeInput;
  fates: Fates;
  onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [text, setText] = useState('');
  const { value, failure } = useAnswer(
    'listBalanceBadges',
    [{ ...scope, row, text, limit: shownBadges }],
    { renewOn: ['countsChanged', 'printJobsChanged', 'syncChanged'] },
  );
  const last = useKept(value);
  const badges = last?.badges ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="row-badges grid gap-4" aria-labelledby="row-badges-title">
      <header className="grid gap-x-4 gap-y-3 items-end">
        <Button icon={<ArrowLeft className="flips" />} onPress={onBack}>
          {t('badges.back')}
        </Button>
        <h2
          className="flex items-center gap-3 min-h-target outline-none"
          id="row-badges-title"
          ref={heading}
          tabIndex={-1}
        >
          {t(`badges.row.${row}`)}
          {last !== null && (
            <span className="figures text-soft font-normal">{number(last.total)}</span>
          )}
        </h2>
        <TextField label={t('badges.find')} maxLength={100} value={text} onChange={setText} />
      </header>
      <LastRecorded fates={fates} />
      <FailureNote failure={failure ?? fates.failure} />
      {badges.length > 0 && <BadgeTable row={row} badges={badges} fates={fates} />}
      {last !== null && badges.length < last.total && (
        <p className="small">
          {t('badges.shownOf', { shown: number(badges.length), total: number(last.total) })}
        </p>
      )}
      {last !== null && badges.length === 0 && <NothingHere text={text.trim()} />}
    </section>
  );
}

/** Keeps the last answer until the next one, so that the list does not flicker at each letter. */
function useKept<T>(value: T | null): T | null {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== null) setKept(value);
  }, [value]);
  return value ?? kept;
}

function BadgeTable({
  row,
  badges,
  fates,
}: {
  row: BalanceRow;
  badges: Parameters<typeof BadgeLine>[0]['badge'][];
  fates: Fates;
}): ReactNode {
  const { t } = useTranslation();
  const columns = ['holder', 'serial', 'issued', 'word', 'actions'] as const;
  return (
    <div className="badge-table overflow-auto panel">
      <table className="w-full border-collapse">
        <caption className="visually-hidden">{t(`badges.row.${row}`)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th className="small font-semibold" key={column} scope="col">
                {t(`badges.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {badges.map((badge) => (
            <BadgeLine key={badge.serialText} badge={badge} fates={fates} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NothingHere({ text }: { text: string }): ReactNode {
  const { t } = useTranslation();
  const isSearch = text !== '';
  const Icon = isSearch ? SearchX : CircleCheckBig;
  return (
    <EmptyState
      icon={<Icon aria-hidden="true" size={22} />}
      title={<bdi>{isSearch ? t('badges.foundNone', { text }) : t('badges.rowEmpty')}</bdi>}
      {...(isSearch ? {} : { hint: t('badges.rowEmptyHint') })}
    />
  );
}

/** The latest record made here, with an undo: the badge itself has left this row. */
function LastRecorded({ fates }: { fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const [last] = fates.recent;
  if (last === undefined) return null;
  const { serialText, printedName, fate, factId } = last;
  return (
    <div role="status">
      <Note
        tone="go"
        icon={<CircleCheckBig />}
        title={t(`badges.fateOf.${fate}`, {
          name: printedName || t('badges.noHolder'),
          serial: serialText,
        })}
        actions={
          <Button
            size="small"
            icon={<Undo2 className="flips" />}
            aria-label={t('badges.record.undoOf', { serial: serialText })}
            isDisabled={fates.busy}
            onPress={() => void fates.undo(factId)}
          >
            {t('badges.record.undo')}
          </Button>
        }
      />
    </div>
  );
}

function BadgeLine({ badge, fates }: { badge: BalanceBadgeView; fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const moment = useMoment();
  const { serialText, printedName, delegation, stationName, issuedAt, lastWord } = badge;
  return (
    <tr className="border-t">
      <th className="font-semibold wrap-anywhere" scope="row">
        <bdi>{printedName || t('badges.noHolder')}</bdi>
        <small className="flex flex-wrap gap-x-3 text-soft text-xs font-normal">
          <bdi>{words.delegation(delegation)}</bdi>
        </small>
      </th>
      <td>
        <bdi className="code whitespace-nowrap">{serialText}</bdi>
        <Place badge={badge} />
      </td>
      <td className="figures">
        {moment(issuedAt)}
        <small className="flex flex-wrap gap-x-3 text-soft text-xs font-normal">
          <bdi>{stationName}</bdi>
        </small>
      </td>
      <td className="figures">
        {lastWord !== null && moment(lastWord.wall)}
        {lastWord?.operatorName != null && (
          <small className="flex flex-wrap gap-x-3 text-soft text-xs font-normal">
            <bdi>{t('badges.by', { operator: lastWord.operatorName })}</bdi>
          </small>
        )}
      </td>
      <td>
        <LineActions badge={badge} fates={fates} />
      </td>
    </tr>
  );
}

/** Where an invalid badge is, and which badge replaced it. */
function Place({ badge: { whereabouts, replacedBy } }: { badge: BalanceBadgeView }): ReactNode {
  const { t } = useTranslation();
  return (
    <small className="flex flex-wrap gap-x-3 text-soft text-xs font-normal">
      {whereabouts !== null && <span>{t(`badges.placeOne.${whereabouts}`)}</span>}
      {replacedBy !== null && <bdi>{t('badges.replacedBy', { serial: replacedBy })}</bdi>}
    </small>
  );
}

function LineActions({ badge, fates }: { badge: BalanceBadgeView; fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { serialText, printedName } = badge;
  const name = printedName || t('badges.noHolder');
  return (
    <div className="line-actions flex flex-wrap gap-1">
      {badge.jobId !== null && (
        <Button size="small" icon={<Printer />} onPress={() => go('jobs')}>
          {t('badges.toPrints')}
        </Button>
      )}
      {badge.fates.map((fate) => (
        <Button
          key={fate}
          size="small"
          variant="quiet"
          isDisabled={fates.busy}
          aria-label={t(`badges.fateOf.${fate}`, { name, serial: serialText })}
          onPress={() => void fates.recordSerial(serialText, fate)}
        >
          {t(`badges.fate.${fate}`)}
        </Button>
      ))}
    </div>
  );
}
