import { NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus, KioskStatus } from '../../../domain/day-close/status.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import { ImportStick } from '../stick/import-stick.tsx';
import { tellDayChanged } from './day-news.ts';
import { GoOn } from './go-on.tsx';
import { KioskName, useLastSeen, VerdictChip } from './kiosk-cells.tsx';
import { sortedKiosks } from './matters.ts';
import { ResolutionLine } from './resolution-line.tsx';
import { StepHead } from './step-head.tsx';
import { HubAway } from './step-send.tsx';

/** The third step: what is proved of each station, and what can be done where it is not. */
export function StepKiosks({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  return (
    <>
      <StepHead
        title={t('dayClose.kiosks.title')}
        hint={t(status.hub === null ? 'dayClose.kiosks.aloneHint' : 'dayClose.kiosks.hint')}
      />
      {status.hub !== null && status.source === 'desk' && <HubAway />}
      {status.hub !== null && <ImportStick onImported={tellDayChanged} />}
      <div className="sync-table verdicts">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('kiosks.name')}</th>
              <th scope="col">{t('dayClose.kiosks.verdict')}</th>
              <th scope="col">{t('dayClose.kiosks.what')}</th>
              <th scope="col">{t('dayClose.send.records')}</th>
              {isSupervisor && (
                <th scope="col">
                  <span className="visually-hidden">{t('kiosks.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {sortedKiosks(status).map((kiosk) => (
              <VerdictRow key={kiosk.kiosk} kiosk={kiosk} status={status} canNote={isSupervisor} />
            ))}
          </tbody>
        </table>
      </div>
      <GoOn to="close" />
    </>
  );
}

function VerdictRow({
  kiosk,
  status,
  canNote,
}: {
  kiosk: KioskStatus;
  status: DayStatus;
  canNote: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const { number, shortDay } = useFormats();
  const moment = useMoment();
  const lastSeen = useLastSeen(status.now);
  const { verdict, reason, asOf, resolution, held, atLeast, name } = kiosk;
  const why = reason === null ? t('dayClose.reasons.proven') : t(`dayClose.reasons.${reason}`);
  return (
    <tr data-verdict={verdict}>
      <th scope="row">
        <KioskName kiosk={kiosk} />
        {status.hub !== null && verdict !== 'proven' && (
          <span className="verdict-seen figures">
            {t('dayClose.kiosks.seen', { age: lastSeen(kiosk) })}
          </span>
        )}
      </th>
      <td>
        <VerdictChip verdict={verdict} />
      </td>
      <td className="verdict-why">
        <p>{why}</p>
        {asOf !== null && (
          <p className="verdict-do">
            {t('dayClose.asOf', {
              moment: moment(asOf.wall),
              kseq: number(asOf.kseq),
              since: number(asOf.since),
            })}
          </p>
        )}
        {reason !== null && <p className="verdict-do">{t(`dayClose.remedies.${reason}`)}</p>}
        {resolution !== null && <ResolutionLine resolution={resolution} />}
      </td>
      <td className="figures">
        {verdict === 'proven'
          ? t('dayClose.kiosks.exactly', { number: number(held) })
          : t('dayClose.kiosks.atLeast', { held: number(held), least: number(atLeast) })}
      </td>
      {canNote && (
        <td className="sync-table-action">
          {verdict !== 'proven' && resolution === null && (
            <Button
              size="small"
              icon={<NotebookPen aria-hidden="true" size={16} />}
              aria-label={t('dayClose.note.of', { name })}
              onPress={() =>
                open({
                  kind: 'note-finding',
                  day: status.day,
                  title: t(`dayClose.verdict.${verdict}`),
                  lead: name,
                  details: [why, shortDay(status.day)],
                  answering: { by: 'finding', finding: 'kiosk', reference: kiosk.kiosk },
                })
              }
            >
              {t('dayClose.note.open')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
