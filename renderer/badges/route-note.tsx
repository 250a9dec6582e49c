import { CornerUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { finalPrintJobStates } from '../../domain/printing/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { useAnswer } from '../base/page-client.ts';

/** Says that another printer than usual prints the badge, so that nobody waits at the wrong one. */
export function RouteNote({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  const { value } = useAnswer('getPrinters', [], {
    renewOn: ['printersChanged'],
    when: job.movedFrom !== null,
  });
  const nameOf = (id: string | null): string | undefined =>
    value?.find(({ settings }) => settings.id === id)?.settings.name;
  const [printer, from] = [nameOf(job.printerId), nameOf(job.movedFrom)];
  if (printer === undefined || from === undefined) return null;
  const isOver = finalPrintJobStates.includes(job.state);
  return (
    <div
      className="route-note grid grid-cols-sign-text gap-x-2 items-center text-look-ink text-sm wrap-anywhere"
      role="status"
    >
      <CornerUpRight size={16} className="flips" />
      <strong>{t(isOver ? 'badgeRoute.went' : 'badgeRoute.goes', { printer })}</strong>
      <p className="col-start-2 text-soft">
        {t(isOver ? 'badgeRoute.wentWhy' : 'badgeRoute.goesWhy', { from })}
      </p>
    </div>
  );
}
