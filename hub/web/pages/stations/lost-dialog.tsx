import { ShieldAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LostReport } from '../../../../domain/purge/lost-report.ts';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useWords } from '../../words.ts';
import { LostReportDialog } from './lost-report-dialog.tsx';

/** Reports a station lost: it is revoked, and what it held is shown. Of one that was ended already only the latter. */
export function LostDialog({
  station: { id, name, state },
  onClose,
}: {
  station: OrganiserStation;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [report, setReport] = useState<LostReport | null>(null);
  if (report !== null) return <LostReportDialog report={report} onClose={onClose} />;
  const isEnded = state !== 'enrolled';
  return (
    <ConfirmDialog
      title={t(isEnded ? 'lost.titleEnded' : 'lost.title', { name })}
      expected={name}
      label={t('stations.typeName', { name })}
      wrong={t('stations.wrongName')}
      submit={{
        words: t(isEnded ? 'lost.confirmEnded' : 'lost.confirm'),
        icon: <ShieldAlert aria-hidden="true" size={18} />,
      }}
      onConfirm={async (confirm) => {
        setReport(await ask('reportLost', { confirm }, id));
        if (!isEnded) notify(t('lost.now', { name }));
      }}
      onClose={onClose}
    >
      {!isEnded && <p>{t('lost.effect')}</p>}
      <p>{t('lost.list')}</p>
    </ConfirmDialog>
  );
}
