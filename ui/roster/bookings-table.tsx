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
      {findings.length > 0 && (
        <>
          <table className="diff-table w-full border-collapse text-sm">
            <thead>
              <tr>
                <th scope="col">{t('roster.diff.line')}</th>
                <th scope="col">{t('roster.diff.person')}</th>
                <th scope="col">{t('roster.bookings.findings')}</th>
                <th scope="col">{t('roster.bookings.session')}</th>
              </tr>
            </thead>
            <tbody>
              {findings.map(({ line, printedName, what, sessions, value }) => (
                <tr key={`${line} ${what} ${sessions.join(' ')} ${value}`}>
                  <td className="figures">{number(line)}</td>
                  <td>
                    <bdi className="font-semibold">{printedName}</bdi>
                  </td>
                  <td>
                    <span className="flex items-center gap-2">
                      <TriangleAlert size={16} aria-hidden />
                      {t(`roster.bookings.what.${what}`)}
                    </span>
                  </td>
                  <td>
                    {sessions.length > 0 && <bdi>{list(sessions.map(sessionName))}</bdi>}
                    {value !== '' && (
                      <span className="block">
                        <Cell text={value} />
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Examples shown={findings.length} all={odd} />
        </>
      )}
      {all === 0 ? (
        <None icon={<CalendarCheck size={20} />}>{t('roster.bookings.none')}</None>
      ) : (
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
            {changes.map(({ line, printedName, session, to }) => (
              <tr key={`${line} ${session}`}>
                <td className="figures">{number(line)}</td>
                <td>
                  <bdi className="font-semibold">{printedName}</bdi>
                </td>
                <td>{t(`roster.bookings.to.${to}`)}</td>
                <td>
                  <bdi>{sessionName(session)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Examples shown={changes.length} all={all} />
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
