import { CalendarCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBookings } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { Cell, Examples, None } from './diff-tables.tsx';
import { useSessionName } from './field-label.ts';

/** What an import does to places in sessions: what is odd about it, then every change by line. */
export function BookingsTable({ bookings }: { bookings: ImportBookings }): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  const sessionName = useSessionName();
  const { changes, findings, promoted, odd } = bookings;
  const all = bookings.booked + bookings.waiting + bookings.released;
  return (
    <>
      {all === 0 && <None icon={<CalendarCheck size={20} />}>{t('roster.bookings.none')}</None>}
      {all + odd > 0 && (
        <table className="diff-table w-full border-collapse text-sm">
          <thead>
            <tr>
              <th scope="col">{t('roster.diff.line')}</th>
              <th scope="col">{t('roster.diff.person')}</th>
              <th scope="col">{t('roster.bookings.change')}</th>
              <th scope="col">{t('roster.bookings.session')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ line, printedName, what, sessions, value }) => (
              <BookingRow
                key={`${line} ${what} ${sessions.join(' ')} ${value}`}
                row={{ line, printedName }}
                session={
                  <>
                    {sessions.length > 0 && <bdi>{list(sessions.map(sessionName))}</bdi>}
                    {value !== '' && (
                      <span className="block">
                        <Cell text={value} />
                      </span>
                    )}
                  </>
                }
              >
                <span className="flex items-center gap-2 font-semibold">
                  <TriangleAlert className="shrink-0" size={16} aria-hidden />
                  {t(`roster.bookings.what.${what}`)}
                </span>
              </BookingRow>
            ))}
            {changes.map(({ line, printedName, session, to }) => (
              <BookingRow
                key={`${line} ${session}`}
                row={{ line, printedName }}
                session={<bdi>{sessionName(session)}</bdi>}
              >
                {t(`roster.bookings.to.${to}`)}
              </BookingRow>
            ))}
          </tbody>
        </table>
      )}
      <Examples shown={findings.length + changes.length} all={odd + all} />
      {promoted > 0 && (
        <Note
          tone="quiet"
          icon={<CalendarCheck size={18} />}
          title={t('roster.bookings.promoted', { count: promoted, formatted: number(promoted) })}
        />
      )}
    </>
  );
}

interface BookingRowProps {
  row: { line: number; printedName: string };
  session: ReactNode;
  /** What happens. */
  children: ReactNode;
}

function BookingRow({ row: { line, printedName }, session, children }: BookingRowProps): ReactNode {
  const { number } = useFormats();
  return (
    <tr>
      <td className="figures">{number(line)}</td>
      <td>
        <bdi className="font-semibold">{printedName}</bdi>
      </td>
      <td>{children}</td>
      <td>{session}</td>
    </tr>
  );
}
