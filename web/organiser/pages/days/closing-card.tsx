import { BellRing, History, Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { nextRevision } from '../../../../domain/day-close/status.ts';
import type { OrganiserDayStatus } from '../../../../domain/organiser/days.ts';
import { Button } from '../../../../ui/button.tsx';
import { CloseDayDialog, useCloseLabel } from '../../../../ui/day-close/close-day-dialog.tsx';
import { StaysOpen, type StaysOpenProps } from '../../../../ui/day-close/stays-open.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { judged, openFindings, summaryOf } from './day-matters.ts';

/** The report's open items, and the two steps of closing: ask the stations, then the hub signs. */
export function ClosingCard({
  status,
  onChanged,
}: {
  status: OrganiserDayStatus;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const mayClose = useMay('close-day');
  const stays = useStaysOpen(status);
  const { late } = status;
  return (
    <Section title={t('days.closing')}>
      {late > 0 && (
        <Note
          tone="look"
          icon={<History />}
          title={t('days.late', {
            count: late,
            number: number(late),
            revision: nextRevision(status),
          })}
        />
      )}
      {status.begun ? (
        <>
          <StaysOpen {...stays} />
          {mayClose ? (
            <Steps status={status} onChanged={onChanged} />
          ) : (
            <p className="small">{t('days.mayNot')}</p>
          )}
        </>
      ) : (
        <p className="text-soft">{t('days.notBegun')}</p>
      )}
    </Section>
  );
}

function Steps({
  status,
  onChanged,
}: {
  status: OrganiserDayStatus;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  const notify = useNotify();
  const [isClosing, setClosing] = useState(false);
  const closeLabel = useCloseLabel();
  const { day, calledAt, state } = status;
  const call = useAction(async () => {
    await ask('callDay', { day });
    notify(t('days.calledNow'));
    onChanged();
  });
  return (
    <div className="day-closing grid gap-3">
      <FailureNote failure={call.failure} />
      <p className="small">
        {calledAt === null ? t('days.callHint') : t('days.called', { time: time(calledAt) })}
      </p>
      <div className="cluster">
        <Button icon={<BellRing />} isDisabled={call.busy} onPress={() => void call.run()}>
          {t(calledAt === null ? 'days.call' : 'days.callAgain')}
        </Button>
        <Button
          variant={state === 'closed' ? 'plain' : 'primary'}
          icon={<Lock />}
          onPress={() => setClosing(true)}
        >
          {closeLabel(nextRevision(status))}
        </Button>
      </div>
      {isClosing && (
        <CloseDialog
          status={status}
          onClose={() => {
            setClosing(false);
            onChanged();
          }}
        />
      )}
    </div>
  );
}

function CloseDialog({
  status,
  onClose,
}: {
  status: OrganiserDayStatus;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const { day } = status;
  // The revision when the dialog was opened: if two users close at once, the second is refused.
  const [revision] = useState(() => nextRevision(status));
  const close = useAction(async () => {
    const closed = await ask('closeDay', { day, revision });
    notify(t('days.closedNow', { revision: closed.revision }));
  });
  return (
    <CloseDayDialog
      day={day}
      revision={revision}
      stays={useStaysOpen(status)}
      effect={t('days.closeEffect', { revision })}
      close={close}
      onClose={onClose}
    />
  );
}

/** What the report will show as open; a desk resolves it. */
function useStaysOpen(status: OrganiserDayStatus): StaysOpenProps {
  const { t } = useWords();
  return {
    stations: judged(status),
    items: openFindings(status).map(({ kind, open }) => ({
      kind,
      label: t(`days.finding.${kind}`, { count: open }),
      count: open,
    })),
    isWell: summaryOf(status).every(({ tone }) => tone === 'go'),
  };
}
