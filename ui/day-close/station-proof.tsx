import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloseMark, Verdict, VerdictReason } from '../../domain/day-close/station-verdict.ts';
import { useFormats } from '../formats.ts';

interface VerdictWhyProps {
  /** Null if the records are proven. */
  reason: VerdictReason | null;
  asOf: CloseMark | null;
  /** A time in the words of the page, from UTC milliseconds. */
  moment: (wall: number) => string;
  /** What to do, and what was noted. */
  children?: ReactNode;
}

/** Why a station's records of a day are proven or not, and on which close that rests. */
export function VerdictWhy({ reason, asOf, moment, children }: VerdictWhyProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <p>{t(`day.reasons.${reason ?? 'proven'}`)}</p>
      {asOf !== null && (
        <p className="verdict-do text-soft">
          {t('day.asOfClose', {
            moment: moment(asOf.wall),
            kseq: number(asOf.kseq),
            since: number(asOf.since),
          })}
        </p>
      )}
      {children}
    </>
  );
}

interface Held {
  verdict: Verdict;
  /** Number of records here, and min number that the station wrote. */
  held: number;
  atLeast: number;
}

/** How many of a station's records are here: an exact number only if they are proven. */
export function HeldRecords({ of: { verdict, held, atLeast } }: { of: Held }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return verdict === 'proven'
    ? number(held)
    : t('day.atLeast', { held: number(held), least: number(atLeast) });
}
